"""Who has to do something: resolved through the attendance list where it leaves no doubt, else as written."""

import re
from collections import defaultdict
from collections.abc import Iterable

from meetings.initials import initials_of
from meetings.old_minutes.draft import Attendee
from meetings.old_minutes.names import is_name, split_title
from meetings.old_minutes.vocabulary import word_set, words_in

_SPLIT = re.compile(r"\s*(?:[/,;&+\n]|\band\b|\bwith\b)\s*")
_INITIALS = re.compile(r"^(?:[A-Z]{2,4}|[A-Z][a-z]?[A-Z]{1,2}|[A-Z]Mc[A-Z]|[A-Z]{1,2}c[A-Z])$")
_GENERAL = re.compile(
    r"^(?:the )?(?:all(?: \w+)?|everyone|clerk|deputy clerk|chair(?:man|person|woman)?|vice[- ]chair(?:man)?|"
    r"secretary|treasurer|members?|"
    r"officers?|board|committee|partners|secretariat|trustees|councillors|agencies|group|partnership|council|"
    r"steering group|tbc)$",
    re.IGNORECASE,
)
#: What begins an order and never a name.
_ORDERS = word_set(
    """invite ask write send circulate contact request add arrange report reports letter email agenda minutes item
    feedback update draft provide continue link paper response information details reminder copy meeting need refer
    speak look chase submit prepare this that these those a an it consider explore review produce members’ check
    obtain ensure make take follow liaise discuss bring put set raise seek confirm develop complete share forward
    inform note remind agree consideration organise get give have place publish work deliver support amend further
    discussion next no there to"""
)


class Owners:
    """Knows everybody of the attendance list by initials, by name, and by first name where only one has it."""

    def __init__(self, people: Iterable[Attendee]):
        self.by_key: dict[str, set[str]] = defaultdict(set)
        self.given: dict[str, set[str]] = defaultdict(set)
        self.surnames: dict[str, set[str]] = defaultdict(set)
        for person in people:
            if person.initials:
                self.given[_flat(person.initials)].add(person.name)
            self.surnames[_flat(person.name.split()[-1])].add(person.name)
            for key in _keys(person):
                self.by_key[key].add(person.name)

    def resolved(self, written: str) -> str:
        """The full name. Initials that two people share, or nobody has, stay as they are."""
        written = re.sub(r"^(?:the|by|for)\s+", "", written.strip(" .:()[]"), flags=re.IGNORECASE)
        known = self._known(written)
        return next(iter(known)) if len(known) == 1 else written

    def knows(self, written: str) -> bool:
        return bool(self._known(written))

    def _known(self, written: str) -> set[str]:
        """ "Cllr Roe" may stand in the list as Councillor J Roe."""
        key, (title, bare) = _flat(written), split_title(written)
        found = self.given.get(key) or self.by_key.get(key) or self.by_key.get(_flat(bare))
        return found or (self.surnames.get(_flat(bare), set()) if title else set())

    def known(self, text: str) -> list[str]:
        """The owners that a text consists of, if the list has the first and the others seem to be people."""
        pieces = [piece.strip(" .:()[]") for piece in _SPLIT.split(text)]
        pieces = [piece for piece in pieces if piece]
        return [self.resolved(piece) for piece in pieces] if self._begins_known(pieces) else []

    def _begins_known(self, pieces: list[str]) -> bool:
        others = (self._is_owner(piece) or re.fullmatch(r"[A-Z][a-z]+", piece) for piece in pieces[1:])
        return bool(pieces) and self.knows(pieces[0]) and all(others)

    def named(self, text: str) -> list[str]:
        """The owners that a text consists of; none when it says anything else."""
        pieces = [piece.strip(" .:()[]") for piece in _SPLIT.split(text.strip(" .:()[]"))]
        pieces = [piece for piece in pieces if piece]
        return [self.resolved(piece) for piece in pieces] if pieces and all(map(self._is_owner, pieces)) else []

    def listed(self, text: str) -> list[str]:
        """The owners in a cell that holds nothing else, whoever they are."""
        pieces = (piece.strip(" .:()[]") for piece in _SPLIT.split(text))
        return list(dict.fromkeys(self.resolved(piece) for piece in pieces if piece))

    def subject(self, text: str) -> list[str]:
        """The owners before "to" or "will": also a group or body that the attendance list does not know."""
        if found := self.named(text):
            return found
        words = text.split()
        if not words or len(words) > 6 or words[0].lower().strip(",") in _ORDERS:
            return []
        is_body = all(
            word[0].isupper() or word in ("of", "the", "for", "and", "&", "working", "group") for word in words
        )
        return [self.resolved(text)] if is_body and words_in(text) else []

    def _is_owner(self, piece: str) -> bool:
        if piece.split()[0].lower() in _ORDERS and not self.knows(piece):
            return False
        return self.knows(piece) or bool(_INITIALS.match(piece) or _GENERAL.match(piece)) or is_name(piece)


def _flat(text: str) -> str:
    return re.sub(r"[\s.’']", "", text).lower()


def _keys(person: Attendee) -> set[str]:
    title, bare = split_title(person.name)
    words = bare.split()
    keys = {_flat(initials_of(person.name)), _flat(person.name), _flat(bare)}
    if len(words) > 1:
        keys |= {_flat(f"{words[0][0]}{words[-1]}"), _flat(f"{words[0][0]}{words[-1][0]}")}
        keys |= {_flat(words[0])} if len(words[0].strip(".")) > 1 else set()
        keys |= {_flat(f"{title}{words[-1]}")} if title else {_flat(f"{words[0]}{words[-1][0]}")}
    return keys
