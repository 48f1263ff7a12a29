"""Items of business: number, title, presenters, and the paragraphs beneath."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from meetings.old_minutes.draft import Attendee, Item
from meetings.old_minutes.headings import Heading, is_title_of_item, without_link
from meetings.old_minutes.lines import words_of
from meetings.old_minutes.names import split_title
from meetings.old_minutes.passages import Passage, Place

_JOINTS = re.compile(r"\s*(?:,|\s[-–—]|\()\s*")
_PRESENTER = re.compile(
    r"^(?:(?:verbal )?(?:report|update|presentation) (?:by|from) |presented by |presenter:? |led by |lead:? )", re.I
)


@dataclass
class Body:
    """The items, with the passages of each, and what stands before the first of them."""

    items: list[Item] = field(default_factory=list)
    passages: list[list[Passage]] = field(default_factory=list)
    #: For each item its paragraphs without the rows of tables of actions.
    spoken: list[list[str]] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    before: list[Passage] = field(default_factory=list)


def read_items(passages: Iterable[Passage], people: list[Attendee]) -> Body:
    body = Body()
    awaited = False
    for passage in passages:
        if passage.place is Place.ITEM and passage.heading:
            awaited = _open(body, passage, passage.heading, people)
        elif not body.items:
            body.before.append(passage)
        else:
            awaited = _add(body, passage, people, awaited=awaited)
    return body


def _open(body: Body, passage: Passage, heading: Heading, people: list[Attendee]) -> bool:
    """True when the title has still to come."""
    title, presenters = presenters_in(heading.title, people)
    said = [heading.rest] if heading.rest else []
    body.items.append(Item(heading.number, title, presenters, said))
    body.passages.append([passage])
    body.spoken.append(list(said))
    _note_labels(body, passage.line.text, f"{heading.number} {title} {presenters} {heading.rest}")
    return bool(heading.number) and not title and not said


def _note_labels(body: Body, text: str, read: str) -> None:
    """Words such as "Item" in "Item 3" that are read and then said by nothing."""
    body.labels += (Counter(words_of(text)) - Counter(words_of(read))).elements()


def _add(body: Body, passage: Passage, people: list[Attendee], *, awaited: bool) -> bool:
    """A title may stand on the line below its number. True while it is still awaited."""
    item, text = body.items[-1], passage.line.text
    body.passages[-1].append(passage)
    if awaited and passage.place is Place.TEXT and is_title_of_item(text):
        item.title, item.presenters = presenters_in(text, people)
        _note_labels(body, text, f"{item.title} {item.presenters}")
        return False
    if passage.place is not Place.ACTION_CELL:
        item.lines.append(text)
    if passage.place is Place.TEXT:
        body.spoken[-1].append(text)
    return False


def presenters_in(title: str, people: list[Attendee]) -> tuple[str, str]:
    """ "Welcome, Jo Bloggs, Chair": the title ends where somebody of the attendance list is named."""
    title = without_link(title)
    for joint in _JOINTS.finditer(title):
        rest = title[joint.end() :]
        if _PRESENTER.match(rest) or any(_begins_with(rest, person) for person in people):
            presenters = rest.removesuffix(")") if "(" in joint[0] else rest
            return title[: joint.start()].strip(), presenters.strip(" .")
    return title.strip(" :"), ""


def _begins_with(rest: str, person: Attendee) -> bool:
    bare = split_title(person.name)[1]
    if person.initials and re.match(rf"{re.escape(person.initials)}\)?$", rest):
        return True
    return " " in bare and (rest.startswith((person.name, bare)))
