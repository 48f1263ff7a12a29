"""What the worker does for notices."""

from celery import shared_task
from django.utils import timezone

from compact_portal.notices import delivery


@shared_task(name="compact_portal.notices.tasks.deliver_notice")
def deliver_notice(notice_id: int) -> None:
    delivery.deliver(notice_id, now=timezone.now())


@shared_task(name="compact_portal.notices.tasks.sweep_notices")
def sweep_notices() -> None:
    delivery.sweep()
