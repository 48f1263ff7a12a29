"""People in the rows of an attendance table, with or without a heading row."""

import re
from itertools import groupby

from meetings.old_minutes.draft import Attendee, Status
from meetings.old_minutes.labels import Label, attendance_label
from meetings.old_minutes.lines import Line
from meetings.old_minutes.name_lists import read_names
from meetings.old_minutes.names import is_name
from meetings.old_minutes.passages import Passage
from meetings.old_minutes.people import is_initials_of, read_person
from meetings.old_minutes.substitutes import take_substitution
from meetings.old_minutes.tables import Columns, people_columns
from meetings.old_minutes.vocabulary import SIDES, is_organisation, is_role

_APOLOGIES = re.compile(
    r"^(?:(?:a|ap|apol?s?)\W*$|(?:sent |gave |given )?apolog(?:y|ies)\b|ab?sent(?: \(?with|,)? apolog|excused\b)",
    re.IGNORECASE,
)
_ABSENT = re.compile(
    r"^(?:(?:x|no|n|dna|-|–|✗|✘)$|absent\b|not present\b|"
    r"did not attend\b|not attended\b)",
    re.IGNORECASE,
)
_MORE = re.compile(r"^(?P<initials>[A-Z]\S{1,4})\s*[(–-]\s*(?P<said>[^()]+?)\)?$")
_UNMARKED = re.compile(r"^(?:no?|[-–—]|none|✗|✘|☐)$", re.IGNORECASE)
#: Columns that say who a person is.
_TELLING = ("name", "role", "organisation", "both", "initials", "excused", "missing", "deputy")


def people_of_rows(rows: list[Passage], side: str) -> tuple[list[Attendee], list[str]]:
    """The people, and the rows in which nobody is named."""
    people: list[Attendee] = []
    unread: list[str] = []
    for _, run in groupby(rows, key=lambda passage: (passage.line.table, id(passage.columns))):
        table = list(run)
        for found, row in _table(table, side):
            people += found
            unread += [] if found or not row.text else [row.text]
    return people, unread


def _table(table: list[Passage], side: str) -> list[tuple[list[Attendee], Line]]:
    rows = [passage.line for passage in table]
    columns = table[0].columns
    if columns:
        return [(_of_columns(row, columns), row) for row in rows]
    heads = [attendance_label(text) for text in rows[0].cell_texts]
    if sum(1 for head in heads if head) > 1:
        return [([], Line("")), *((_under_labels(row, heads), row) for row in rows[1:])]
    of_people = people_columns(rows)
    return [(_of_cells(row, of_people, side), row) for row in rows]


def _of_columns(row: Line, columns: Columns) -> list[Attendee]:
    """One person of a table whose heading row names the columns."""
    name = columns.text(row, "name")
    if not name.strip() and "name" not in columns.names:
        name = row.cell_texts[0]
    people = read_names(name, one_each="\n" not in name)
    for person in people:
        person.written = row.text
    if len(people) == 1:
        _fill(people[0], columns, row)
    return people


def _fill(person: Attendee, columns: Columns, row: Line) -> None:
    for key in ("initials", "role", "organisation"):
        said = _without_substitution(person, columns.text(row, key))
        if key == "initials" and (more := _MORE.match(said)):  # "JR (Chair)"
            said = more["initials"]
            _add(person, more["said"])
        if key == "organisation" and re.search(r"[(\[]", said):
            _add(person, said)
        elif said and not getattr(person, key):
            setattr(person, key, said)
        elif said and said not in getattr(person, key):
            setattr(person, key, f"{getattr(person, key)}, {said}" if key == "role" else said)
    if both := _without_substitution(person, columns.text(row, "both")):
        _add(person, both)
    deputy = " ".join(columns.text(row, "deputy").split())
    if is_name(deputy):
        person.represented_by = person.represented_by or deputy
    person.status = _status_in(person, columns, row)


def _without_substitution(person: Attendee, text: str) -> str:
    """The text; whose place is taken in it, the person takes."""
    said, deputises_for, represented_by = take_substitution(" ".join(text.split()))
    person.deputises_for = person.deputises_for or deputises_for
    person.represented_by = person.represented_by or represented_by
    return said


def _status_in(person: Attendee, columns: Columns, row: Line) -> Status:
    """A mark in the column "Apologies" or "Absent", or what the column of attendance or one without heading says."""
    if _is_marked(columns.text(row, "excused")):
        return Status.APOLOGIES
    if _is_marked(columns.text(row, "missing")):
        return Status.ABSENT
    marks = [_without_substitution(person, line.text) for line in columns.others(row, *_TELLING)]
    return _status(marks) if "attended" in columns.names or any(map(_APOLOGIES.match, marks)) else person.status


def _is_marked(text: str) -> bool:
    return bool(text.strip()) and not _UNMARKED.match(text.strip())


def _status(marks: list[str]) -> Status:
    """P, A or DNA, a tick or the word itself; a tick alone means present."""
    if any(map(_APOLOGIES.match, marks)):
        return Status.APOLOGIES
    return Status.ABSENT if marks and all(map(_ABSENT.match, marks)) else Status.PRESENT


def _under_labels(row: Line, heads: list[Label | None]) -> list[Attendee]:
    """ "Present | Apologies" as heading row: each column has a status of its own."""
    people = []
    for cell, head in zip(row.cell_texts, heads, strict=False):
        for person in read_names(cell, one_each="\n" not in cell):
            person.status, person.group = (head.status, head.side) if head else (Status.PRESENT, "")
            people.append(person)
    return people


def _of_cells(row: Line, of_people: list[bool], side: str) -> list[Attendee]:
    """Without a heading row: the cells of the people's column are names, the others say who they are."""
    if sum(of_people) == 1:
        return _with_details(row, of_people.index(True), side)
    if sum(of_people) > 1:
        return _of_people_side_by_side(row.cell_texts, of_people, side)
    person = read_person("\t".join(text for text in row.cell_texts if text), surname_alone=False)
    if person is None and len(row.cells) > 1:
        return [each for text in row.cell_texts for each in read_names(text, side=side)]
    return [person] if person else []


def _is_one_body(text: str) -> bool:
    """ "Hillside, Riverside & District CVS"."""
    if not is_organisation(text) or re.search(r"[()\[\]\n]|\s[-–—]\s", text):
        return False
    return not any(is_role(piece) for piece in text.split(",")) and not take_substitution(text)[1]


def _of_people_side_by_side(texts: list[str], of_people: list[bool], side: str) -> list[Attendee]:
    """ "Jo Roe | Example CVS | Al Moss | Example Police": what stands behind a person is said of that person."""
    people: list[Attendee] = []
    named: list[Attendee] = []
    for text, is_of_people in zip(texts, of_people, strict=False):
        if is_of_people:
            named = read_names(text, side=side, one_each="\n" not in text)
            people += named
        elif text.strip() and len(named) == 1:
            _add(named[0], text.strip())
    return people


def _with_details(row: Line, place: int, side: str) -> list[Attendee]:
    texts = row.cell_texts
    if place >= len(texts):
        return []
    people = read_names(texts[place], side=side, one_each="\n" not in texts[place])
    others = [text.strip() for at, text in enumerate(texts) if at != place and text.strip()]
    for person in people:
        person.written = row.text if len(people) == 1 else person.written
        for text in others:
            _add(person, text)
    return people


def _add(person: Attendee, text: str) -> None:
    """What stands in another cell: initials, a side, a role, or else the organisation."""
    bare = text.strip("()[] ")
    if is_initials_of(bare, person.name) and not person.initials:
        person.initials = bare
        return
    if _is_one_body(text) and not person.organisation:
        person.organisation = text
        return
    told = read_person(f"{person.name}\t{text}")
    for key in ("role", "organisation", "deputises_for", "represented_by", "note"):
        if told and getattr(told, key) and not getattr(person, key):
            setattr(person, key, getattr(told, key))
    if SIDES.fullmatch(text) and not is_role(text):
        person.group = text
