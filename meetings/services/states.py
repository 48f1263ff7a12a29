"""Moving a meeting from state to state: the table decides, the trail remembers."""

from datetime import datetime

from compact_portal.access.gate import require
from compact_portal.access.refusals import Refusal
from compact_portal.audit.services import record
from meetings.choices import TRANSITIONS, MeetingState
from meetings.models import Meeting


class MeetingMovedOn(Refusal):
    """Nothing was changed: the page says where the meeting stands now."""

    template = "meetings/refused.html"

    def __init__(self, meeting: Meeting, words: str):
        self.meeting = meeting
        super().__init__(words)

    def context(self) -> dict:
        self.meeting.refresh_from_db()
        return {"meeting": self.meeting}


class WrongState(MeetingMovedOn):
    """The meeting is not in a state from which this can be done."""

    def __init__(self, meeting: Meeting, label: str):
        super().__init__(meeting, f"{label}: not possible while the meeting is “{meeting.get_state_display()}”.")


class Stale(MeetingMovedOn):
    """Someone changed the meeting after this form was shown."""

    def __init__(self, meeting: Meeting):
        super().__init__(meeting, "Someone else changed this meeting after you opened the page.")


def lock(meeting: Meeting) -> Meeting:
    """The meeting as it is now, held until the transaction ends."""
    return Meeting.objects.select_for_update(of=("self",)).select_related("committee").get(pk=meeting.pk)


def move(meeting: Meeting, verb: str, *, by, now: datetime, seen: int | None = None, **details) -> Meeting:
    """Take one step of the table, inside the caller's transaction.

    `seen` is the revision the person's form was showing: another one means a stale form or a second click.
    Raises PermissionDenied, Stale or WrongState; then nothing has changed.
    """
    require(by, "meetings.run_meetings")
    transition = TRANSITIONS[verb]
    meeting = lock(meeting)
    if seen is not None and seen != meeting.revision:
        raise Stale(meeting)
    if meeting.state not in transition.sources:
        raise WrongState(meeting, transition.label)
    changed = {"from": meeting.get_state_display(), "to": MeetingState(transition.target).label}
    meeting.state = transition.target
    meeting.revision += 1
    record(meeting, transition.done, by=by, at=now, **changed, **details)
    return meeting


def require_minutes_open(meeting: Meeting, label: str) -> None:
    if not meeting.minutes_open:
        raise WrongState(meeting, label)
