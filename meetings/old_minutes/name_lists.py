"""Several people in one text: "Cllr J Smith (Chair), Ann Jones (CVS) and Bob Lee, Manager, Example Trust"."""

import re
from collections.abc import Iterator

from meetings.old_minutes.draft import Attendee
from meetings.old_minutes.names import LONGEST_NAME, is_name, split_rank, split_title, starts_with_a_name
from meetings.old_minutes.people import begins_with_a_first_name, is_initials_of, read_person, starts_with_a_role
from meetings.old_minutes.sentences import has_verb
from meetings.old_minutes.vocabulary import SIDES, TITLES, UPPER, is_office, is_organisation, is_reason, is_role

#: A title in the plural holds for every name after it.
_PLURAL = re.compile(
    r"^(?:the\s+)?(?:following\s+)?(?:(?-i:[A-Z]{2,5})\s+)?(?P<title>(?:(?:Town|Parish|County|District|Borough|"
    r"City)\s+)?(?:Councillors|C?Cll?rs|Aldermen|Deputies|Senators))\b"
    rf"[.:,]?\s+(?:[-–]\s*)?(?=[{UPPER}])",
    re.IGNORECASE,
)
_SINGLE = {
    "councillors": "Councillor",
    "cllrs": "Cllr",
    "clrs": "Clr",
    "cclrs": "CClr",
    "ccllrs": "CCllr",
    "aldermen": "Alderman",
    "deputies": "Deputy",
    "senators": "Senator",
}
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_WITH_BRACKETS = re.compile(rf"(?P<name>[{UPPER}]\S+(?: [{UPPER}]\S+){{1,2}}) \((?P<initials>[A-Z][A-Za-z]{{1,4}})\b")
_CLOSED = re.compile(rf"\((?P<inside>[^()]*)\)\.?\s+(?=[{UPPER}])")
#: People who were there and have no name in the minutes.
COUNT_OF_OTHERS = (
    r"(?:(?:approximately|approx\.?|about|around|over|some)\s+)?"
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{3,5}teen|twenty|thirty|forty|fifty|several|"
    r"many|some|a|no|a\s+number\s+of)\s+(?:other\s+)?"
    r"(?:members?\s+of\s+(?:the\s+)?(?:public|press)|residents?|parishioners?|electors?|observers?|visitors?|"
    r"press\s+reporters?|reporters?|people|others)\b"
)
_OTHERS = re.compile(rf"^{COUNT_OF_OTHERS}", re.IGNORECASE)
_AND = re.compile(
    rf",?\s+(?:and|&|plus)\s+(?=(?:the\s+|from\s+)?[{UPPER}]|(?i:{COUNT_OF_OTHERS}))|\s+&\s*(?=[{UPPER}])"
)
#: Before a title a new person begins, whatever the list has between its names.
_TITLE_WITHIN = re.compile(rf"(?<=[\w.])\s+(?=(?:{TITLES})\b\.?\s+[{UPPER}])")
_COUNTED = re.compile(
    r"(?<=[\w)])\s+(?=(?:[Tt]here (?:were|was) )?\d+ (?:other )?members? of (?:the )?(?:public|press)\b)"
)
_WHOLE = re.compile(rf"^[{UPPER}][a-z]\S+\s+[{UPPER}]")
_ARTICLE = re.compile(r"^(?:and|also|the|as well as|plus|namely|from|for|both)\s+", re.IGNORECASE)
_HIDDEN = "\ue000"
_AND_MARK, _AMPERSAND_MARK = "\ue002", "\ue003"
#: What ends a name, within a list: "Cllr Roe in the Chair, Al Moss".
_HEAD = re.compile(r"\s*[(\[:]|\s[-–—]|[–—]\s|(?<=[a-z])-\s|(?<=\S)\s+(?=(?i:in the chair)\b)")
_BEYOND = re.compile(r"\s*[(\[]|\s[-–—]\s|\s(?:from|representing|on behalf of)\s")
_JOINERS = {_AND_MARK: " and ", _AMPERSAND_MARK: " & "}


def read_names(text: str, *, side: str = "", one_each: bool = False) -> list[Attendee]:
    """Everybody named in the text. `one_each`: it is the line of one person, however many commas it has."""
    title = _title_of(side)
    if one_each and not _PLURAL.match(text) and (person := read_person(text, surname_alone=bool(title))):
        return [_titled(person, title)]
    found = [read_person(part, surname_alone=bool(title)) for part in name_parts(text, surnames=bool(title))]
    return [_titled(person, title) for person in found if person]


def unnamed_in(text: str, *, side: str = "") -> list[str]:
    """Parts of a list that name nobody, "6 members of the public" and "Scouts" among people."""
    title = _title_of(side)
    parts = name_parts(text, surnames=bool(title))
    return [part for part in parts if read_person(part, surname_alone=bool(title)) is None]


def _title_of(side: str) -> str:
    """Under "Councillors:" a surname alone is a name, and its title is known."""
    side = side.lower()
    return "Councillor" if "councillor" in side else "Cllr" if "cllr" in side else ""


def _titled(person: Attendee, title: str) -> Attendee:
    has_title, bare = split_title(person.name)
    if title and not has_title and len(bare.split()) == 1:
        person.name = f"{title} {person.name}"
    return person


def name_parts(text: str, *, surnames: bool = False) -> list[str]:
    """The text cut where a new person begins."""
    if ";" in text or "\n" in text.strip():
        pieces = _with_title_before(re.split(r"[;\n]", text))
        return [part for piece in pieces for part in _one_or_more(piece, surnames=surnames)]
    return _one_or_more(text, surnames=surnames)


def _with_title_before(pieces: list[str]) -> Iterator[str]:
    """ "Cllrs Jo Roe; Al Moss": the title holds beyond the semicolon, until somebody has another."""
    title = ""
    for piece in pieces:
        plural = _PLURAL.match(piece.strip())
        if plural or split_title(piece.strip())[0]:
            title = plural["title"] if plural else ""
            yield piece
        else:
            yield f"{title} {piece.strip()}" if title and is_name(re.split(r"\s*[(,.]", piece.strip())[0]) else piece


def _one_or_more(text: str, *, surnames: bool) -> list[str]:
    hidden: list[str] = []

    def hide(match: re.Match) -> str:
        hidden.append(match[0])
        return f"{_HIDDEN}{len(hidden) - 1}{_HIDDEN}"

    flat = _AND.sub(_marked, _BRACKETED.sub(hide, _CLOSED.sub(_apart, _without_commas(text))))
    pieces = [_shown(piece, hidden).strip(" .") for piece in re.split(r",(?!\s*(?:MBE|OBE|CBE|QPM|JP)\b)", flat)]
    bare = [_without_article(piece) for piece in pieces if piece]
    return _joined(list(_with_title_of_all(bare)), surnames)


def _without_commas(text: str) -> str:
    """ "Cllr Jo Roe Cllr Al Moss 2 members of the public" names two people and counts others."""
    parts, start = [], 0
    text = _COUNTED.sub(", ", text)
    for found in _TITLE_WITHIN.finditer(text):
        before = re.split(r"[,;()\[\]]|\band\b|&", text[start : found.start()])[-1].strip()
        if is_name(before) and not is_office(before):
            parts.append(text[start : found.start()])
            start = found.end()
    return ", ".join([*parts, text[start:]])


def _marked(match: re.Match) -> str:
    """ "and" parts people, but not "Learning and Skills": it is remembered until that is clear."""
    return f", {_AND_MARK}" if "and" in match[0] else f", {_AMPERSAND_MARK}"


def _without_article(piece: str) -> str:
    mark = piece[:1] if piece[:1] in (_AND_MARK, _AMPERSAND_MARK) else ""
    return mark + _ARTICLE.sub("", piece.removeprefix(mark).strip()).strip(" .")


def _apart(match: re.Match) -> str:
    """After "Elizabeth Roe (PCT)" somebody else may follow without a comma; after "Jo Doe (JD)" stands what Jo is."""
    before = match.string[max(0, match.start() - LONGEST_NAME) : match.start()]
    name = re.split(r"[,;()\[\]]|\band\b|&", before)[-1].strip()
    after = _WITH_BRACKETS.match(match.string[match.end() :])
    if after and is_initials_of(after["initials"], after["name"]):
        return f"({match['inside']}), "
    return match[0] if is_initials_of(match["inside"], name) else f"({match['inside']}), "


def _with_title_of_all(pieces: list[str]) -> Iterator[str]:
    """ "Cllrs Brown", "Green", "A White": a title in the plural holds for the names after it.

    After surnames alone it ends at the first whole name: "Cllrs Brown and Green, Ann White".
    """
    title, of_surnames = "", False
    for marked in pieces:
        mark = marked[:1] if marked[:1] in _JOINERS else ""
        piece = marked.removeprefix(mark)
        plural = _PLURAL.match(piece)
        title = _SINGLE[plural["title"].split()[-1].lower()] if plural else title
        bare = piece[plural.end() :] if plural else piece
        name = re.split(r"\s*[(\[]", bare)[0]
        of_surnames = " " not in name if plural else of_surnames
        title = "" if of_surnames and _WHOLE.match(name) else title
        if title and not split_title(bare)[0] and is_name(name, surname_alone=True):
            yield f"{mark}{title} {bare}"
            continue
        title = title if is_office(piece) or is_role(piece) else ""
        yield f"{mark}{bare}"


def _shown(text: str, hidden: list[str]) -> str:
    return re.sub(f"{_HIDDEN}(\\d+){_HIDDEN}", lambda match: hidden[int(match[1])], text)


def _joined(pieces: list[str], surnames: bool) -> list[str]:
    """A piece that names nobody is said of the one before it; at the very beginning, of the one after it."""
    parts: list[str] = []
    before = ""
    for marked in pieces:
        joiner = _JOINERS.get(marked[:1], ", ")
        piece = marked[1:] if marked[:1] in _JOINERS else marked
        if begins_with_a_person(piece, surnames=surnames) and not (parts and _is_a_body(piece)):
            parts.append(f"{piece}, {before}" if before else piece)
            before = ""
        elif _OTHERS.match(piece) or (has_verb(piece) and len(piece.split()) > 4):
            parts.append(piece)
        elif parts and not _OTHERS.match(parts[-1]):
            parts[-1] = f"{parts[-1]}{joiner}{piece}"
        elif is_role(piece):
            before = piece
        else:
            parts.append(piece)
    return parts or ([before] if before else [])


def counts_others(text: str) -> bool:
    """ "Two members of the public"."""
    return bool(_OTHERS.match(text))


def _is_a_body(piece: str) -> bool:
    """After a comma "Example Borough Council" is where the person comes from, however much it begins like a name."""
    return not split_title(piece)[0] and is_organisation(_BEYOND.split(piece)[0])


def begins_with_a_person(piece: str, *, surnames: bool = False) -> bool:
    head = _HEAD.split(piece, maxsplit=1)[0].strip()
    if is_name(head, ward=True) and re.match(r"\s*\((?!.*\bward\b)", piece[len(head) :], re.IGNORECASE):
        return True
    if (split_title(head)[0] or split_rank(head)[0]) and is_name(head):
        return True
    if starts_with_a_role(piece) or begins_with_a_first_name(piece):
        return True
    if not head or is_office(head) or is_role(head) or (is_organisation(head) and not starts_with_a_name(head)):
        return False
    return is_name(head, surname_alone=surnames) or bool(starts_with_a_name(head)) or _after_initials(head)


def _after_initials(head: str) -> bool:
    first, _, rest = head.partition(" ")
    return is_name(rest) and is_initials_of(first, rest)


def names_several(text: str) -> bool:
    """Is this line a list of people by itself, without a label before it?"""
    parts = name_parts(text)
    if has_verb(_BRACKETED.sub("", text)) or not all(begins_with_a_person(part, surnames=True) for part in parts):
        return False
    return len(parts) > 1 and bool(_PLURAL.match(text) or _BRACKETED.search(text))


def says_one_person(text: str) -> bool:
    """Is this line one person with role or organisation, by its own words?"""
    parts = [part for part in re.split(r"[,\t]|\s[-–—]+\s|[()]", text) if part.strip()]
    if not parts or not begins_with_a_person(parts[0]):
        return False
    return not any(begins_with_a_person(part.strip()) for part in parts[1:])


def is_detail(text: str) -> bool:
    return is_role(text) or is_organisation(text) or is_reason(text) or bool(SIDES.search(text))
