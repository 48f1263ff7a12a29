"""Actions and decisions across all meetings."""

from collections import defaultdict

from django.db.models import Exists, OuterRef, QuerySet

from compact_portal.written import written
from meetings.models import Action, ActionUpdate, Decision, Meeting
from meetings.queries.owners import with_owners

#: What is read of a record, and of the item and the meeting it comes from.
OF_A_DECISION = ("kind", "text", "needs_adoption", "published", "position")
OF_AN_ITEM = ("number", "title", "position", "confidential")
OF_A_MEETING = (
    *("meeting__date", "meeting__title", "meeting__written_date", "meeting__minutes_published_at"),
    *("meeting__committee__name", "meeting__committee__slug"),
)


def action_log(*, drafts: bool) -> QuerySet[Action]:
    """Every action one may see: the published ones, or all of them for those who run meetings."""
    actions = Action.objects.all() if drafts else Action.objects.public()
    return actions.select_related("meeting__committee", "item").only(
        *("number", "text", "due_rule", "due_on", "state", "published"),
        *OF_A_MEETING,
        *(f"item__{name}" for name in OF_AN_ITEM),
    )


def action_at(pk: int) -> Action | None:
    """Whatever its state, with its owners; who may see it is for the caller to ask."""
    return next(iter(with_owners(_action_at(pk))), None)


@written
def _action_at(pk: int) -> QuerySet[Action]:
    return action_log(drafts=True).filter(pk=pk)


@written
def updates_of(action: int) -> QuerySet[ActionUpdate]:
    """What was reported about an action, by its id."""
    return (
        ActionUpdate.objects.filter(action=action)
        .select_related("made_by__person", "link_of")
        .only(*("action", "note", "from_state", "to_state", "made_at"), "made_by__person__name", "link_of__name")
    )


def decisions_made(*, drafts: bool) -> QuerySet[Decision]:
    decisions = Decision.objects.all() if drafts else Decision.objects.public()
    return decisions.select_related("item__meeting__committee").only(
        *OF_A_DECISION, *(f"item__{name}" for name in (*OF_AN_ITEM, *OF_A_MEETING))
    )


def meetings_with(decisions: QuerySet[Decision]) -> QuerySet[Meeting]:
    """The meetings at which any of these were made, latest first: read off the index, however many decisions."""
    made_there = decisions.filter(item__meeting=OuterRef("pk")).order_by()
    return Meeting.objects.filter(Exists(made_there)).for_lists().newest_first()


def by_meeting(decisions: QuerySet[Decision], meetings: list[Meeting]) -> list[tuple[Meeting, list[Decision]]]:
    """Those of `decisions` made at each of `meetings`, in the order of the minutes. One query."""
    made = defaultdict(list)
    found = decisions.filter(item__meeting__in=meetings).select_related(None).select_related("item")
    for decision in found.only(*OF_A_DECISION, *(f"item__{name}" for name in (*OF_AN_ITEM, "meeting"))):
        made[decision.item.meeting_id].append(decision)
    return [(meeting, made[meeting.pk]) for meeting in meetings]


def kept_back(record: Action | Decision) -> str:
    """Why the public does not see a record that officers see; "" when it does."""
    if not record.published:
        return "Not published"
    return "Confidential" if record.item and record.item.confidential else ""
