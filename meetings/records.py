"""Actions and decisions across all meetings."""

from collections import defaultdict

from django.db.models import Exists, OuterRef, QuerySet

from meetings.models import Action, Decision, Meeting
from meetings.queries import owners_with_people


def action_log(*, drafts: bool) -> QuerySet[Action]:
    """Every action one may see: the published ones, or all of them for those who run meetings."""
    actions = Action.objects.all() if drafts else Action.objects.public()
    return actions.select_related("meeting__committee", "item").prefetch_related(owners_with_people())


def decisions_made(*, drafts: bool) -> QuerySet[Decision]:
    decisions = Decision.objects.all() if drafts else Decision.objects.public()
    return decisions.select_related("item__meeting__committee")


def meetings_with(decisions: QuerySet[Decision]) -> QuerySet[Meeting]:
    """The meetings at which any of these were made, latest first: read off the index, however many decisions."""
    made_there = decisions.filter(item__meeting=OuterRef("pk")).order_by()
    return Meeting.objects.filter(Exists(made_there)).select_related("committee").newest_first()


def by_meeting(decisions: QuerySet[Decision], meetings: list[Meeting]) -> list[tuple[Meeting, list[Decision]]]:
    """Those of `decisions` made at each of `meetings`, in the order of the minutes. One query."""
    made = defaultdict(list)
    for decision in decisions.filter(item__meeting__in=meetings):
        made[decision.item.meeting_id].append(decision)
    return [(meeting, made[meeting.pk]) for meeting in meetings]


def kept_back(record: Action | Decision) -> str:
    """Why the public does not see a record that officers see; "" when it does."""
    if not record.published:
        return "Not published"
    return "Confidential" if record.item and record.item.confidential else ""
