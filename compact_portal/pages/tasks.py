from celery import shared_task
from django.utils import timezone

from compact_portal.pages.models import Heartbeat


@shared_task(name="compact_portal.pages.tasks.beat")
def beat() -> None:
    Heartbeat.objects.beat(at=timezone.now())
