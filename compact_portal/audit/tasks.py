"""What the worker does for the trail."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from compact_portal.audit.services import seal_day


@shared_task(name="compact_portal.audit.tasks.seal_yesterday")
def seal_yesterday() -> None:
    """Run every hour: the first run after midnight in London seals, the others find it done."""
    now = timezone.now()
    seal_day(timezone.localdate(now) - timedelta(days=1), now=now)
