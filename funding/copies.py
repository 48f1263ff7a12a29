"""The worker's part in the copy of what was sent."""

from celery import shared_task
from django.utils import timezone

from compact_portal.publishing.press import Press
from compact_portal.publishing.printable import printable
from funding.models import SentCopy


def pdf_of_copy(copy: SentCopy) -> bytes:
    from compact_portal.publishing.rendering import html_of, pdf_of

    return pdf_of("\n".join(map(printable, html_of(copy).splitlines())))  # whatever an applicant may have typed


COPIES = Press(SentCopy, pdf_of_copy)


@shared_task(name="funding.tasks.make_copy")
def make_copy(copy_id: int) -> None:
    COPIES.render(copy_id, now=timezone.now())


@shared_task(name="funding.tasks.sweep_copies")
def sweep_copies() -> None:
    COPIES.sweep()
