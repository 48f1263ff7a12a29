from celery import shared_task
from django.utils import timezone

from disputes.services import escalation


@shared_task
def tell_chair() -> int:
    return escalation.tell_chair(now=timezone.now())
