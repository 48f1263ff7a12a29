"""What earlier meetings left for an agenda."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from compact_portal.written import written
from meetings.choices import MeetingState
from meetings.models import (
    Action,
    ForwardPlanEntry,
    Item,
    Meeting,
)
from meetings.queries.owners import owners_with_people

#: Of each kind: an agenda is not made of leftovers.
MOST_OFFERED = 20


@dataclass(frozen=True, slots=True)
class Offers:
    """What earlier meetings left for this agenda."""

    not_reached: list[Item]
    with_open_actions: list[Item]
    brought_back: list[ForwardPlanEntry]

    def __bool__(self) -> bool:
        return bool(self.not_reached or self.with_open_actions or self.brought_back)


def offers_for(meeting: Meeting, today: date) -> Offers:
    """Items not reached, items with an open action, and the forward plan, less what is on the agenda already."""
    asked = (meeting.committee_id, meeting.pk, meeting.date or date.max)
    return Offers(
        not_reached=_not_reached(*asked),
        with_open_actions=_with_open_actions(*asked),
        brought_back=list(meeting.committee.forward_plan.due_by(meeting.date or today)[:MOST_OFFERED]),
    )


def _earlier(committee: int, besides: int, day: date) -> QuerySet[Item]:
    """Items of the committee's meetings before a day that no later agenda took up. Undated meetings are long past."""
    items = Item.objects.filter(meeting__committee=committee, kind="ordinary", carried_to=None)
    items = items.exclude(meeting=besides).filter(Q(meeting__date__lt=day) | Q(meeting__date=None))
    return items.select_related("meeting").only("title", "meeting__date")


@written
def _not_reached(committee: int, besides: int, day: date) -> QuerySet[Item]:
    return _earlier(committee, besides, day).filter(not_reached=True)[:MOST_OFFERED]


@written
def _with_open_actions(committee: int, besides: int, day: date) -> QuerySet[Item]:
    left_to_do = Exists(Action.objects.open().filter(item=OuterRef("pk")))
    found = _earlier(committee, besides, day).filter(left_to_do)
    return found.order_by("-meeting__date", "position")[:MOST_OFFERED]


def can_approve(meeting: Meeting) -> bool:
    """Whether this meeting has begun and the minutes before it wait for approval."""
    if meeting.to_come or not meeting.previous:
        return False
    return meeting.previous.state == MeetingState.DRAFT_PUBLISHED


def matters_arising(meeting: Meeting) -> QuerySet[Action]:
    """Open actions of the committee's earlier meetings that should be done by the day of this one, oldest first."""
    actions = Action.objects.open().filter(meeting__committee=meeting.committee, published=True)
    due = actions.filter(due_on__lte=meeting.date) if meeting.date else actions.none()
    return due.exclude(meeting=meeting).order_by("due_on", "pk").prefetch_related(owners_with_people())
