"""What the worker does for the trail."""

import logging
from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from compact_portal.audit.retention import purge
from compact_portal.audit.services import seal_day

log = logging.getLogger(__name__)


@shared_task(name="compact_portal.audit.tasks.seal_yesterday")
def seal_yesterday() -> None:
    """Run every hour: the first run after midnight in London seals, the others find it done."""
    now = timezone.now()
    seal_day(timezone.localdate(now) - timedelta(days=1), now=now)


@shared_task(name="compact_portal.audit.tasks.purge_what_is_due")
def purge_what_is_due() -> None:
    """Run every night: personal data whose time is up goes."""
    for label, removed, words in purge(now=timezone.now()):
        if removed:
            log.info("%s: %s purged. %s", label, removed, words)
