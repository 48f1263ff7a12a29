"""The promotion log, kept."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from champions.models import Promotion, Signatory
from compact_portal.access.gate import require
from compact_portal.audit.services import record

LOG = "champions.log_promotion"


@transaction.atomic
def record_promotion(signatory: Signatory, *, on: date, by, now: datetime, **details) -> Promotion:
    """Log what was done for the Compact. `details` are kind, title, audience, reached (people, or None), note.

    Raises ValidationError for a day to come: the log says what happened.
    """
    require(by, LOG, signatory)
    check_day(on, timezone.localdate(now))
    promotion = Promotion.objects.create(signatory=signatory, on=on, recorded_at=now, recorded_by=by, **details)
    record(promotion, "logged", by=by, at=now, title=promotion.title)
    return promotion


def check_day(on: date, today: date) -> None:
    if on > today:
        raise ValidationError({"on": "Choose today or an earlier day. Log it once it has taken place."})


@transaction.atomic
def change_promotion(promotion: Promotion, *, on: date, by, now: datetime, **details) -> Promotion:
    """Put right what the log says. Raises ValidationError for a day to come."""
    require(by, LOG, promotion.signatory)
    check_day(on, timezone.localdate(now))
    changed = {"on": on, **details}
    before = {name: getattr(promotion, name) for name in changed}
    for name, value in changed.items():
        setattr(promotion, name, value)
    promotion.save(update_fields=list(changed))
    fields = sorted(name for name, value in changed.items() if before[name] != value)
    record(promotion, "changed", by=by, at=now, fields=fields)
    return promotion


@transaction.atomic
def remove_promotion(promotion: Promotion, *, by, now: datetime) -> None:
    """Take a line out of the log, with its words kept in the trail."""
    require(by, LOG, promotion.signatory)
    record(promotion, "removed", by=by, at=now, title=promotion.title, on=promotion.on.isoformat())
    promotion.delete()
