"""Putting right what was read: one thing at a time, never over somebody else's words, never losing one of the original.

Every change names the revision that its form was showing.
"""

from datetime import datetime

from django.db import models, transaction
from django.db.models import F, Max

from compact_portal.access.gate import require
from compact_portal.audit.services import record
from meetings.choices import DecisionKind, TakenFor
from meetings.models import OldAction, OldAttendee, OldDecision, OldLine, OldMinutes
from meetings.services.old_minutes.bringing_in import OldMinutesMovedOn, lock
from meetings.services.old_minutes.differences import weigh

STALE = "Someone else changed this after you opened the page. Look at what it says now, then change it again."


def open_to_check(old: OldMinutes, by) -> OldMinutes:
    require(by, "meetings.run_meetings")
    old = lock(old)
    if not old.is_to_check:
        raise OldMinutesMovedOn(old, f"These minutes are “{old.get_state_display()}”, so nothing can be put right.")
    return old


def change(old: OldMinutes, row: models.Model, seen: int, **values) -> None:
    """One conditional UPDATE decides, so two officers can never both win. Raises OldMinutesMovedOn for the other."""
    same = type(row).objects.filter(pk=row.pk, revision=seen)
    if not same.update(revision=F("revision") + 1, **values):
        raise OldMinutesMovedOn(old, STALE)


@transaction.atomic
def change_heading(old: OldMinutes, *, seen: int, by, now: datetime, **values) -> OldMinutes:
    """Committee, title, date, place and next meetings."""
    old = open_to_check(old, by)
    change(old, old, seen, **values)
    record(old, "heading changed", by=by, at=now)
    old.refresh_from_db()
    weigh(old)
    return old


@transaction.atomic
def place_line(
    line: OldLine,
    *,
    seen: int,
    taken_for: str,
    kept: str = "",
    number: str = "",
    title: str = "",
    presenters: str = "",
    through: int | None = None,
    by,
    now: datetime,
) -> None:
    """Say what a line is, and with `through` that the lines down to that one are the same.

    The line itself never changes. One that becomes a decision or an action starts as one with its words.
    """
    old = open_to_check(line.old_minutes, by)
    before = line.get_taken_for_display()
    if taken_for != TakenFor.ITEM:
        number, title, presenters = "", "", ""
    if taken_for not in (TakenFor.TEXT, TakenFor.ITEM):
        kept = line.text
    change(old, line, seen, taken_for=taken_for, kept=kept, number=number, title=title, presenters=presenters)
    below = old.lines.filter(position__gt=line.position, position__lte=through or 0).exclude(taken_for=taken_for)
    below.update(taken_for=taken_for, kept=F("text"), revision=F("revision") + 1)
    start_outcomes(old.lines.filter(position__gte=line.position, position__lte=through or line.position), taken_for)
    words = {"from": f"line {line.position}, {before}", "to": TakenFor(taken_for).label}
    is_moved = before != TakenFor(taken_for).label
    record(old, "line put right", by=by, at=now, line=line.position, through=through, **(words if is_moved else {}))
    weigh(old)


def start_outcomes(lines, taken_for: str) -> None:
    if taken_for == TakenFor.DECISION:
        bare = lines.filter(decisions=None)
        OldDecision.objects.bulk_create(
            OldDecision(line=line, text=line.text, kind=DecisionKind.AGREED) for line in bare
        )
    if taken_for == TakenFor.ACTION:
        OldAction.objects.bulk_create(OldAction(line=line, text=line.text) for line in lines.filter(actions=None))


@transaction.atomic
def add_to_line(line: OldLine, model: type[models.Model], *, by, now: datetime, **values) -> models.Model:
    """An attendee, a decision or an action that was not read, beside the line that tells of it."""
    old = open_to_check(line.old_minutes, by)
    if model is OldAttendee:
        last = OldAttendee.objects.filter(line__old_minutes=old).aggregate(last=Max("position"))["last"] or 0
        values["position"] = last + 1
    row = model.objects.create(line=line, **values)
    record(old, f"{model._meta.verbose_name.removeprefix('old ')} added", by=by, at=now, line=line.position)
    weigh(old)
    return row


@transaction.atomic
def change_row(row: models.Model, *, seen: int, by, now: datetime, **values) -> None:
    """Put an attendee, a decision or an action right."""
    old = open_to_check(row.line.old_minutes, by)
    change(old, row, seen, **values)
    record(old, f"{row._meta.verbose_name.removeprefix('old ')} changed", by=by, at=now, was=str(row))
    weigh(old)


@transaction.atomic
def remove_row(row: models.Model, *, by, now: datetime) -> None:
    """It was none. The words of its line become text again where they would stand nowhere else."""
    old = open_to_check(row.line.old_minutes, by)
    line = row.line
    record(old, f"{row._meta.verbose_name.removeprefix('old ')} removed", by=by, at=now, was=str(row))
    row.delete()
    told = {TakenFor.DECISION: line.decisions, TakenFor.ACTION: line.actions}.get(line.taken_for)
    if told is not None and not told.exists():
        OldLine.objects.filter(pk=line.pk).update(taken_for=TakenFor.TEXT, kept=line.text, revision=F("revision") + 1)
    weigh(old)
