"""What the worker does for publishing."""

from celery import shared_task
from django.utils import timezone

from compact_portal.publishing.press import PUBLICATIONS


@shared_task(name="compact_portal.publishing.tasks.render_publication")
def render_publication(publication_id: int) -> None:
    PUBLICATIONS.render(publication_id, now=timezone.now())


@shared_task(name="compact_portal.publishing.tasks.sweep_publications")
def sweep_publications() -> None:
    PUBLICATIONS.sweep()
