"""Due dates for a list: whose, of which kind, from where to where."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db.models import Q, QuerySet, prefetch_related_objects

from compact_portal.deadlines.models import DueDate
from compact_portal.deadlines.recipients import recipients_of
from compact_portal.deadlines.responsible import Responsible
from compact_portal.lists import PER_PAGE
from compact_portal.people.models import User

#: Rows of one day that a page may begin behind. Nobody has so much due on one day.
MOST_SKIPPED = 2000
#: Matches shown when a name fits several people.
MOST_PEOPLE = 10
#: Rows of a download whose people are read together.
AT_A_TIME = 500


def due_dates(
    user, *, today: date, kind: str = "", overdue: bool = False, person: User | None = None
) -> QuerySet[DueDate]:
    """The open due dates `user` may see, soonest first: officers see everybody's, others their own."""
    found = DueDate.objects.visible_to(user, sees_all=user.has_perm("deadlines.see_all_due_dates"))
    found = found.waiting_for(person) if person else found
    found = found.filter(source=kind) if kind else found
    found = found.filter(due__lt=today) if overdue else found
    return found.soonest_first()


def with_recipients(due_dates: Iterable[DueDate]) -> list[DueDate]:
    """The same rows, each with the people it means today as `recipients`: five queries at most."""
    rows = list(due_dates)
    prefetch_related_objects(rows, "responsibilities")
    groups = [[Responsible(each.who, each.of) for each in row.responsibilities.all()] for row in rows]
    for row, recipients in zip(rows, recipients_of(groups), strict=True):
        row.recipients = recipients
    return rows


def all_with_recipients(due_dates: QuerySet[DueDate]) -> Iterator[DueDate]:
    """For a download of any length."""
    rows = due_dates.iterator(chunk_size=AT_A_TIME)
    while batch := with_recipients(islice(rows, AT_A_TIME)):
        yield from batch


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

    rows: list[DueDate]
    is_first: bool
    next_first: date | None = None
    next_skip: int = 0


def page_of(due_dates: QuerySet[DueDate], *, first: date | None = None, skip: int = 0) -> DuePage:
    """One page of a list that begins on `first`, behind `skip` rows; reads one row past the page."""
    found = due_dates.filter(due__gte=first) if first else due_dates
    rows = list(found[skip : skip + PER_PAGE + 1])
    is_first = first is None
    if len(rows) <= PER_PAGE:
        return DuePage(rows, is_first)
    shown = rows[:PER_PAGE]
    ends_on = shown[-1].due
    seen = sum(row.due == ends_on for row in shown)
    return DuePage(shown, is_first, next_first=ends_on, next_skip=seen + (skip if first == ends_on else 0))
