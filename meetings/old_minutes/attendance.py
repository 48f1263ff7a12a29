"""The attendance list: who was there, on which side, and who sent apologies."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from meetings.old_minutes.attendance_lines import of_one_each, parted
from meetings.old_minutes.attendance_rows import people_of_rows
from meetings.old_minutes.doubles import each_once
from meetings.old_minutes.draft import Attendee, Status
from meetings.old_minutes.first_names import absent_by_first_name, calls_by_first_names, first_named, names_initials
from meetings.old_minutes.labels import Label, apologies_in, attendance_label
from meetings.old_minutes.lines import Line, without_bullet
from meetings.old_minutes.list_lines import goes_on_below, is_of_one
from meetings.old_minutes.name_lists import counts_others, read_names, says_one_person, unnamed_in
from meetings.old_minutes.passages import Passage
from meetings.old_minutes.sentences import has_verb, sentences
from meetings.old_minutes.substitutes import substitution_of, substitutions_told, with_stand_ins_in_brackets
from meetings.old_minutes.vocabulary import SIDES, is_office, is_role

_HEADED = re.compile(r"^(?P<head>[^:]{2,70}?)\s*:\s*(?P<rest>.*)$", re.DOTALL)
#: "Mr D Roe, Link Officer, was in attendance." after the apologies.
_CAME = re.compile(
    r"^(?P<who>.{4,200}?),? (?:was|were) (?:also )?(?P<how>in attendance|present|attending)\b[^.]{0,60}\.?$",
    re.IGNORECASE,
)
#: Who was sent the minutes was not there for that.
_NOT_THERE = re.compile(
    r"(?:distribution|circulation|circulated to|cop(?:y|ies) to|c\.?c\.?\b|for information)", re.IGNORECASE
)
_NOBODY = re.compile(
    r"^(?:there were )?(?:none|nil|no apologies|n/?a|no-?one)(?: were)?(?: received)?\W*$", re.IGNORECASE
)
_CHAIRED = re.compile(r"^(?:meeting )?(?:chaired by|presiding(?: officer)?|presided over by)$", re.IGNORECASE)
_MINUTES_BY = re.compile(
    r"^(?:minutes?|notes?)(?: (?:taken|recorded))?(?: by)?$|^(?:minute|note)s?[- ]?(?:taker|secretary)|in the chair$",
    re.IGNORECASE,
)


@dataclass
class Side:
    """People of one side and status: texts of lines, and rows of tables."""

    status: Status = Status.PRESENT
    name: str = ""
    role: str = ""
    first_names: bool = False
    #: "Apologies: Jo Roe" has its names on the line. "Clerk: Al Moss" below it was there.
    closed: bool = False
    texts: list[str] = field(default_factory=list)
    rows: list[Passage] = field(default_factory=list)

    @property
    def of_surnames(self) -> bool:
        """Under "Councillors" a word alone is a surname."""
        return bool(re.search(r"councillors|cllrs", self.name, re.IGNORECASE))

    def has_apologies_on_its_line(self, text: str) -> bool:
        return self.closed and self.status is Status.APOLOGIES and text == self.texts[0]


@dataclass
class Attendance:
    """`unread` are lines of the list in which nobody is named, such as "3 members of the public"."""

    people: list[Attendee] = field(default_factory=list)
    substitutes: list[tuple[str, str]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def read_attendance(passages: Iterable[Passage]) -> Attendance:
    """The list in the order of the original."""
    found, sides = Attendance(), list(_sides(passages))
    first_names = any(calls_by_first_names(side.texts) for side in sides if not side.of_surnames)
    for side in sides:
        side.first_names = first_names and not side.of_surnames
        _read_side(side, found)
    found.people = each_once(found.people)
    for person in found.people:
        found.substitutes += substitution_of(person)
    return found


def _sides(passages: Iterable[Passage]) -> Iterator[Side]:
    side = Side()
    parts = (part for passage in of_one_each(passages) for part in parted(passage))
    for table, run in groupby(parts, key=lambda passage: passage.line.table if passage.line.cells else 0):
        for passage in run:
            if not table and not passage.label and side.texts and goes_on_below(side.texts[-1], passage.line):
                side.texts[-1] += f" {passage.line.text}"
                continue
            if table and passage.columns:
                opened = _side_of_label(passage.label, Side()) if passage.label else None
            else:
                opened = _opened(passage, side)
            if opened is not None:
                yield side
                side = opened
            elif table:
                side.rows.append(passage)
            elif side.role and side.texts:  # "Chair: Jo Roe" says nothing of the next line
                yield side
                side = Side(side.status, side.name, texts=[passage.line.text])
            else:
                side.texts.append(passage.line.text)
    yield side


def _opened(passage: Passage, side: Side) -> Side | None:
    """The side that a line or row opens, with the names that stand on it."""
    line, label = passage.line, passage.label
    if line.cells:
        return _opened_by_cell(passage, side)
    if label:
        return _side_of_label(label, side)
    text = without_bullet(line.text)
    told = _CAME.match(text)
    if told and not counts_others(text) and read_names(told["who"]):
        return Side(name=told["how"].capitalize(), texts=[told["who"]])
    headed = _HEADED.match(text)
    if headed and not says_one_person(headed["head"]) and len(headed["head"].split()) <= 9:
        return _headed(headed["head"].strip(), headed["rest"].strip(), side)
    if _heads_a_side(line):
        return Side(side.status, text.strip(" :"))
    return None


def _side_of_label(label: Label, side: Side) -> Side:
    inner = _HEADED.match(label.rest)
    opened = Side(label.status, label.side, closed=bool(label.rest))
    if inner and not says_one_person(inner["head"]) and len(inner["head"].split()) <= 6:
        return _headed(inner["head"].strip(), inner["rest"].strip(), opened)
    opened.texts += [label.rest] if label.rest else []
    return opened


def _headed(head: str, rest: str, side: Side) -> Side:
    """ "Councillors: …" heads a side, "Clerk: …" says what the person is."""
    if inner := attendance_label(f"{head}:"):
        return Side(inner.status, inner.side or side.name, texts=[rest] if rest else [])
    # Who wrote the minutes or chaired was there, wherever it is said.
    status = Status.PRESENT if side.closed or _MINUTES_BY.match(head) or _CHAIRED.match(head) else side.status
    head = "Chair" if _CHAIRED.match(head) else head
    of_a_person = is_office(head) or _MINUTES_BY.match(head) or (is_role(head) and not SIDES.search(f"{head} "))
    if of_a_person and rest:
        return Side(status, side.name, role=head, texts=[rest])
    return Side(status, head, texts=[rest] if rest else [])


def _heads_a_side(line: Line) -> bool:
    """ "Executive Members", or the bold name of an organisation above its people."""
    text = without_bullet(line.text).strip(" :")
    if (
        len(text.split()) > 8
        or re.search(r"\d", text)
        or has_verb(text)
        or names_initials(text)
        or counts_others(text)
        or read_names(text, one_each=True)
    ):
        return False
    return (
        bool(SIDES.search(text) and (text[-1:] in "sS" or not is_role(text)))
        or line.bold
        or bool(line.heading)
        or line.text.endswith(":")
    )


def _opened_by_cell(passage: Passage, side: Side) -> Side | None:
    """ "Present: | Cllr J Smith": the label in the first cell, the people in the others."""
    texts = passage.line.cell_texts
    if not passage.label:
        only = [text for text in texts if text.strip()]
        if len(only) > 1 and _MINUTES_BY.match(only[0].strip(" :")):
            return _headed(only[0].strip(" :"), "\n".join(only[1:]), side)
        heads = len(only) == 1 and bool(only[0]) and _heads_a_side(Line(only[0]))
        return Side(side.status, only[0].strip(" :")) if heads else None
    if sum(1 for text in texts if attendance_label(text)) > 1:
        return None
    opened = _side_of_label(passage.label, side)
    if len(passage.line.cells) > 2 and [bool(read_names(text)) for text in texts[1:]] == [True] + [False] * len(
        texts[2:]
    ):
        cells = passage.line.cells[1:]
        opened.rows.append(replace(passage, line=replace(passage.line, cells=cells), label=None))
        return opened
    opened.texts += [line.text for cell in passage.line.cells[1:] for line in cell]
    return opened


def _read_side(side: Side, found: Attendance) -> None:
    if _NOT_THERE.match(side.name):
        found.unread += [side.name, *side.texts, *(row.line.text for row in side.rows)]
        return
    if len(side.name.split()) > 3 and not side.texts and not side.rows and not attendance_label(side.name):
        found.unread.append(side.name)  # it headed nobody
    for text in side.texts:
        people, rest = _people_in(text, side)
        if not people and side.has_apologies_on_its_line(text) and (people := absent_by_first_name(text)):
            rest = []
        found.substitutes += [pair for sentence in rest for pair in substitutions_told(sentence)]
        for sentence in rest:
            absent = read_names(apologies_in(sentence) or "")
            found.people += [replace(person, status=Status.APOLOGIES) for person in absent]
            found.unread += [sentence] if not absent and not substitutions_told(sentence) else []
        found.people += [_placed(person, side) for person in people]
    people, unread = people_of_rows(side.rows, side.name)
    found.people += [_placed(person, side) for person in people]
    found.unread += unread


def _people_in(text: str, side: Side) -> tuple[list[Attendee], list[str]]:
    """The people a line names, and the sentences in which it says something else."""
    if side.first_names and (people := first_named(text)):
        return people, []
    first, *others = sentences(with_stand_ins_in_brackets(without_bullet(text))) or [""]
    if (
        others
        and all(read_names(other, side=side.name) and not has_verb(other) for other in others)
        and not any(map(substitutions_told, others))
    ):
        first, others = "; ".join(each.rstrip(".") for each in [first, *others]), []
        text = first
    one_each = is_of_one(text, side.texts, surnames=side.of_surnames)
    people = read_names(first, side=side.name, one_each=one_each)
    if people:
        unread = [] if one_each else unnamed_in(first, side=side.name)
    else:
        unread = [] if _NOBODY.match(first.strip()) or not first else [first]
    return people, unread + others


def _placed(person: Attendee, side: Side) -> Attendee:
    person.status = side.status if person.status is Status.PRESENT else person.status
    person.group = side.name or person.group
    if side.role:
        person.role = f"{side.role}, {person.role}" if person.role else side.role
    if is_role(side.name) and not SIDES.search(side.name):
        person.role = person.role or side.name
    elif side.name and not person.organisation and not SIDES.search(side.name):
        person.organisation = side.name
    return person
