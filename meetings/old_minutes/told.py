"""People that an item tells of: apologies received, substitutes, and who attended for it."""

import re
from collections.abc import Iterable, Iterator

from meetings.old_minutes.attendance import Attendance, read_attendance
from meetings.old_minutes.draft import Attendee, Item, Status
from meetings.old_minutes.first_names import first_named, lists_first_names
from meetings.old_minutes.labels import apologies_in, attendance_label
from meetings.old_minutes.lines import Line, without_bullet
from meetings.old_minutes.name_lists import begins_with_a_person, name_parts, read_names
from meetings.old_minutes.names import is_name, split_title
from meetings.old_minutes.passages import Passage, Place
from meetings.old_minutes.sentences import has_verb, is_sentence, sentences
from meetings.old_minutes.substitutes import (
    substitution_of,
    substitutions_told,
    take_substitution,
    with_stand_ins_in_brackets,
)
from meetings.old_minutes.vocabulary import TITLES, is_role

_OF_APOLOGIES = re.compile(r"\bapolog(?:y|ies)\b|\bsubstitut|\babsence\b", re.IGNORECASE)
_OF_ATTENDANCE = re.compile(r"^(?:those |members )?(?:present|attendance|attendees|in attendance)\b", re.IGNORECASE)
_NAMED = rf"(?P<name>(?:(?:{TITLES})\b\.?\s+)?[A-Z][\w’'-]+(?:\s+[A-Z][\w’'.-]*){{1,3}})"
_CAME = (
    r"(?:,?\s+(?:was|were|had been))?,?\s+(?:also )?(?:attended|in attendance|present|invited|"
    r"joined)\b.{0,20}\bmeeting\b"
)
_ROLE_FIRST = re.compile(
    rf"^The (?P<role>[A-Z][\w ’'-]{{2,60}}?) (?:of|for|from|at) (?P<body>[A-Z][^,.]{{2,80}}), {_NAMED}{_CAME}"
)
_NAME_FIRST = re.compile(
    rf"^{_NAMED}, (?:the )?(?P<role>[A-Z][\w ’'-]{{2,60}}?) (?:of|for|from|at) (?P<body>[A-Z][^,.]{{2,80}}?){_CAME}"
)


def read_told(items: Iterable[Item], attendance: Attendance) -> None:
    """Add to the attendance list whom the items name. Nobody is added twice."""
    for place, item in enumerate(items):
        about = f"{item.title} {item.number}"
        if _OF_ATTENDANCE.match(item.title):
            _add(attendance, _present_in(item))
        if _OF_APOLOGIES.search(about) or place < 3:
            _read_apologies(item, attendance)
        for line in item.lines:
            _add(attendance, attended_in(line))


def _present_in(item: Item) -> list[Attendee]:
    """The attendance list where it is an item of its own."""
    lines = (line for line in item.lines if not is_sentence(line))
    passages = (Passage(Line(line), Place.ATTENDANCE, label=attendance_label(line)) for line in lines)
    return read_attendance(passages).people


def _read_apologies(item: Item, attendance: Attendance) -> None:
    """Sentences that tell of apologies, and under the title "Apologies" lines of names alone."""
    listing = False
    own = bool(_OF_APOLOGIES.search(item.title))
    for line in item.lines:
        for sentence in sentences(with_stand_ins_in_brackets(without_bullet(line))):
            who = apologies_in(sentence, titled=own)
            if who is None and own and lists_first_names(sentence):
                _add(attendance, [_absent(person) for person in first_named(sentence)])
            elif who is None and (own or listing) and is_list_of_names(sentence):
                who = sentence
            listing = who is not None
            told = substitutions_told(sentence)
            _note(attendance, told)
            if who and not (told and apologies_in(sentence) is None):
                _add(attendance, [_absent(person) for person in read_names(who)])


def _note(attendance: Attendance, told: list[tuple[str, str]]) -> None:
    attendance.substitutes += [pair for pair in told if pair not in attendance.substitutes]


def is_list_of_names(text: str) -> bool:
    label = attendance_label(text)
    text = label.rest if label and label.status is Status.APOLOGIES else text
    parts = name_parts(text.rstrip(".,; "))
    said = " ".join(take_substitution(part)[0] for part in parts)
    return bool(parts) and not has_verb(said) and all(begins_with_a_person(part, surnames=True) for part in parts)


def _absent(person: Attendee) -> Attendee:
    person.status = Status.APOLOGIES
    return person


def attended_in(text: str) -> list[Attendee]:
    """ "The Chief Executive of Example Links, Mr Sam Roe, attended the meeting to …"."""
    found = _ROLE_FIRST.match(text) or _NAME_FIRST.match(text)
    if not found or not is_name(found["name"]) or not is_role(found["role"]):
        return []
    title, bare = split_title(found["name"])
    name = bare if title.strip(".").lower() in ("mr", "mrs", "ms", "miss") and " " in bare else found["name"]
    return [Attendee(name.strip(), found["name"], role=found["role"], organisation=found["body"].strip())]


def _called(person: Attendee) -> Iterator[tuple[str, bool]]:
    """As the list names them, and as a sentence does: "Cllr Vine" is Cllr. Ruth Vine."""
    title, bare = split_title(person.name)
    for name in {person.name, f"{title} {bare.split()[-1]}", f"{title.strip('.')} {bare.split()[-1]}"}:
        yield name.strip(), person.status is Status.PRESENT


def _add(attendance: Attendance, people: list[Attendee]) -> None:
    known = {key for person in attendance.people for key in _called(person)}
    fresh = [person for person in people if (person.name, person.status is Status.PRESENT) not in known]
    attendance.people += fresh
    _note(attendance, [pair for person in fresh for pair in substitution_of(person)])
