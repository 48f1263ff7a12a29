"""The words of meetings, and the table of how a meeting moves from state to state."""

from django.db.models import TextChoices

from compact_portal.transitions import Transition, table_of


class CommitteeKind(TextChoices):
    BOARD = "board", "Partnership board"
    WORKING_GROUP = "working-group", "Working group"
    TASK_GROUP = "task-group", "Task and finish group"
    SUB_GROUP = "sub-group", "Sub-group"


class HouseStyle(TextChoices):
    NARRATIVE = "narrative", "Narrative: one item after another"
    ACTIONS_FIRST = "actions-first", "Actions first: a table of actions before the minutes"
    THREE_COLUMNS = "three-columns", "Three columns: item, discussion, action"


class Office(TextChoices):
    NONE = "", "No office"
    CHAIR = "chair", "Chair"
    VICE_CHAIR = "vice-chair", "Vice Chair"


class ItemKind(TextChoices):
    """Standing items the portal knows how to help with; everything else is ordinary."""

    ORDINARY = "ordinary", "Ordinary item"
    WELCOME = "welcome", "Welcome and introductions"
    APOLOGIES = "apologies", "Apologies and substitutes"
    DECLARATIONS = "declarations", "Declarations of interest"
    PREVIOUS_MINUTES = "previous-minutes", "Minutes of the last meeting"
    ACCURACY = "accuracy", "Accuracy"
    MATTERS_ARISING = "matters-arising", "Matters arising"
    WORK_PLAN = "work-plan", "Work plan"
    ANY_OTHER_BUSINESS = "any-other-business", "Any other business"


#: Titles that old minutes give their standing items.
STANDING_TITLES = {
    "apologies & substitutes": ItemKind.APOLOGIES,
    "apologies": ItemKind.APOLOGIES,
    "apologies for absence": ItemKind.APOLOGIES,
    "declarations of interest": ItemKind.DECLARATIONS,
    "accuracy": ItemKind.ACCURACY,
    "matters arising": ItemKind.MATTERS_ARISING,
    "work plan": ItemKind.WORK_PLAN,
    "any other business": ItemKind.ANY_OTHER_BUSINESS,
    "aob": ItemKind.ANY_OTHER_BUSINESS,
}


def kind_of_title(title: str) -> str:
    title = title.lower().strip(" .:")
    if title.startswith("welcome"):
        return ItemKind.WELCOME
    if title.startswith("minutes"):
        return ItemKind.PREVIOUS_MINUTES
    return STANDING_TITLES.get(title, ItemKind.ORDINARY)


class Purpose(TextChoices):
    NONE = "", "Not stated"
    INFORMATION = "information", "For information"
    DISCUSSION = "discussion", "For discussion"
    DECISION = "decision", "For decision"


class Capacity(TextChoices):
    MEMBER = "member", "Member"
    SUBSTITUTE = "substitute", "Substitute"
    OFFICER = "officer", "Officer in attendance"
    GUEST = "guest", "Guest"


class AttendanceStatus(TextChoices):
    EXPECTED = "expected", "Not yet known"
    PRESENT = "present", "Present"
    APOLOGIES = "apologies", "Apologies"
    RESIGNED = "resigned", "Apology and resignation"
    ABSENT = "absent", "Absent"


class Arrival(TextChoices):
    """What is noted of somebody at the item the meeting is at."""

    HERE = "here", "is here"
    ARRIVED = "arrived", "arrived at this item"
    LEFT = "left", "left at this item"
    APOLOGIES = "apologies", "sent apologies"


class DecisionKind(TextChoices):
    AGREED = "agreed", "Agreed"
    RESOLVED = "resolved", "Resolved"
    NOTED = "noted", "Noted"


class AdoptionAnswer(TextChoices):
    WAITING = "waiting", "Not answered yet"
    AGREED = "agreed", "Agreed"
    ADOPTED = "adopted", "Adopted"
    DECLINED = "declined", "Declined"


class ActionState(TextChoices):
    """PAST: it stands in old minutes, and nobody has said what became of it."""

    OPEN = "open", "Open"
    DONE = "done", "Done"
    DROPPED = "dropped", "Dropped"
    PAST = "past", "From old minutes"


#: What somebody can say of an action.
SAID_OF_ACTIONS = [(state.value, state.label) for state in ActionState if state != ActionState.PAST]


class DueRule(TextChoices):
    NONE = "none", "No date yet"
    DATE = "date", "On a date"
    NEXT_MEETING = "next-meeting", "At the next meeting"
    IN_A_YEAR = "in-a-year", "In a year"


class OwnerKind(TextChoices):
    PERSON = "person", "A person"
    ORGANISATION = "organisation", "An organisation"
    GROUP = "group", "A group"


class VersionReason(TextChoices):
    CLOSED = "closed", "Item finished"
    CIRCULATED = "circulated", "Circulated for corrections"
    PUBLISHED = "published", "Published"
    APPROVED = "approved", "Approved"
    RESTORED = "restored", "Earlier text brought back"
    SET_ASIDE = "set-aside", "Set aside for another text"


class OldMinutesState(TextChoices):
    WAITING = "waiting", "Being read"
    TO_CHECK = "to-check", "To check"
    KEPT = "kept", "Kept as a record"
    FAILED = "failed", "Could not be read"


class Becomes(TextChoices):
    """What an officer makes of old minutes that were checked."""

    APPROVED = "approved", "Publish them as approved minutes"
    DRAFT = "draft", "Publish them as draft minutes"
    LATER = "later", "Do not publish them yet"


class TakenFor(TextChoices):
    """What a line of old minutes is in the record that is made of it."""

    HEADING = "heading", "Heading of the minutes"
    ATTENDANCE = "attendance", "Attendance list"
    ITEM = "item", "Title of an item"
    TEXT = "text", "Text of an item"
    DECISION = "decision", "Decision"
    ACTION = "action", "Action"
    NEXT = "next", "Dates of next meetings"
    ABOVE = "above", "Goes on from the line above"
    LEFT_OUT = "left-out", "Not part of the minutes"


class ProposalState(TextChoices):
    WAITING = "waiting", "Waiting for an answer"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"


class MeetingState(TextChoices):
    SCHEDULED = "scheduled", "Scheduled"
    AGENDA_PUBLISHED = "agenda-published", "Agenda published"
    IN_SESSION = "in-session", "In session"
    IN_DRAFT = "in-draft", "Minutes in draft"
    CIRCULATED = "circulated", "Circulated for corrections"
    DRAFT_PUBLISHED = "draft-published", "Draft minutes published"
    APPROVED = "approved", "Minutes approved"
    CANCELLED = "cancelled", "Cancelled"
    POSTPONED = "postponed", "Postponed"


S = MeetingState

#: Every legal change of a meeting's state. What is not here cannot happen.
TRANSITIONS = table_of(
    Transition(
        "publish-agenda",
        "agenda published",
        "Publish the agenda",
        frozenset({S.SCHEDULED, S.AGENDA_PUBLISHED}),
        S.AGENDA_PUBLISHED,
    ),
    Transition("start", "started", "Start the meeting", frozenset({S.SCHEDULED, S.AGENDA_PUBLISHED}), S.IN_SESSION),
    Transition("finish", "finished", "End the meeting", frozenset({S.IN_SESSION}), S.IN_DRAFT),
    Transition("undo-start", "start undone", "Undo the start", frozenset({S.IN_SESSION}), S.AGENDA_PUBLISHED),
    Transition("undo-early-start", "start undone", "Undo the start", frozenset({S.IN_SESSION}), S.SCHEDULED),
    Transition("circulate", "circulated", "Circulate for corrections", frozenset({S.IN_DRAFT}), S.CIRCULATED),
    Transition(
        "publish",
        "draft published",
        "Publish the draft minutes",
        frozenset({S.IN_DRAFT, S.CIRCULATED}),
        S.DRAFT_PUBLISHED,
    ),
    Transition("revise", "reopened", "Change the draft minutes", frozenset({S.DRAFT_PUBLISHED}), S.IN_DRAFT),
    Transition("approve", "approved", "Approve the minutes", frozenset({S.DRAFT_PUBLISHED}), S.APPROVED),
    Transition("correct", "correction agreed", "Correct approved minutes", frozenset({S.APPROVED}), S.APPROVED),
    Transition("cancel", "cancelled", "Cancel the meeting", frozenset({S.SCHEDULED, S.AGENDA_PUBLISHED}), S.CANCELLED),
    Transition(
        "postpone", "postponed", "Postpone the meeting", frozenset({S.SCHEDULED, S.AGENDA_PUBLISHED}), S.POSTPONED
    ),
)

#: States in which the agenda may still change.
AGENDA_OPEN = frozenset({S.SCHEDULED, S.AGENDA_PUBLISHED, S.IN_SESSION, S.IN_DRAFT})
#: States in which attendance and minutes may be written.
MINUTES_OPEN = frozenset({S.IN_SESSION, S.IN_DRAFT, S.CIRCULATED})
#: States in which anyone may read the minutes.
MINUTES_PUBLIC = frozenset({S.DRAFT_PUBLISHED, S.APPROVED})
#: States in which the meeting is still to come.
TO_COME = frozenset({S.SCHEDULED, S.AGENDA_PUBLISHED})

Old = OldMinutesState

#: What can become of a file of old minutes.
OLD_MINUTES = table_of(
    Transition("read", "read", "Read", frozenset({Old.WAITING}), Old.TO_CHECK),
    Transition("give-up", "could not be read", "Give up", frozenset({Old.WAITING}), Old.FAILED),
    Transition("try-again", "put back to be read", "Try again", frozenset({Old.FAILED}), Old.WAITING),
    Transition("keep", "kept as a record", "Keep as a record", frozenset({Old.TO_CHECK}), Old.KEPT),
    Transition("take-back", "taken back", "Take it back", frozenset({Old.KEPT}), Old.TO_CHECK),
)
