"""One person of an attendance list, from the words they are written in.

"Cllr J Smith (Chair)", "Ann Jones – Example CVS", "Ann Jones, Manager, Example CVS", "AJ Ann Jones (Example CVS)".
"""

import re

from meetings.initials import initials_of
from meetings.old_minutes.draft import Attendee
from meetings.old_minutes.names import is_name, split_rank, split_title, starts_with_a_name
from meetings.old_minutes.substitutes import take_substitution
from meetings.old_minutes.vocabulary import OFFICES, TITLES, UPPER, is_organisation, is_reason, is_role, role_and_body

_INITIALS = r"[A-Z][A-Za-z]{0,4}[A-Z](?:\d|[a-z]{1,2})?"
_LEADING_INITIALS = re.compile(rf"^\(?({_INITIALS})\)?\s*[-–:]?\s+(?=[A-Z])")
_NUMBER = re.compile(r"^\(?\d{1,2}[.)]\s+")
#: Between a name and what is said of the person.
_JOINT = re.compile(
    r"\s*(?:[(\[]|\s[-–—]+\s|\s[-–—]|[–—]\s|(?<=[a-z])-\s|,|:|;|\t|\n|\s/\s|\s+(?:from the|from|representing|of the|of|"
    r"for)\s+(?=[A-Z]))"
)
_PIECES = re.compile(r"[()\[\];\t\n]|\s[-–—]+\s|\s[-–—]|[–—]\s|:\s|,\s*|\s/\s")
#: Said after a name of others who have none.
_NOBODY = re.compile(r"^(?:\d|and\b|no\b)|\b(?:members? of the (?:public|press)|residents?|parishioners?)\b")
_ROLE_FIRST = re.compile(r"^(?P<role>[^:()\t\n–—]{3,50}?)\s*(?::|\s[-–—])\s*(?P<rest>[A-Z].*)$", re.DOTALL)
#: "The Clerk (E Elm)".
_ROLE_AROUND = re.compile(
    r"^(?:the )?(?P<role>[A-Za-z -]{3,50}?)\s*\((?P<rest>[A-Z][^()]*)\)(?:\s*\((?P<more>[A-Za-z -]+)\)|,? and .*)?$",
    re.IGNORECASE,
)
#: "Chair Cllr J Elm".
_ROLE_BEFORE = re.compile(
    rf"^(?P<role>{OFFICES}|(?:(?:parish|town|deputy|assistant) )*clerk|rfo|treasurer|(?:hon\.? )?secretary|"
    rf"head ?teacher)"
    rf"\s+(?P<rest>(?:(?:{TITLES})\b\.?\s+[{UPPER}]|[{UPPER}][\w’'-]+\s+[{UPPER}]).*)$",
    re.IGNORECASE | re.DOTALL,
)
#: "Leader (+ Regeneration and Housing)" says what else the person is in charge of.
_MORE_DUTIES = re.compile(r"\(\s*(\+[^()]*)\)")
#: "Jo Roe Head of Service". Jo Head is a name.
_HEADS = re.compile(r"^(?P<name>\S+ .*\S)\s+(?P<role>(?:(?:Deputy|Assistant|Interim) )?(?:Head|Chair|Clerk|Chief))$")
_FIRST_NAME = re.compile(r"^[A-Z][a-zà-ÿ]+ from (?:the )?[A-Z]")
_FORWARD = re.compile(r"^(?:from the|from|representing|of the|of|for)\s+", re.IGNORECASE)


def read_person(text: str, *, surname_alone: bool = False) -> Attendee | None:
    """The person, or None when the text does not begin with a name."""
    surname_alone = surname_alone or begins_with_a_first_name(text.strip())
    written = text.strip().strip(",;").strip()
    bare, deputises_for, represented_by = take_substitution(_NUMBER.sub("", written).rstrip("."))
    initials, bare = _leading_initials(_role_last(bare))
    if not initials:
        initials, bare = _initials_between(bare)
    if not initials:
        initials, bare = _trailing_initials(bare)
    name, rest = _name_and_rest(bare)
    rank, called = split_rank(name)
    if not is_name(name, surname_alone=surname_alone, ward=bool(rest.strip())):
        return None
    person = Attendee(
        name=called.strip().rstrip("*†‡").strip(),
        written=written,
        initials=initials,
        role=rank,
        deputises_for=deputises_for,
        represented_by=represented_by,
    )
    _add_details(person, [piece.strip(" .-–—") for piece in _PIECES.split(_MORE_DUTIES.sub(" ", rest))])
    for more in _MORE_DUTIES.findall(rest):
        person.role = f"{person.role} ({more.strip()})".strip()
    return person


def begins_with_a_first_name(text: str) -> bool:
    """ "Bob from the Fire Service"."""
    return bool(_FIRST_NAME.match(text))


def starts_with_a_role(text: str) -> bool:
    """ "Town Clerk - Mr T Roe" is written the other way round."""
    found = _role_first(text)
    if not found or (split_title(found["role"])[0] and is_name(found["role"])):
        return False
    if starts_with_a_name(found["role"]) or is_organisation(_JOINT.split(found["rest"])[0]):
        return False
    return is_role(found["role"]) and is_name(_name_and_rest(found["rest"])[0])


def _role_last(text: str) -> str:
    found = _role_first(text)
    if not found or not starts_with_a_role(text):
        return text
    return ", ".join(filter(None, [found["rest"], found["role"], found.groupdict().get("more")]))


def _role_first(text: str) -> re.Match | None:
    return _ROLE_FIRST.match(text) or _ROLE_AROUND.match(text) or _ROLE_BEFORE.match(text)


def _leading_initials(text: str) -> tuple[str, str]:
    found = _LEADING_INITIALS.match(text)
    if not found:
        return "", text
    name, _ = _name_and_rest(text[found.end() :])
    if initials_of(split_rank(name)[1]).upper() == found[1].upper():
        return found[1], text[found.end() :]
    return "", text


def _initials_between(text: str) -> tuple[str, str]:
    """ "Jo Roe JR Clinical Chair": the columns of a table that came out as one line."""
    words = text.split()
    for place in range(2, min(len(words), 7)):
        name, initials = " ".join(words[:place]), words[place].strip("()")
        if not is_name(name):
            return "", text
        is_honour = place + 1 == len(words) and is_name(f"{name}, {initials}")
        if is_initials_of(initials, name) and not is_honour:
            return initials, " – ".join(filter(None, [name, " ".join(words[place + 1 :]).lstrip("-–—,: ")]))
    return "", text


def _trailing_initials(text: str) -> tuple[str, str]:
    """ "Jo Roe Chief Executive JR", and JKR for somebody whose second name the list does not have."""
    before, _, last = text.rpartition(" ")
    if not re.fullmatch(_INITIALS, last) or len(before.split()) < 3:
        return "", text
    name = _name_and_rest(before)[0]
    is_known = is_name(name, ward=True)
    firsts = [word[0] for word in split_title(name)[1].split()]
    fits = len(last) == 3 and last.isupper() and [last[0], last[-1]] == [firsts[0], firsts[-1]] if firsts else False
    return (last, before.rstrip(" -–—,")) if is_known and (fits or is_initials_of(last, name)) else ("", text)


def _name_and_rest(text: str) -> tuple[str, str]:
    joint = _JOINT.search(text)
    name, rest = (text[: joint.start()], text[joint.start() :]) if joint else (text, "")
    headed = _HEADS.match(name)
    if headed and re.match(r"\s+(?:of|to)\b", rest):
        return headed["name"], f" – {headed['role']}{rest}"
    if not is_name(name, surname_alone=True) and (end := starts_with_a_name(name)):
        return name[:end].strip(), f"{name[end:]}{rest}"
    return name.strip(), rest


def _add_details(person: Attendee, pieces: list[str]) -> None:
    unknown: list[str] = []
    for piece in filter(None, (_FORWARD.sub("", piece) for piece in pieces)):
        if is_initials_of(piece, person.name) and not person.initials:
            person.initials = piece
        elif not _add_detail(person, piece):
            unknown.append(piece)
            if person.organisation:  # a part of it: "Example Council, Community Safety"
                _add(person, "organisation", unknown.pop())
    _add_unknown(person, unknown)


def _add_detail(person: Attendee, piece: str) -> bool:
    """Put a piece in its place, if its words tell which it is."""
    role, body = role_and_body(piece)
    if body:
        _add(person, "role", role)
        _add(person, "organisation", body)
    elif is_role(piece):
        _add(person, "role", piece)
    elif is_reason(piece) or _NOBODY.search(piece):
        _add(person, "note", piece)
    elif is_organisation(piece):
        _add(person, "organisation", piece)
    else:
        return False
    return True


def _add_unknown(person: Attendee, unknown: list[str]) -> None:
    """Name, role, organisation is the order of lists: the last piece is the organisation, any before it the role."""
    if unknown and not person.organisation:
        person.organisation = unknown.pop()
    for piece in unknown:
        _add(person, "role", piece)


def _add(person: Attendee, key: str, piece: str) -> None:
    had = getattr(person, key)
    setattr(person, key, f"{had}, {piece}" if had else piece)


def is_initials_of(piece: str, name: str) -> bool:
    """SMcB, AC, GMcD and J.S. are; a short name of an organisation hardly ever is."""
    letters = re.sub(r"[.\s’']", "", piece)
    if not re.fullmatch(_INITIALS, letters):
        return False
    own = initials_of(re.sub(r"[’']", " ", split_rank(name)[1]))  # BO'D is Bea O'Dowd
    shortest = "".join(letter for letter in own if letter.isupper())
    firsts = "".join(word[0] for word in split_title(split_rank(name)[1])[1].split())
    capitals = "".join(letter for letter in letters if letter.isupper())
    words = split_title(split_rank(name)[1])[1].split()
    if len(words) == 1 and words[0] == name:
        return letters.isupper() and 1 < len(letters) < 4 and letters[0] == name[0]  # Tony is TS
    if len(words[0].strip(".")) == 1 and len(capitals) == 3 and capitals[::2] == f"{firsts[0]}{firsts[-1]}":
        return True  # MJE is Mr M Evans
    return letters.upper() == own.upper() or capitals in (firsts, shortest, shortest[:1] + shortest[-1:])
