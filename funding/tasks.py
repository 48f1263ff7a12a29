"""What the worker is asked to do."""

from celery import shared_task
from django.utils import timezone

from funding.copies import make_copy, sweep_copies
from funding.services import closing, rounds

__all__ = ["complete_awards", "make_copy", "publish_missing_forms", "sweep_copies"]


@shared_task
def complete_awards() -> int:
    return closing.complete_awards(now=timezone.now())


@shared_task
def publish_missing_forms() -> int:
    return rounds.publish_missing_forms(now=timezone.now())
