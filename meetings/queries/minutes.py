"""A meeting and what its minutes are made of."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from compact_portal.written import written
from meetings.choices import ActionState, AttendanceStatus
from meetings.models import (
    Action,
    Attendance,
    Declaration,
    Item,
    Meeting,
    OldMinutes,
)
from meetings.models.meetings import UNDATED
from meetings.queries.attendance import attendance_of
from meetings.queries.owners import owners_with_people


def find_meeting(slug: str, day: str) -> Meeting:
    """The meeting at an address. Raises Meeting.DoesNotExist for an unknown committee, day or "31 February"."""
    try:
        found = _undated(slug) if day == UNDATED else _held_on(slug, date.fromisoformat(day))
    except ValueError as error:
        raise Meeting.DoesNotExist(f"{day} is not a date") from error
    if not found:
        raise Meeting.DoesNotExist(f"{slug} did not meet on {day}")
    return found[0]


@written
def _held_on(slug: str, day: date) -> QuerySet[Meeting]:
    return _with_its_origin().filter(committee__slug=slug, date=day)


@written
def _undated(slug: str) -> QuerySet[Meeting]:
    return _with_its_origin().filter(committee__slug=slug, date=None).order_by("pk")[:1]


def _with_its_origin() -> QuerySet[Meeting]:
    old = Exists(OldMinutes.objects.filter(meeting=OuterRef("pk")))
    return Meeting.objects.select_related("committee").annotate(is_from_old_minutes=old)


@written
def followed_actions_of(meeting: int) -> QuerySet[Action]:
    """What a meeting gave out, as everyone may read it, in the order of its minutes. Nobody follows what was done long
    before the portal knew of it."""
    followed = Action.objects.public().exclude(state=ActionState.PAST)
    return followed.filter(meeting=meeting).in_order().only("text", "state")


def items_of(meeting: Meeting) -> QuerySet[Item]:
    """The meeting's items with everything under them: six queries, however many items."""
    declarations = Prefetch("declarations", Declaration.objects.select_related("attendance"))
    return outcomes_of(meeting).prefetch_related("papers", declarations)


def outcomes_of(meeting: Meeting) -> QuerySet[Item]:
    """The meeting's items with their decisions and actions: four queries."""
    actions = Action.objects.in_order().prefetch_related(owners_with_people())
    return meeting.items.in_order().prefetch_related("decisions", Prefetch("actions", actions))


@dataclass(frozen=True, slots=True)
class Minutes:
    """A meeting with all its parts, read once."""

    meeting: Meeting
    items: list[Item]
    lines: list[Attendance]
    loose_actions: list[Action]  # of no item

    @property
    def present(self) -> list[Attendance]:
        return [line for line in self.lines if line.status == AttendanceStatus.PRESENT]

    @property
    def actions(self) -> list[Action]:
        found = [action for item in self.items for action in item.actions.all()]
        return sorted([*found, *self.loose_actions], key=lambda action: (action.position, action.pk))


def read_minutes(meeting: Meeting) -> Minutes:
    """Everything, as it is published: nine queries at most, however long the minutes."""
    loose = meeting.actions.filter(item=None).prefetch_related(owners_with_people())
    return Minutes(meeting, list(items_of(meeting)), list(attendance_of(meeting)), list(loose))


def read_for_checks(meeting: Meeting) -> Minutes:
    """What the checks look at: five queries."""
    return Minutes(meeting, list(outcomes_of(meeting)), list(attendance_of(meeting)), [])
