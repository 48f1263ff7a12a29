"""What was agreed to be done: written down with an agreement or an outcome, reported as done, confirmed."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from disputes.emails import actions as emails
from disputes.models import AgreedAction, Dispute
from disputes.services.states import DisputeMovedOn, happened, lock_for
from disputes.sides import side_of

REPORT = "disputes.report_action"


def add_actions(dispute: Dispute, actions: Iterable[dict], *, today: date, **part_of) -> None:
    """`actions` are {"text", "side", "due"}; `part_of` is the `settlement` or the `draft`. Inside a transaction.

    Raises ValidationError for a day that has passed.
    """
    for action in actions:
        if action["due"] < today:
            raise ValidationError("An action cannot be due in the past. Choose today or a later day.")
        AgreedAction.objects.create(dispute=dispute, **action, **part_of)


def held_action(dispute: Dispute, pk: int) -> AgreedAction:
    action = AgreedAction.objects.agreed().filter(dispute=dispute, pk=pk).first()
    if action is None:
        raise DisputeMovedOn(dispute, "There is no such action any more.")
    return action


@transaction.atomic
def report_done(dispute: Dispute, *, pk: int, note: str, by, now: datetime) -> AgreedAction:
    """The side that does it says that it is done. Raises DisputeMovedOn for the other side, and a second time."""
    dispute = lock_for(dispute, by, REPORT)
    action = held_action(dispute, pk)
    if action.side != side_of(by, dispute) or action.done_at:
        raise DisputeMovedOn(dispute, "This action does not wait for you to do it.")
    action.done_at, action.done_by, action.note, action.question = now, by, note, ""
    action.save()
    happened(dispute, "action done", by=by, now=now, what=action.text, reason=note)
    emails.action_done(dispute, action, at=now)
    return action


@transaction.atomic
def answer_done(dispute: Dispute, *, pk: int, confirmed: bool, question: str = "", by, now: datetime) -> AgreedAction:
    """The other side confirms it, or says what is not done: then it is open again, with its old date."""
    dispute = lock_for(dispute, by, REPORT)
    action = held_action(dispute, pk)
    if action.side == side_of(by, dispute) or not action.done_at or action.confirmed_at:
        raise DisputeMovedOn(dispute, "This action does not wait for your answer.")
    if not confirmed and not question.strip():
        raise ValidationError({"answer": "Enter what is not done, so that the other side understands."})
    if confirmed:
        action.confirmed_at = now
        happened(dispute, "action confirmed", by=by, now=now, what=action.text)
    else:
        action.done_at, action.done_by, action.question = None, None, question
        happened(dispute, "action questioned", by=by, now=now, what=action.text, reason=question)
    action.save()
    emails.action_answered(dispute, action, at=now)
    return action


def waits_for(action: AgreedAction, side: str) -> bool:
    """Something about it is this side's to say."""
    if action.done_at is None:
        return action.side == side
    return action.confirmed_at is None and side not in ("", action.side)
