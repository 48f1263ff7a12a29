from celery import shared_task
from django.utils import timezone

from compact_portal.deadlines import keeping, services


@shared_task
def sweep_reminders() -> int:
    return services.send_reminders(now=timezone.now())


@shared_task
def keep_due_dates() -> int:
    return keeping.keep_all()
