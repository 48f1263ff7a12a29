"""The worker's part in a bundle: it reads what the dispute says and its files, then makes the pages.

How far it is stands in the bundle itself, so that whoever waits sees it. Killed at any moment, it begins again.
"""

from celery import shared_task
from django.conf import settings
from django.db.models import F
from django.utils import timezone

from compact_portal.publishing.press import Press
from disputes.models import Bundle, Dispute
from disputes.pdfs import bundle_document
from disputes.queries.disputes import with_hearings
from disputes.queries.files import files_for_everyone


def pdf_of_bundle(bundle: Bundle) -> bytes:
    from compact_portal.publishing.rendering import html_of, pdf_of

    pictures = read_into(bundle)
    return pdf_of(html_of(bundle), pictures=lambda address: pictures.get(address.removeprefix(settings.SITE_URL)))


def read_into(bundle: Bundle) -> dict[str, tuple[bytes, str]]:
    """Freeze what the dispute says now, file after file. Returns its pictures, by their addresses."""
    dispute = with_hearings(Dispute.objects.filter(pk=bundle.dispute_id)).get()
    this, pictures = Bundle.objects.filter(pk=bundle.pk), {}
    this.update(files_read=0, files_to_read=files_for_everyone(dispute).count())

    def keep(address: str, picture: bytes) -> None:
        if picture:
            pictures[address] = picture, "image/jpeg"
        this.update(files_read=F("files_read") + 1)

    now = timezone.now()
    today = timezone.localdate(now)
    bundle.data = bundle_document(dispute, number=bundle.number, now=now, today=today, keep=keep)
    bundle.events = next((len(each["data"]) for each in bundle.data["sections"] if each["name"] == "lines"), 0)
    this.update(data=bundle.data, events=bundle.events)
    return pictures


BUNDLES = Press(Bundle, pdf_of_bundle)


@shared_task(name="disputes.tasks.make_bundle")
def make_bundle(bundle_id: int) -> None:
    BUNDLES.render(bundle_id, now=timezone.now())


@shared_task(name="disputes.tasks.sweep_bundles")
def sweep_bundles() -> None:
    BUNDLES.sweep()
