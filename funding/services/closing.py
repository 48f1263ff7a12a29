"""The end of an award: its last steps once the money has moved or its last day has passed, then it is closed."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from compact_portal.wording import count_of
from funding.choices import AwardState
from funding.emails import awards as emails
from funding.models import Award
from funding.services.awards import RUN, complete_if_over, lock, move


def complete_awards(*, now: datetime) -> int:
    """By the portal itself: those whose last day has passed while something is still to come. Returns how many."""
    over = Award.objects.filter(state=AwardState.ACTIVE, ends_on__lt=timezone.localdate(now))
    return sum(complete_award(pk, now=now) for pk in over.values_list("pk", flat=True))


@transaction.atomic
def complete_award(pk: int, *, now: datetime) -> bool:
    Award.objects.select_for_update().get(pk=pk)
    return complete_if_over(Award.objects.with_everything().get(pk=pk), by=None, now=now)


@transaction.atomic
def close_award(award: Award, *, reason: str = "", by, now: datetime) -> Award:
    """With every line settled. Raises ValidationError while money is to be paid or held back, while a concern is open
    whose notice has not ended, and without a reason while a report is not accepted."""
    held = lock(award, by, RUN)
    refuse_unsettled(held)
    if held.concerns.open().exclude(notice_ends__lt=timezone.localdate(now)).exists():
        raise ValidationError("A concern is open. Resolve it first, or wait until the notice has ended.")
    missing = len(held.missing_reports)
    if missing and not reason.strip():
        words = f"{count_of(missing, 'report')} {'is' if missing == 1 else 'are'} not accepted."
        raise ValidationError({"reason": f"{words} Enter why you close it all the same."})
    held.closed_at, held.closed_because = now, reason if missing else ""
    move(held, "close", by=by, now=now)
    emails.award_closed(held, at=now)
    return held


def refuse_unsettled(award: Award) -> None:
    if not award.payments.all():
        raise ValidationError("Write down first how it is paid, and what became of the money.")
    if not award.is_settled:
        raise ValidationError("Some money is not paid yet, or held back. Say first what becomes of it.")
