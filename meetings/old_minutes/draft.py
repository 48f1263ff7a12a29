"""The structured draft: what was recognised, each with the words it was read from."""

import datetime
from dataclasses import dataclass, field
from enum import StrEnum


class Status(StrEnum):
    PRESENT = "present"
    APOLOGIES = "apologies"
    RESIGNED = "resigned"
    ABSENT = "absent"


@dataclass
class Attendee:
    """One person of the attendance list. `note` is what was said of them that is none of the other things."""

    name: str
    written: str = ""
    initials: str = ""
    role: str = ""
    organisation: str = ""
    group: str = ""
    status: Status = Status.PRESENT
    deputises_for: str = ""
    represented_by: str = ""
    note: str = ""


@dataclass
class Item:
    """`lines` are the paragraphs under the title, decisions and actions among them."""

    number: str = ""
    title: str = ""
    presenters: str = ""
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def called(self) -> str:
        return self.number or self.title


@dataclass
class Decision:
    item: str
    text: str
    kind: str


@dataclass
class Action:
    """`owners` are names of the attendance list where it knows them, else as written. `due` is as written."""

    item: str
    text: str
    owners: list[str] = field(default_factory=list)
    due: str = ""
    number: str = ""


@dataclass
class PlacedLine:
    """A line of the original, and what it was taken for."""

    text: str
    place: str
    item: str = ""


@dataclass
class Draft:
    title: str = ""
    date: datetime.date | None = None
    written_date: str = ""
    venue: str = ""
    attendees: list[Attendee] = field(default_factory=list)
    substitutes: list[tuple[str, str]] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    next_meetings: list[str] = field(default_factory=list)
    #: Lines of the heading and of the attendance list that say something no field has.
    unread: list[str] = field(default_factory=list)
    #: Text that belongs to no item.
    unplaced: list[str] = field(default_factory=list)
    #: Labels such as "Item", cells of an action column, and action tables that stand above the items.
    kept: list[str] = field(default_factory=list)
    #: Every line of the original, in its order.
    lines: list[PlacedLine] = field(default_factory=list)

    def of_status(self, *statuses: Status) -> list[Attendee]:
        return [attendee for attendee in self.attendees if attendee.status in statuses]


def as_data(draft: Draft) -> dict:
    """The draft as JSON has it. What the minutes do not say is null, or an empty list."""
    return {
        "title": draft.title or None,
        "date": draft.date.isoformat() if draft.date else None,
        "venue": draft.venue or None,
        "present": [_present(attendee) for attendee in draft.of_status(Status.PRESENT)],
        "apologies": [
            {"name": attendee.name, "organisation": attendee.organisation or None}
            for attendee in draft.of_status(Status.APOLOGIES, Status.RESIGNED)
        ],
        "substitutes": [{"name": name, "for": absent} for name, absent in draft.substitutes],
        "items": [_item(item) for item in draft.items],
        "decisions": [{"item": each.item or None, "text": each.text} for each in draft.decisions],
        "actions": [
            {"item": each.item or None, "text": each.text, "owners": each.owners, "due": each.due or None}
            for each in draft.actions
        ],
        "next_meetings": draft.next_meetings,
        "unplaced": draft.unread + _absent(draft) + draft.unplaced,
    }


def _absent(draft: Draft) -> list[str]:
    """Who was neither there nor excused has no list: the words stay."""
    return [attendee.written or attendee.name for attendee in draft.of_status(Status.ABSENT)]


def _present(attendee: Attendee) -> dict:
    keys = ("name", "initials", "role", "organisation", "group")
    return {key: getattr(attendee, key) or None for key in keys}


def _item(item: Item) -> dict:
    said = {"number": item.number or None, "title": item.title or None, "text": item.text}
    return said | ({"presenters": item.presenters} if item.presenters else {})
