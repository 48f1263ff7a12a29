"""Lists of people who are called by first names or initials only: "Tony (Chair), Sue, Cath" and "RW, HJ, SG"."""

import re

from meetings.old_minutes.draft import Attendee
from meetings.old_minutes.lines import without_bullet
from meetings.old_minutes.names import is_name, split_title
from meetings.old_minutes.people import read_person
from meetings.old_minutes.vocabulary import UPPER, is_organisation

_PARTS = re.compile(r"[,;\n](?![^(]*\))|\s(?:and|&)\s(?![^(]*\))")
_HEAD = re.compile(r"\s*[(\[]|\s[-–—]\s")
_FIRST = re.compile(rf"^[{UPPER}][a-zà-öø-ÿ’'-]+(?: [{UPPER}]\.?)?$")
_INITIALS = re.compile(r"^[A-Z]{2,4}$")
_WITH_INITIALS = re.compile(rf"^(?P<name>[{UPPER}][\w’'-]+) \((?P<initials>[A-Z]{{2,4}})\)")
_PLURAL = re.compile(r"^(?:the )?(?:\w+ )?(?:councillors|c?cll?rs)\b", re.IGNORECASE)
#: What "Apologies:" is followed by where nobody is named.
_NAMES_NOBODY = frozenset({"various", "several", "many", "nobody", "unknown", "tbc", "yes", "see", "listed", "given"})
#: Fewer may be what the list says of somebody.
FEWEST = 3


def lists_first_names(text: str) -> bool:
    """Is everybody of the list called so, or most of them and the others by their whole names?"""
    if _PLURAL.match(text):
        return False
    heads = [_HEAD.split(part)[0] for part in _parts(text)]
    alone = [head for head in heads if _is_alone(head)]
    others = [head for head in heads if not _is_alone(head)]
    if len(alone) < FEWEST or len(alone) < len(others):
        return False
    return all(is_name(head) and not is_organisation(head) for head in others)


def calls_by_first_names(texts: list[str]) -> bool:
    """Do the lines of a side?"""
    return any(lists_first_names(text) for text in [*texts, *_lines_of_initials(texts)])


def _lines_of_initials(texts: list[str]) -> list[str]:
    """The lines in which initials stand behind a first name, "Tony (TS)", together as one list."""
    lines = [without_bullet(text) for text in texts]
    return ["\n".join(lines)] if sum(map(names_initials, lines)) >= FEWEST else []


def names_initials(text: str) -> bool:
    """ "Tony (TS) – Deputy Manager"."""
    found = _WITH_INITIALS.match(text)
    return bool(found) and found["initials"][0] == found["name"][0]


def first_named(text: str) -> list[Attendee]:
    """The people of such a list; nobody when a part of it names nobody."""
    people = [_person(part) for part in _parts(text)]
    return [person for person in people if person] if all(people) else []


def absent_by_first_name(text: str) -> list[Attendee]:
    """ "Apols: Pat, Lou": behind that label first names alone are enough, however few."""
    heads = [_HEAD.split(part)[0] for part in _parts(text)]
    alone = all(_FIRST.match(head) and _is_alone(head) and head.lower() not in _NAMES_NOBODY for head in heads)
    return first_named(text) if heads and alone else []


def _parts(text: str) -> list[str]:
    return [part.strip(" .") for part in _PARTS.split(text) if part.strip(" .")]


def _is_alone(head: str) -> bool:
    if _INITIALS.match(head):
        return True
    return bool(_FIRST.match(head)) and not split_title(head)[0] and is_name(head.split()[0], surname_alone=True)


def _person(part: str) -> Attendee | None:
    if _INITIALS.match(part):
        return Attendee(part, part, initials=part)
    return read_person(part, surname_alone=True)
