"""Beginning again after the end: another look at what was redirected, and opening again for a reason."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from compact_portal.dates import add_months
from compact_portal.wording import long_date
from disputes.choices import Side, WhyAgain
from disputes.emails import hearing as emails
from disputes.models import Adviser, Dispute, Reopening, Stage
from disputes.panels import held_seats, is_adviser, sectors_missing
from disputes.services.settling import ask_champions
from disputes.services.stages import start_stage
from disputes.services.states import DisputeMovedOn, lock_for, move
from disputes.services.withheld import ask_checker
from disputes.sides import side_of

REOPEN = "disputes.reopen_dispute"

#: What the side that answered can open it for. The side that raised it can for anything.
FOR_BOTH_SIDES = frozenset({WhyAgain.NOT_DONE})


def begin_again(dispute: Dispute, *, by, now: datetime, **details) -> Stage:
    """A new stage with a fresh clock: the same as the last one. How that one ended stays with it.

    Inside a transaction, on a dispute that is held. Those who heard it hear it again, if they still stand apart.
    """
    last = dispute.stage_list[-1]
    last.outcome, last.outcome_text = dispute.outcome, dispute.outcome_text
    last.save()
    dispute.outcome, dispute.outcome_text, dispute.settled_at = "", "", None
    stage = start_stage(dispute, last.definition, on=timezone.localdate(now))
    verb = "reopen" if stage.definition.is_for_the_sides else "hear-again"
    move(dispute, verb, by=by, now=now, due=stage.original_due.isoformat(), **details)
    emails.opened_again(dispute, stage, by, at=now)
    call_advisers_back(dispute, timezone.localdate(now))
    ask_checker(dispute, now=now)
    if sectors_missing(dispute):
        ask_champions(dispute, stage, now=now)
    return stage


def call_advisers_back(dispute: Dispute, today: date) -> None:
    """An adviser who can still read it stays for as long as was set at first; one whose time is over is named anew."""
    for seat in filter(is_adviser, held_seats(dispute, today)):
        seat.until = Adviser.objects.sitting().filter(stage__dispute=dispute, person=seat.person_id).last().until
        seat.save()


def ended_on(dispute: Dispute) -> date:
    """The day it was settled or, if that came later, closed."""
    note = getattr(dispute, "learning", None)
    closed_at = note.written_at if note else dispute.settled_at
    return timezone.localdate(max(dispute.settled_at, closed_at))


def last_day_to_reopen(dispute: Dispute) -> date:
    """Some calendar months after it ended, 3 as the procedure is set at first: from 30 November to 28 February."""
    return add_months(ended_on(dispute), dispute.procedure.months_to_reopen)


def reasons_for(side: str) -> list[WhyAgain]:
    return [why for why in WhyAgain if side == Side.RAISING or why in FOR_BOTH_SIDES]


@transaction.atomic
def reopen_dispute(dispute: Dispute, *, why: str, reason: str, by, now: datetime) -> Stage:
    """Open it again: something was not done, is new, or followed from raising it. Raises DisputeMovedOn afterwards."""
    dispute = lock_for(dispute, by, REOPEN)
    side, last = side_of(by, dispute), last_day_to_reopen(dispute)
    if timezone.localdate(now) > last:
        raise DisputeMovedOn(dispute, f"It could be opened again until {long_date(last)}. You can raise a new concern.")
    if why not in reasons_for(side):
        raise ValidationError({"why": "Choose one of the reasons."})
    stage = begin_again(dispute, by=by, now=now, why=WhyAgain(why).label, reason=reason)
    Reopening.objects.create(stage=stage, why=why, reason=reason, side=side, asked_by=by, asked_at=now)
    return stage
