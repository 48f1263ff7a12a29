"""What earlier meetings left for an agenda."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from meetings.choices import MeetingState
from meetings.models import (
    Action,
    ForwardPlanEntry,
    Item,
    Meeting,
)
from meetings.queries.minutes import owners_with_people


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
    taken = set(meeting.items.exclude(carried_from=None).values_list("carried_from_id", flat=True))
    earlier = (
        Item.objects.filter(meeting__committee=meeting.committee, kind="ordinary", carried_to=None)
        .exclude(meeting=meeting)
        .exclude(pk__in=taken)
        .select_related("meeting")
        .only("title", "meeting__date")
    )
    if meeting.date:
        earlier = earlier.filter(Q(meeting__date__lt=meeting.date) | Q(meeting__date=None))
    left_to_do = Exists(Action.objects.open().filter(item=OuterRef("pk")))
    return Offers(
        not_reached=list(earlier.filter(not_reached=True)[:20]),
        with_open_actions=list(earlier.filter(left_to_do).order_by("-meeting__date", "position")[:20]),
        brought_back=list(meeting.committee.forward_plan.due_by(meeting.date or today)[:20]),
    )


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
