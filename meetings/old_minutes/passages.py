"""Lines in their places, and small questions about them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from meetings.old_minutes.dates import dates_in
from meetings.old_minutes.draft import Status
from meetings.old_minutes.header import venue_in
from meetings.old_minutes.header_lines import is_of_the_page
from meetings.old_minutes.headings import Heading, numbered
from meetings.old_minutes.labels import Label
from meetings.old_minutes.lines import Line
from meetings.old_minutes.name_lists import read_names
from meetings.old_minutes.people import read_person
from meetings.old_minutes.scheme import stands_out
from meetings.old_minutes.sentences import has_verb, is_sentence
from meetings.old_minutes.tables import Columns
from meetings.old_minutes.vocabulary import SIDES

_OF_ATTENDANCE = re.compile(
    r"\b(?:attend|present|apolog|substitut|deputi|represent|absen(?:t|ces)\b|on behalf)", re.IGNORECASE
)
#: "The Chair welcomed those present."
_OF_THE_MEETING = re.compile(
    r"\b(?:thanked|welcomed|opened the meeting|reminded|explained|reported that)\b", re.IGNORECASE
)
_OF_THE_END = re.compile(
    r"\b(?:meeting|chair\w*) (?:was )?(?:closed|ended|finished)|^\W*(?:signed|"
    r"chair)",
    re.IGNORECASE,
)
#: Who chaired stands above the list, or above its label.
_CHAIRS = re.compile(
    r"^(?:(?:meeting )?chair(?:man|woman|person|ed by)?|in the chair|presiding|(?:note|minute)[- ]?taker|facilitator|"
    r"time ?keeper)$",
    re.IGNORECASE,
)
_OF_A_MEETING = re.compile(r"\b(?:meeting|minutes|notes|agenda|venue|clerk)\b", re.IGNORECASE)


class Place(StrEnum):
    HEADER = "header"
    ATTENDANCE = "attendance"
    ITEM = "item"
    TEXT = "text"
    ACTION_CELL = "action cell"
    ACTION_ROW = "action"
    NEXT = "next meeting"
    FURNITURE = "label"
    UNPLACED = "unplaced"


@dataclass
class Passage:
    """A line in its place. A row of minutes in columns becomes several passages with one `row`."""

    line: Line
    place: Place
    heading: Heading | None = None
    label: Label | None = None
    columns: Columns | None = None
    row: int = 0


def side_in(text: str, after: Line | None) -> Label | None:
    """ "Voluntary Sector Reps: Ann Roe", or such words with people below."""
    head, colon, rest = text.partition(":")
    if colon and _CHAIRS.match(head) and (read_names(rest) if rest.strip() else after and read_person(after.text)):
        return Label(Status.PRESENT, "", text, "")
    if (
        len(head.split()) > 6
        or not SIDES.search(head)
        or dates_in(text)
        or numbered(text)
        or _OF_A_MEETING.search(head)
        or is_of_the_page(text)
    ):
        return None
    named = read_names(rest) if rest.strip() else bool(after and read_person(after.text)) and (colon or len(head) < 40)
    return Label(Status.PRESENT, head.strip(), rest.strip(), "") if named else None


def tells_a_story(text: str) -> bool:
    """Is it a sentence of the minutes, and neither a line of the attendance list nor one about it?"""
    bare = re.sub(r"\([^()]*\)", "", text)
    about_the_list = _OF_ATTENDANCE.search(bare) and not _OF_THE_MEETING.search(bare)
    return is_sentence(bare) and has_verb(bare) and not about_the_list


def names_itself(text: str) -> bool:
    """ "Minutes of the meeting of …", and a note in brackets above that."""
    return bool(
        re.match(
            r"[(\[].*[)\]]$|(?:draft |unconfirmed )?(?:minutes?|notes|record|(?:at )?an? .{0,60}meeting)\b",
            text,
            re.I | re.S,
        )
    )


def tells_of_a_meeting(text: str, *, dated: bool) -> bool:
    """A day; until one is named, also a time or a place by itself."""
    if len(text) > 200 or _OF_THE_END.search(text):
        return False
    return bool(dates_in(text) or venue_in(text)) or (not dated and not has_verb(text) and len(text) < 60)


def all_lines(lines: list[Line]) -> Iterator[Line]:
    for line in lines:
        yield line
        for cell in line.cells:
            yield from cell


def with_number(number: str, body: list[Line]) -> list[Line]:
    """The number stands before the first paragraph, as it would without columns."""
    if not number:
        return body
    if not body:
        return [Line(number)]
    first = body[0]
    joined = Line(
        f"{number.rstrip('.')}. {first.text}" if number[-1:].isdigit() else f"{number} {first.text}",
        first.heading,
        first.bold,
    )
    return [joined, *body[1:]]


def heading_of_row(line: Line) -> Heading | None:
    return numbered(line.text) or (Heading("", line.text) if stands_out(line) else None)
