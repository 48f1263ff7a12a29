"""Queries whose SQL each process writes once.

Django writes the SQL of a queryset anew whenever it is asked. On a page that shows a few rows this takes several times
as long as the database needs to answer. For what every reader asks, `written` keeps the SQL and puts in new values.

    @written
    def meetings_to_come(today: date) -> QuerySet[Meeting]:
        return Meeting.objects.to_come(today).for_lists()[:5]

    meetings_to_come(date(2026, 11, 25))  # a list of Meetings

    @written
    def owners_of(actions: list[int]) -> QuerySet[ActionOwner]:
        return ActionOwner.objects.filter(action__in=actions)

    owners_of([3, 4, 7])  # a list of ActionOwners
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import suppress
from copy import copy
from datetime import UTC, date, datetime
from functools import wraps
from itertools import count

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet

#: As many ids as a list may have to be asked for in SQL that is kept: those of the longest page of a list.
MOST_LISTED = 50
#: No record has it.
NO_ID = 0

#: Values that no query mentions by itself: where they turn up in the SQL's parameters, an argument belongs.
STRANGE: dict[type, Callable[[int], object]] = {
    date: lambda number: date(1801, 1, 1 + number),
    datetime: lambda number: datetime(1802, 1, 1 + number, tzinfo=UTC),
    int: lambda number: 32_101 + number,  # fits the smallest column of numbers
    str: lambda number: f"\x02{number}\x03",
    list: lambda number: [31_000 - number * MOST_LISTED - place for place in range(MOST_LISTED)],
}

#: The largest numbers that columns hold, largest first. Django asks nothing of the database beyond them.
LARGEST = (2**63 - 1, 2**31 - 1, 2**15 - 1)


def written(find: Callable[..., QuerySet]) -> Callable[..., list]:
    """Ask what `find` asks, and get a list. Its arguments are days, moments, numbers and texts, each compared as it is,
    and lists of ids that something is one of.

    `find` is called once for all, so what it asks may depend on its arguments in no other way. Raises ValueError
    when an argument does not turn up in the query, such as a text that is searched for within others, and for None,
    which SQL compares in words of its own.
    """
    known: dict[str, Written] = {}

    @wraps(find)
    def ask(*arguments) -> list:
        if None in arguments:
            raise ValueError(f"{find.__qualname__}: None is asked for in other SQL")
        vendor = connections[DEFAULT_DB_ALIAS].vendor
        if vendor not in known:
            known[vendor] = Written(find, [type(argument) for argument in arguments])
        fits = known[vendor].fits(arguments)
        return known[vendor].rows(arguments) if fits else list(find(*arguments))

    return ask


def under(rows: list[Model], key: str) -> dict[int, list[Model]]:
    """Rows by what they belong to: under(seats, "committee_id")[3] are the seats of committee 3, [] if it has none."""
    found = defaultdict(list)
    for row in rows:
        found[getattr(row, key)].append(row)
    return found


def keep(record: Model, name: str, rows: list[Model]) -> None:
    """As `prefetch_related(name)` does: `record.<name>.all()` gives these rows from now on, each with its `record`, and
    asks nothing."""
    manager = getattr(record, name)
    found = manager.all()
    found._result_cache, found._prefetch_done = rows, True
    for row in rows:
        setattr(row, manager.field.name, record)
    vars(record).setdefault("_prefetched_objects_cache", {})[name] = found


class Written:
    """One query in one database's SQL, with the places of its arguments."""

    def __init__(self, find: Callable[..., QuerySet], types: list[type]):
        numbers = count()
        strangers = [STRANGE[kind](next(numbers)) for kind in types]
        self.queryset = find(*strangers)
        self.compiler = self.queryset.query.get_compiler(DEFAULT_DB_ALIAS)
        self.sql, self.parameters = self.compiler.as_sql()
        marks = _values(strangers)
        self.places = [(place, marks.index(each)) for place, each in enumerate(self.parameters) if each in marks]
        found = [self.parameters[place] for place, _ in self.places]
        for argument, stranger in enumerate(strangers):
            if any(mark not in found for mark in _values([stranger])):
                raise ValueError(f"{find.__qualname__}: argument {argument} does not turn up in the query as it is")
        self.limits = [
            (argument, self._limit(find, strangers, argument))
            for argument, kind in enumerate(types)
            if kind in (int, list)
        ]

    def fits(self, arguments: tuple) -> bool:
        """Is every number one that its column can hold, and no list too long? What is larger is asked for in other SQL,
        or not at all."""
        asked = [(_listed(arguments[argument]), limit) for argument, limit in self.limits]
        return all(len(numbers) <= MOST_LISTED and max(numbers, default=NO_ID) <= limit for numbers, limit in asked)

    def rows(self, arguments: tuple) -> list:
        parameters, values = list(self.parameters), _values(arguments)
        for place, value in self.places:
            parameters[place] = values[value]
        compiler = copy(self.compiler)
        compiler.connection = connections[DEFAULT_DB_ALIAS]  # each thread has its own
        compiler.as_sql = lambda *_, **__: (self.sql, tuple(parameters))
        asked = self.queryset._chain()
        asked.query.get_compiler = lambda *_, **__: compiler
        return list(asked)

    def _limit(self, find: Callable[..., QuerySet], strangers: list, argument: int) -> int:
        """The largest number at an argument's place for which the SQL is the same."""
        for limit in LARGEST:
            is_list = isinstance(strangers[argument], list)
            largest = [limit - place for place in range(MOST_LISTED)] if is_list else limit
            asked = find(*strangers[:argument], largest, *strangers[argument + 1 :])
            with suppress(EmptyResultSet):
                if asked.query.get_compiler(DEFAULT_DB_ALIAS).as_sql()[0] == self.sql:
                    return limit
        return max(_listed(strangers[argument]))


def _listed(argument: int | list[int]) -> list[int]:
    return argument if isinstance(argument, list) else [argument]


def _values(arguments: Iterable) -> list:
    """As they stand in SQL's parameters. A list is filled up with what changes nothing it says."""
    values = []
    for argument in arguments:
        values += _filled_up(argument) if isinstance(argument, list) else [_adapted(argument)]
    return values


def _filled_up(ids: list[int]) -> list[int]:
    return ids + [NO_ID] * (MOST_LISTED - len(ids))


def _adapted(value):
    operations = connections[DEFAULT_DB_ALIAS].ops
    if isinstance(value, datetime):
        return operations.adapt_datetimefield_value(value)
    return operations.adapt_datefield_value(value) if isinstance(value, date) else value
