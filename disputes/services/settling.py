"""How talks end: both sides confirm that it is resolved, the raiser withdraws it, or takes it to the next stage."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from champions.queries.interests import unconflicted_champions
from compact_portal.people.models import User
from compact_portal.wording import long_date
from disputes.choices import Outcome
from disputes.emails import hearing as hearing_emails
from disputes.emails import stages as emails
from disputes.models import Dispute, Settlement, Stage
from disputes.panels import held_seats, stood_aside
from disputes.services.actions import add_actions
from disputes.services.stages import current_stage, end_stage, start_stage
from disputes.services.states import DisputeMovedOn, happened, lock_for, move
from disputes.services.withheld import excuse_checker
from disputes.sides import names_of, side_of

CONFIRM = "disputes.confirm_settlement"

#: Stands where the other side's answer would.
TAKEN_BACK = "Taken back."


@transaction.atomic
def propose_settlement(dispute: Dispute, *, terms: str, actions: Iterable[dict] = (), by, now: datetime) -> Settlement:
    """Say what was agreed, and what each side does by when.

    Raises ValidationError while other words wait for an answer, whoever wrote them.
    """
    dispute = lock_for(dispute, by, CONFIRM)
    waiting = dispute.settlements.open().first()
    if waiting and waiting.side == side_of(by, dispute):
        raise ValidationError(
            "Your side has written down what was agreed already. The other side has not answered yet."
        )
    if waiting:
        raise ValidationError(
            "The other side has just written down what was agreed. Read it and confirm it, or say what is different."
        )
    settlement = dispute.settlements.create(side=side_of(by, dispute), terms=terms, proposed_by=by, proposed_at=now)
    actions = list(actions)
    add_actions(dispute, actions, settlement=settlement, today=timezone.localdate(now))
    to_do = [f"{names_of(dispute, each['side'])}, by {long_date(each['due'])}: {each['text']}" for each in actions]
    happened(dispute, "agreement written down", by=by, now=now, terms=terms, to_do="; ".join(to_do))
    emails.settlement_proposed(dispute, settlement, at=now)
    return settlement


@transaction.atomic
def take_back_settlement(dispute: Dispute, *, by, now: datetime) -> Settlement:
    """A side takes back what it wrote down, to write it differently. Raises DisputeMovedOn once it is answered."""
    dispute = lock_for(dispute, by, CONFIRM)
    settlement = waiting_of(dispute, side_of(by, dispute))
    if settlement is None:
        raise DisputeMovedOn(dispute, "Nothing that you wrote down waits for an answer.")
    settlement.confirmed, settlement.answer = False, TAKEN_BACK
    settlement.answered_by, settlement.answered_at = by, now
    settlement.save()
    happened(dispute, "agreement taken back", by=by, now=now)
    emails.settlement_taken_back(dispute, settlement, at=now)
    return settlement


def waiting_of(dispute: Dispute, side: str) -> Settlement | None:
    """What this side wrote down and the other has not answered."""
    return dispute.settlements.open().filter(side=side).first()


def taken_back_by(dispute: Dispute, side: str) -> Settlement | None:
    """What this side took back last, if nobody has written down anything since."""
    latest = dispute.settlements.order_by("pk").last()
    return latest if latest and latest.side == side and latest.answer == TAKEN_BACK else None


@transaction.atomic
def answer_settlement(
    dispute: Dispute, settlement: Settlement, *, confirmed: bool, answer: str = "", by, now: datetime
) -> Dispute:
    """Confirm the other side's words, which settles the dispute, or say what is different.

    Silence never means resolved. Raises DisputeMovedOn when those words no longer wait for this side.
    """
    dispute = lock_for(dispute, by, CONFIRM)
    settlement = Settlement.objects.select_for_update().get(pk=settlement.pk)
    if settlement.answered_at or settlement.side == side_of(by, dispute):
        raise DisputeMovedOn(dispute, "These words do not wait for your answer any more.")
    if not confirmed and not answer.strip():
        raise ValidationError({"answer": "Enter what is different, so that the other side understands."})
    settlement.confirmed, settlement.answer = confirmed, answer
    settlement.answered_by, settlement.answered_at = by, now
    settlement.save()
    if confirmed:
        settle(dispute, Outcome.AGREED, settlement.terms, by=by, now=now)
    else:
        happened(dispute, "agreement not confirmed", by=by, now=now, reason=answer)
    emails.settlement_answered(dispute, settlement, at=now)
    return dispute


def settle(dispute: Dispute, outcome: Outcome, text: str, *, by, now: datetime) -> None:
    """End the stage that goes on, and say how it ended. Inside a transaction, on a dispute that is held."""
    end_stage(dispute, now=now)
    dispute.outcome, dispute.outcome_text, dispute.settled_at = outcome, text, now
    move(dispute, "settle", by=by, now=now, outcome=outcome.label)
    excuse_checker(dispute, now=now)


@transaction.atomic
def withdraw_dispute(dispute: Dispute, *, reason: str, by, now: datetime) -> Dispute:
    """The side that raised it takes it back. It can be raised again."""
    dispute = lock_for(dispute, by, "disputes.withdraw_dispute")
    dispute.settlements.open().update(confirmed=False, answer="Withdrawn.", answered_by=by, answered_at=now)
    settle(dispute, Outcome.WITHDRAWN, reason, by=by, now=now)
    emails.dispute_withdrawn(dispute, at=now)
    return dispute


@transaction.atomic
def refer_to_champions(dispute: Dispute, *, reason: str, by, now: datetime) -> Dispute:
    """Start the next stage of the procedure. In the Compact's own, section 9, it is the second and the Champions have
    it: "Within 4 weeks". The clock begins on the day of the referral. Raises DisputeMovedOn after the last stage.
    """
    dispute = lock_for(dispute, by, "disputes.refer_dispute")
    following = current_stage(dispute).definition.following
    if following is None:
        raise DisputeMovedOn(dispute, "There is no stage after this one.")
    dispute.settlements.open().update(confirmed=False, answer="Referred.", answered_by=by, answered_at=now)
    end_stage(dispute, now=now)
    stage = start_stage(dispute, following, on=timezone.localdate(now))
    verb = "go-on" if following.is_for_the_sides else "refer"
    move(dispute, verb, by=by, now=now, reason=reason, due=stage.original_due.isoformat())
    emails.next_stage_begun(dispute, stage, at=now)
    ask_champions(dispute, stage, now=now)
    return dispute


def ask_champions(dispute: Dispute, stage: Stage, *, now: datetime) -> None:
    """Where a stage is theirs, those who stand apart are told that it waits for them."""
    if not stage.definition.is_for_the_sides:
        hearing_emails.champions_asked(
            dispute, champions_who_stand_apart(dispute, timezone.localdate(now)), stage, at=now
        )


def champions_who_stand_apart(dispute: Dispute, today: date) -> list[User]:
    """Those who sign in as Champions and have nothing to do with any of its parties."""
    organisations = [party.organisation for party in dispute.parties.all()]
    people = {champion.person_id for champion in unconflicted_champions(organisations, today=today)}
    people -= stood_aside(dispute) | {member.person_id for member in held_seats(dispute, today)}
    return list(User.objects.active().filter(is_champion=True, person__in=people).select_related("person"))
