"""Decisions, and what each signatory's own governance made of them."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Max

from compact_portal.access.gate import require
from compact_portal.audit.services import record
from compact_portal.people.models import Organisation
from meetings.models import Decision, DecisionAnswer, Item
from meetings.services.states import lock, require_minutes_open


@transaction.atomic
def record_decision(item: Item, *, text: str, kind: str, needs_adoption: bool = False, by, now: datetime) -> Decision:
    require(by, "meetings.run_meetings")
    require_minutes_open(lock(item.meeting), "Record a decision")
    last = item.decisions.aggregate(last=Max("position"))["last"] or 0
    decision = item.decisions.create(text=text, kind=kind, needs_adoption=needs_adoption, position=last + 1)
    ask_signatories(decision)
    record(item.meeting, "decision recorded", by=by, at=now, item=item.number, text=text)
    return decision


@transaction.atomic
def change_decision(decision: Decision, *, text: str, kind: str, needs_adoption: bool, by, now: datetime) -> Decision:
    require(by, "meetings.run_meetings")
    require_minutes_open(lock(decision.item.meeting), "Change a decision")
    before = decision.text
    decision.text, decision.kind, decision.needs_adoption = text, kind, needs_adoption
    decision.save()
    ask_signatories(decision)
    record(decision.item.meeting, "decision changed", by=by, at=now, **{"from": before, "to": text})
    return decision


@transaction.atomic
def remove_decision(decision: Decision, *, by, now: datetime) -> None:
    require(by, "meetings.run_meetings")
    require_minutes_open(lock(decision.item.meeting), "Remove a decision")
    record(decision.item.meeting, "decision removed", by=by, at=now, text=decision.text)
    decision.delete()
    close_gap(decision)


def close_gap(removed: Decision) -> None:
    """Each decision of the item after the removed one takes the number before its own. A published one keeps it."""
    later = removed.item.decisions.filter(position__gt=removed.position)
    if removed.published or later.filter(published=True).exists():
        return
    later.update(position=F("position") - 1)


def ask_signatories(decision: Decision) -> None:
    """A row for every organisation with a seat, so that the missing answers can be seen."""
    if not decision.needs_adoption:
        return
    committee = decision.item.meeting.committee
    organisations = Organisation.objects.filter(seats__constituency__committee=committee).distinct()
    for organisation in organisations:
        decision.answers.get_or_create(organisation=organisation)


@transaction.atomic
def answer_decision(
    answer: DecisionAnswer, *, to: str, on: date | None = None, note: str = "", by, now: datetime
) -> DecisionAnswer:
    """Record what one signatory decided, on which day."""
    require(by, "meetings.run_meetings")
    before, answer.answer = answer.answer, to
    answer.answered_on, answer.note = on, note
    answer.full_clean()
    answer.save()
    meeting = answer.decision.item.meeting
    record(
        meeting, "answer recorded", by=by, at=now, organisation=str(answer.organisation), **{"from": before, "to": to}
    )
    return answer
