"""Due dates for a list: whose, of which kind, from where to where."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from django.db.models import Q

from compact_portal.deadlines import engine
from compact_portal.deadlines.engine import Deadline, DeadlineSource
from compact_portal.lists import PER_PAGE
from compact_portal.people.models import User

#: A day after every due date. Not `date.max`: sources add to it.
FAR_OFF = date(2999, 12, 31)
#: Rows of one day that a page may begin behind. Nobody has so much due on one day.
MOST_SKIPPED = 2000
#: Matches shown when a name fits several people.
MOST_PEOPLE = 10


def due_dates(
    user,
    *,
    today: date,
    kind: str = "",
    overdue: bool = False,
    person: User | None = None,
    first: date | None = None,
    batch: int = engine.BATCH,
) -> Iterator[Deadline]:
    """The open deadlines `user` may see, due on `first` or later, soonest first.

    Officers see everybody's, others their own. What is private to those responsible stays theirs alone.
    """
    last = today - timedelta(days=1) if overdue else FAR_OFF
    chosen = [source for source in engine.sources.values() if kind in ("", source.name)]
    return engine.soonest_first(*(_visible(source, user, person, first, last, batch) for source in chosen))


def _visible(
    source: DeadlineSource, user, person: User | None, first: date | None, last: date, batch: int
) -> Iterator[Deadline]:
    """One source's share of the list."""
    sees_all = user.has_perm("deadlines.see_all_due_dates") and not source.private
    if sees_all and person is None:
        return source.open_until(last, first=first, batch=batch)
    if sees_all or person in (None, user):
        found = source.waiting_for(person or user, batch=batch)
        return (deadline for deadline in found if (first or date.min) <= deadline.due <= last)
    return iter(())


def people_called(words: str) -> list[User]:
    """Those who sign in and whose name or email contains `words`; at most a handful."""
    matches = Q(person__name__icontains=words) | Q(email__icontains=words)
    found = User.objects.active().filter(matches).select_related("person").order_by("person__name", "pk")
    return list(found[:MOST_PEOPLE])


@dataclass(frozen=True, slots=True)
class DuePage:
    """Some rows, and where the next page begins: on which day, behind how many rows of that day.

    A place in the list instead of a number: the hundredth page costs no more than the first.
    """

    rows: list[Deadline]
    is_first: bool
    next_first: date | None = None
    next_skip: int = 0


def page_of(deadlines: Iterator[Deadline], *, first: date | None = None, skip: int = 0) -> DuePage:
    """One page of a list that begins on `first`, behind `skip` rows; reads one row past the page."""
    rows = list(islice(deadlines, skip, skip + PER_PAGE + 1))
    is_first = first is None
    if len(rows) <= PER_PAGE:
        return DuePage(rows, is_first)
    shown = rows[:PER_PAGE]
    ends_on = shown[-1].due
    seen = sum(row.due == ends_on for row in shown)
    return DuePage(shown, is_first, next_first=ends_on, next_skip=seen + (skip if first == ends_on else 0))
