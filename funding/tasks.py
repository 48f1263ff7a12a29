"""What the worker is asked to do."""

from celery import shared_task
from django.utils import timezone

from funding.services import closing


@shared_task
def complete_awards() -> int:
    return closing.complete_awards(now=timezone.now())
