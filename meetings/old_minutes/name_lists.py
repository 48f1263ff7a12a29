"""Several people in one text: "Cllr J Smith (Chair), Ann Jones (CVS) and Bob Lee, Manager, Example Trust"."""

import re

from meetings.old_minutes.draft import Attendee
from meetings.old_minutes.names import is_name, split_title, starts_with_a_name
from meetings.old_minutes.people import is_initials_of, read_person
from meetings.old_minutes.vocabulary import SIDES, is_office, is_organisation, is_reason, is_role

#: A title in the plural holds for every name after it.
_PLURAL = re.compile(
    r"^(?:the\s+)?(?:following\s+)?(?P<title>(?:(?:Town|Parish|County|District|Borough|"
    r"City)\s+)?(?:Councillors|Cllrs))\b"
    r"[.:]?\s+(?=[A-Z])",
    re.IGNORECASE,
)
_SINGLE = {"councillors": "Councillor", "cllrs": "Cllr"}
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_CLOSED = re.compile(r"(?<=[)\]])\.?\s+(?=[A-Z])")
_AND = re.compile(r",?\s+(?:and|&|plus)\s+(?=(?:the\s+)?[A-Z])|\s+&\s*(?=[A-Z])")
_ARTICLE = re.compile(r"^(?:and|also|the|as well as|plus|namely|from|for|both)\s+", re.IGNORECASE)
_HIDDEN = "\ue000"


def read_names(text: str, *, side: str = "", one_each: bool = False) -> list[Attendee]:
    """Everybody named in the text. `one_each`: it is the line of one person, however many commas it has."""
    plural = _PLURAL.match(text)
    text = text[plural.end() :] if plural else text
    title = _SINGLE[plural["title"].split()[-1].lower()] if plural else _title_of(side)
    surnames = bool(title)
    if one_each and not plural and (person := read_person(text, surname_alone=surnames)):
        return [_titled(person, title)]
    found = [read_person(part, surname_alone=surnames) for part in name_parts(text, surnames=surnames)]
    return [_titled(person, title, always=bool(plural)) for person in found if person]


def _title_of(side: str) -> str:
    """Under "Councillors:" a surname alone is a name, and its title is known."""
    side = side.lower()
    return "Councillor" if "councillor" in side else "Cllr" if "cllr" in side else ""


def _titled(person: Attendee, title: str, *, always: bool = False) -> Attendee:
    has_title, bare = split_title(person.name)
    if title and not has_title and not person.role.startswith("Clerk") and (always or len(bare.split()) == 1):
        person.name = f"{title} {person.name}"
    return person


def name_parts(text: str, *, surnames: bool = False) -> list[str]:
    """The text cut where a new person begins."""
    if ";" in text or "\n" in text.strip():
        return [part for piece in re.split(r"[;\n]", text) for part in _one_or_more(piece, surnames=surnames)]
    return _one_or_more(text, surnames=surnames)


def _one_or_more(text: str, *, surnames: bool) -> list[str]:
    hidden: list[str] = []

    def hide(match: re.Match) -> str:
        hidden.append(match[0])
        return f"{_HIDDEN}{len(hidden) - 1}{_HIDDEN}"

    flat = _CLOSED.sub(", ", text)
    flat = _AND.sub(", ", _BRACKETED.sub(hide, flat))
    pieces = [_shown(piece, hidden).strip() for piece in re.split(r",(?!\s*(?:MBE|OBE|CBE|QPM|JP)\b)", flat)]
    return _joined([_ARTICLE.sub("", piece).strip(" .") for piece in pieces if piece.strip(" .")], surnames)


def _shown(text: str, hidden: list[str]) -> str:
    return re.sub(f"{_HIDDEN}(\\d+){_HIDDEN}", lambda match: hidden[int(match[1])], text)


def _joined(pieces: list[str], surnames: bool) -> list[str]:
    """A piece that names nobody is said of the one before it."""
    parts: list[str] = []
    for piece in pieces:
        if parts and not begins_with_a_person(piece, surnames=surnames):
            parts[-1] = f"{parts[-1]}, {piece}"
        else:
            parts.append(piece)
    return parts


def begins_with_a_person(piece: str, *, surnames: bool = False) -> bool:
    head = re.split(r"\s*[(\[:]|\s[-–—]|[–—]\s", piece, maxsplit=1)[0].strip()
    if not head or is_office(head) or is_role(head) or (is_organisation(head) and not starts_with_a_name(head)):
        return False
    return is_name(head, surname_alone=surnames) or bool(starts_with_a_name(head)) or _after_initials(head)


def _after_initials(head: str) -> bool:
    first, _, rest = head.partition(" ")
    return is_name(rest) and is_initials_of(first, rest)


def says_one_person(text: str) -> bool:
    """Is this line one person with role or organisation, by its own words?"""
    parts = [part for part in re.split(r"[,\t]|\s[-–—]+\s|[()]", text) if part.strip()]
    if not parts or not begins_with_a_person(parts[0]):
        return False
    return not any(begins_with_a_person(part.strip()) for part in parts[1:])


def is_detail(text: str) -> bool:
    return is_role(text) or is_organisation(text) or is_reason(text) or bool(SIDES.search(text))
