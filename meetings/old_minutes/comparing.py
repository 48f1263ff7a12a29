"""The words of the original against the words of the draft: what is missing, and what is new."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from meetings.old_minutes.draft import Draft
from meetings.old_minutes.lines import Line, words_of
from meetings.old_minutes.passages import Place

#: Lines that the draft keeps as they stand: their words are read into fields, and the line stays beside them.
_KEPT_WHOLE = (Place.HEADER, Place.ATTENDANCE, Place.FURNITURE, Place.NEXT)


@dataclass(frozen=True)
class Difference:
    """Words, each as often as the original has it more often than the draft, and the other way round."""

    missing: tuple[str, ...]
    new: tuple[str, ...]


def compare(lines: Iterable[Line], draft: Draft) -> Difference:
    original = Counter(word for line in lines for word in words_of(line.text))
    missing = original - Counter(_words_held(draft))
    known = {word.casefold() for word in original}
    new = dict.fromkeys(word for word in _words_read(draft) if word.casefold() not in known)
    return Difference(tuple(missing.elements()), tuple(new))


def _words_held(draft: Draft) -> Iterable[str]:
    """Every word that has a place: in items, unplaced, or in a line that is kept whole."""
    for line in draft.lines:
        if line.place in _KEPT_WHOLE:
            yield from words_of(line.text)
    for item in draft.items:
        yield from words_of(" ".join([item.number, item.title, item.presenters, item.text]))
    for text in [*draft.unplaced, *draft.kept]:
        yield from words_of(text)


def _words_read(draft: Draft) -> Iterable[str]:
    """Every word that the draft says of itself, in any field."""
    for person in draft.attendees:
        yield from words_of(" ".join([person.name, person.initials, person.role, person.organisation, person.group]))
    for item in draft.items:
        yield from words_of(f"{item.title} {item.text}")
    for said in [*draft.decisions, *draft.actions]:
        yield from words_of(said.text)
    for text in [draft.title, draft.venue, *draft.next_meetings, *draft.unplaced]:
        yield from words_of(text)
