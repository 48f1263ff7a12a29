from celery import shared_task
from django.utils import timezone

from disputes.bundles import make_bundle, sweep_bundles
from disputes.services import escalation, holidays

__all__ = ["make_bundle", "sweep_bundles", "tell_chair", "write_down_bank_holidays"]


@shared_task
def tell_chair() -> int:
    return escalation.tell_chair(now=timezone.now())


@shared_task
def write_down_bank_holidays() -> int:
    return holidays.write_down_bank_holidays(now=timezone.now())
