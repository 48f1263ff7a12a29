"""Finding: what somebody asked for, or what they may have meant, a page at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from compact_portal.access.roles import is_officer
from compact_portal.lists import PER_PAGE
from compact_portal.remembered import once_per_request
from compact_portal.search.backends import engine
from compact_portal.search.backends.asking import MARK, MOST_RANKED, UNMARK, Match, Narrowed
from compact_portal.search.choices import Audience
from compact_portal.search.models import Place
from compact_portal.search.vocabulary import mended
from compact_portal.search.words import Asked, read_asked
from compact_portal.written import written

#: Ways to mend what was typed that are tried, until one finds something.
MOST_WAYS = 4


def audiences_of(user) -> list[str]:
    return [Audience.EVERYONE.value, *([Audience.OFFICERS.value] if is_officer(user) else [])]


@once_per_request
def places() -> list[tuple[int, str]]:
    return _places()


@written
def _places() -> QuerySet[Place]:
    return Place.objects.order_by("name", "pk").values_list("pk", "name")


@dataclass(frozen=True)
class Found:
    """What fits, best first: ids for all of it, and one page read when it is shown."""

    asked: Asked
    narrowed: Narrowed
    ids: Sequence[int] = ()
    number: int = 1
    instead_of: Asked = field(default_factory=lambda: Asked(()))  # what was typed, where its words were mended

    @property
    def count(self) -> int:
        return len(self.ids)

    @property
    def is_cut_off(self) -> bool:
        """There may be more than were ranked."""
        return self.count >= MOST_RANKED

    @property
    def first_shown(self) -> int:
        return (self.number - 1) * PER_PAGE + 1

    @property
    def pages(self) -> int:
        return -(-self.count // PER_PAGE)

    @cached_property
    def rows(self) -> list[Match]:
        """One page, each with a title and a passage in which what was looked for is marked. One query."""
        ids = self.ids[(self.number - 1) * PER_PAGE : self.number * PER_PAGE]
        known = engine().matches(self.asked, self.narrowed, ids) if ids else {}
        rows = [known[pk] for pk in ids if pk in known]
        return [replace(row, title=marked(row.title), passage=marked(row.passage)) for row in rows]

    # The words of a ListPage, for the links to earlier and later pages.

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def has_next(self) -> bool:
        return self.number < self.pages

    @property
    def previous_number(self) -> int:
        return self.number - 1

    @property
    def next_number(self) -> int:
        return self.number + 1


def find(typed: str, narrowed: Narrowed, *, page: int = 1, as_typed: bool = False) -> Found:
    """What fits the words; where nothing does, what fits words a typing mistake away, numbers with or without their
    comma, or all words but one. Two queries at most, and one for each of the MOST_WAYS in which they can be mended.

    A mended word comes from what this reader may find, and is only used when it does find something.
    """
    asked = read_asked(typed)
    if not asked:
        return Found(asked, narrowed)
    ids = engine().ranked(asked, narrowed)
    found = Found(asked, narrowed, ids)
    if not ids and not as_typed:
        near = mended(asked.words, narrowed.audiences)
        for better in islice(chain(_ways_to_mend(asked, near), asked.without_one()), MOST_WAYS):
            if ids := engine().ranked(better, narrowed):
                found = Found(better, narrowed, ids, instead_of=asked)
                break
    return replace(found, number=min(max(page, 1), max(found.pages, 1)))


def _ways_to_mend(asked: Asked, near: dict[str, list[str]]) -> Iterator[Asked]:
    """Numbers the other way; every mistyped word by the nearest there is; then one of them by one that is less near."""
    if (otherwise := asked.with_numbers_otherwise()) != asked:
        yield otherwise
    nearest = {word: others[0] for word, others in near.items()}
    if nearest:
        yield asked.with_words(nearest)
    for word, others in near.items():
        for other in others[1:]:
            yield asked.with_words({**nearest, word: other})


def marked(passage: str) -> SafeString:
    """Escaped, with what was looked for in <mark>."""
    safe = escape(passage).replace(MARK, "<mark>").replace(UNMARK, "</mark>")
    return mark_safe(safe)  # noqa: S308 (escaped above)
