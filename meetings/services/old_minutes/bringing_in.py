"""Bringing files in: each becomes a row first; a worker reads it afterwards."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from compact_portal.access.gate import require
from compact_portal.access.refusals import Refusal
from compact_portal.audit.services import record
from compact_portal.broker import hint
from compact_portal.forms.uploads import shortened
from meetings.choices import OLD_MINUTES, OldMinutesState
from meetings.models import Committee, OldMinutes
from meetings.services.old_minutes.reading import read_old_minutes

PASTED = "Pasted text.txt"


class OldMinutesMovedOn(Refusal):
    """Nothing was changed: the page says where these old minutes stand now."""

    template = "meetings/old_minutes/refused.html"

    def __init__(self, old: OldMinutes, words: str):
        self.old = old
        super().__init__(words)

    def context(self) -> dict:
        return {"old": OldMinutes.objects.select_related("committee").filter(pk=self.old.pk).first()}


@dataclass
class BroughtIn:
    new: list[OldMinutes] = field(default_factory=list)
    already: list[OldMinutes] = field(default_factory=list)


@transaction.atomic
def bring_in(committee: Committee, *, files: list[tuple[str, bytes]], by, now: datetime) -> BroughtIn:
    """One row for each (name, bytes), to be read by the worker. A file that is there already is named, not doubled."""
    require(by, "meetings.run_meetings")
    found = BroughtIn()
    for name, content in files:
        old, is_new = OldMinutes.objects.get_or_create(
            sha256=hashlib.sha256(content).hexdigest(),
            defaults={
                "committee": committee,
                "name": shortened(name),
                "original": content,
                "size": len(content),
                "brought_in_by": by,
                "brought_in_at": now,
            },
        )
        (found.new if is_new else found.already).append(old)
        if is_new:
            record(old, "brought in", by=by, at=now, name=old.name, sha256=old.sha256)
            hint(read_old_minutes, old.pk)
    return found


def lock(old: OldMinutes) -> OldMinutes:
    """These old minutes as they are now, held until the transaction ends."""
    return OldMinutes.objects.select_for_update(of=("self",)).select_related("committee", "meeting").get(pk=old.pk)


def move(old: OldMinutes, verb: str, *, by, now: datetime, **details) -> OldMinutes:
    """Take one step of the table, inside the caller's transaction; the caller saves."""
    require(by, "meetings.run_meetings")
    step, old = OLD_MINUTES[verb], lock(old)
    if old.state not in step.sources:
        raise OldMinutesMovedOn(old, f"{step.label}: not possible while they are “{old.get_state_display()}”.")
    changed = {"from": old.get_state_display(), "to": OldMinutesState(step.target).label}
    old.state = step.target
    record(old, step.done, by=by, at=now, **changed, **details)
    return old


@transaction.atomic
def try_again(old: OldMinutes, *, by, now: datetime) -> OldMinutes:
    """Put a file that could not be read back in the queue."""
    old = move(old, "try-again", by=by, now=now)
    old.attempts, old.problem, old.claimed_by, old.claimed_until = 0, "", "", None
    old.save()
    hint(read_old_minutes, old.pk)
    return old


@transaction.atomic
def remove(old: OldMinutes, *, by, now: datetime) -> None:
    """Throw a file away, and what was read in it. One that is a record is taken back first."""
    require(by, "meetings.run_meetings")
    old = lock(old)
    if old.is_kept:
        raise OldMinutesMovedOn(old, "These minutes are a record now. Take the record back first.")
    record(old, "removed", by=by, at=now, name=old.name, sha256=old.sha256)
    old.delete()
