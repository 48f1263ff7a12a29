"""What the worker is asked to do."""

from celery import shared_task
from django.utils import timezone

from funding.copies import make_copy, sweep_copies
from funding.services import closing

__all__ = ["complete_awards", "make_copy", "sweep_copies"]


@shared_task
def complete_awards() -> int:
    return closing.complete_awards(now=timezone.now())
