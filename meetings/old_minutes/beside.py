"""What was read, beside the lines it was read in: each line of the original, what it was taken for, what it says."""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from meetings.old_minutes.draft import Action, Attendee, Decision, Draft, Item, PlacedLine
from meetings.old_minutes.lines import words_of
from meetings.old_minutes.passages import Place
from meetings.old_minutes.sentences import is_sentence
from meetings.old_minutes.times import time_in

#: So many words at the beginning tell in which line something was read.
_TELLING = 6
_LABELS = frozenset(
    {"resolved", "agreed", "decision", "decisions", "action", "actions", "noted", "that", "recommended"}
)


class TakenFor(StrEnum):
    """What a line of the original is in the record that is made of it."""

    HEADING = "heading"
    ATTENDANCE = "attendance"
    ITEM = "item"
    TEXT = "text"
    DECISION = "decision"
    ACTION = "action"
    NEXT = "next"
    ABOVE = "above"
    LEFT_OUT = "left-out"


_TAKEN = {
    Place.HEADER: TakenFor.HEADING,
    Place.ATTENDANCE: TakenFor.ATTENDANCE,
    Place.ITEM: TakenFor.ITEM,
    Place.NEXT: TakenFor.NEXT,
    Place.FURNITURE: TakenFor.LEFT_OUT,
}


@dataclass
class LineRead:
    """`number`, `title` and `presenters` are those of a line that opens an item; `kept` is its text in the record."""

    text: str
    taken_for: TakenFor
    kept: str = ""
    number: str = ""
    title: str = ""
    presenters: str = ""
    attendees: list[Attendee] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)


class _Index:
    """In which lines a word stands, and which begin with it: nobody reads through thousands of lines for each text."""

    def __init__(self, lines: list[LineRead]):
        self.within, self.beginning = defaultdict(list), defaultdict(list)
        for place, line in enumerate(lines):
            words = _joined(line.text).split()
            for word in set(words):
                self.within[word].append(place)
            if len(words) > 1:
                self.beginning[words[0]].append(place)

    def near(self, text: str) -> list[int]:
        """Every place, in order, where the text may begin, or where a line may stand that is a part of it."""
        words = _joined(text).split()
        rarest = min((self.within[word] for word in words[:_TELLING]), key=len, default=[])
        return sorted({*rarest, *(place for word in set(words) for place in self.beginning[word])})


def beside(draft: Draft) -> list[LineRead]:
    told = {text for text in draft.unread if is_sentence(text)}
    lines = [LineRead(each.text, _taken_for(each, told), kept=each.text) for each in draft.lines]
    sections = _put_items(draft, lines)
    for attendee in draft.attendees:
        _line_naming(attendee, lines).attendees.append(attendee)
    index = _Index(lines)
    for decision in draft.decisions:
        _put_outcome(decision, lines, sections.get(decision.item), index, TakenFor.DECISION)
    for action in draft.actions:
        _put_outcome(action, lines, sections.get(action.item), index, TakenFor.ACTION)
    return lines


def _taken_for(line: PlacedLine, told: set[str]) -> TakenFor:
    """A sentence above the first item that no field of the heading has is text."""
    if line.place == Place.HEADER and line.text in told:
        return TakenFor.TEXT
    return _TAKEN.get(Place(line.place), TakenFor.TEXT)


def time_of(draft: Draft) -> str:
    """The time of the meeting, as its heading writes it."""
    return next(filter(None, (time_in(line.text) for line in draft.lines if line.place == Place.HEADER)), "")


def _put_items(draft: Draft, lines: list[LineRead]) -> dict[str, range]:
    """Number and title go to the lines that open an item. Gives where each item stands, by what it is called."""
    opening = [place for place, line in enumerate(lines) if line.taken_for is TakenFor.ITEM]
    ends = [*opening[1:], len(lines)]
    sections: dict[str, range] = {"": range(opening[0] if opening else len(lines))}
    for item, start, end in zip(draft.items, opening, ends, strict=False):
        _open_item(item, lines, start, _said_below(draft.lines[start + 1 : end]))
        sections.setdefault(item.called, range(start, end))
    for place in opening[len(draft.items) :]:  # never seen, but no line is lost by it
        lines[place].title = lines[place].text
    return sections


def _said_below(below: list[PlacedLine]) -> int:
    return sum(each.place not in (Place.ACTION_CELL, Place.FURNITURE, Place.NEXT, Place.UNPLACED) for each in below)


def _open_item(item: Item, lines: list[LineRead], start: int, below: int) -> None:
    line = lines[start]
    line.number, line.title, line.presenters = item.number, item.title, item.presenters
    line.kept = item.lines[0] if len(item.lines) > below and item.lines else ""
    if below > len(item.lines) and start + 1 < len(lines) and _is_within(item.title, lines[start + 1].text):
        lines[start + 1].taken_for = TakenFor.ABOVE  # the title stands below its number


def _line_naming(attendee: Attendee, lines: list[LineRead]) -> LineRead:
    """The line of the attendance list with the name in it; else any such line; else the list's first, or the first."""
    listed = [line for line in lines if line.taken_for is TakenFor.ATTENDANCE]
    named = [line for line in [*listed, *lines] if _is_within(attendee.name, line.text)]
    whole = [line for line in named if attendee.written and _is_within(attendee.written, line.text)]
    return next(iter([*whole, *named, *listed, *lines]))


def _put_outcome(
    outcome: Decision | Action, lines: list[LineRead], section: range | None, index: _Index, kind: TakenFor
) -> None:
    place = _found(outcome.text, lines, section, index)
    line = lines[place]
    (line.decisions if isinstance(outcome, Decision) else line.actions).append(outcome)
    if line.taken_for is not TakenFor.TEXT or not _says_all(line.text, outcome):
        return
    line.taken_for = kind
    for below in lines[place + 1 :]:
        if below.taken_for is not TakenFor.TEXT or not _is_within(below.text, outcome.text):
            return
        below.taken_for = TakenFor.ABOVE


def _found(text: str, lines: list[LineRead], section: range | None, index: _Index) -> int:
    """Where the text begins: first in its own item, then anywhere; where it is nowhere, at the head of its item."""
    beginning, near = " ".join(words_of(text)[:_TELLING]), index.near(text)
    places = [*(_between(near, section) if section else []), *near]
    if (label := _at_its_label(text, lines, places)) is not None:
        return label
    for place in places:
        said = lines[place].text
        if _is_within(beginning, said) or (_is_within(said, text) and len(words_of(said)) > 1):
            return place
    return section[0] if section else 0


def _at_its_label(text: str, lines: list[LineRead], places: list[int]) -> int | None:
    """ "AGREED –" on a line of its own, where the next line goes on as the text does."""
    head, _, below = text.partition("\n")
    if not below:
        return None
    first = _joined(below.partition("\n")[0])
    heads = (place - 1 for place in places if place and _joined(lines[place].text) == first)
    return next((place for place in heads if _joined(lines[place].text) == _joined(head)), None)


def _between(places: list[int], section: range) -> list[int]:
    return places[bisect_left(places, section.start) : bisect_left(places, section.stop)]


def _says_all(text: str, outcome: Decision | Action) -> bool:
    """No word of the line is lost when the outcome stands in its place."""
    owners = [*outcome.owners, outcome.due, outcome.number] if isinstance(outcome, Action) else []
    said = {word.casefold() for word in words_of(" ".join([outcome.text, *owners]))} | _LABELS
    return all(word.casefold() in said for word in words_of(text))


def _is_within(part: str, whole: str) -> bool:
    """Word by word, whatever stands between the words."""
    words = _joined(part)
    return bool(words) and f" {words} " in f" {_joined(whole)} "


@lru_cache(maxsize=20_000)
def _joined(text: str) -> str:
    return " ".join(words_of(text)).casefold()
