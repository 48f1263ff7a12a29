"""Working days and bank holidays of England and Wales: the one place where due dates are computed.

A working day is Monday to Friday and not a bank holiday. Bank holidays stand in a table (`BankHoliday`) and are
read once per process, so that counting never asks the database.
"""

from bisect import bisect_left, bisect_right
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from time import monotonic

from django.apps import apps

#: Seconds after which another process's new bank holiday is noticed.
REMEMBERED_FOR = 600

ONE_DAY = timedelta(days=1)
A_YEAR = timedelta(days=365)
SATURDAY = 5


@dataclass(frozen=True)
class Holidays:
    """The bank holidays known, by day."""

    names: dict[date, str]
    read_at: float

    @cached_property
    def on_weekdays(self) -> list[date]:
        return sorted(day for day in self.names if day.weekday() < SATURDAY)

    @cached_property
    def known_until(self) -> date | None:
        return max(self.names, default=None)


_holidays: Holidays | None = None


def bank_holidays() -> Holidays:
    """Every bank holiday in the table, remembered by this process for ten minutes."""
    global _holidays
    if _holidays is None or monotonic() - _holidays.read_at > REMEMBERED_FOR:
        rows = apps.get_model("deadlines", "BankHoliday").objects.values_list("day", "name")
        _holidays = Holidays(dict(rows), monotonic())
    return _holidays


def forget_bank_holidays() -> None:
    """Read the table again at the next count; called when a bank holiday was added."""
    global _holidays
    _holidays = None


def holidays_end_soon(today: date) -> bool:
    """True from twelve months before the last bank holiday known: dates counted further may be wrong."""
    known_until = bank_holidays().known_until
    return known_until is None or known_until < today + A_YEAR


def is_working_day(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in bank_holidays().names


def add_working_days(day: date, count: int) -> date:
    """The working day `count` working days after `day` (before it, when negative); `day` itself is not counted.

    With a count of 0 the day comes back as it is, working day or not.
    """
    step = ONE_DAY if count > 0 else -ONE_DAY
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def working_days_between(first: date, last: date) -> int:
    """How many working days after `first`, up to and including `last`; negative when `last` comes first.

    The inverse of `add_working_days`: `working_days_between(day, add_working_days(day, n)) == n`.
    """
    if last < first:
        return -_working_days_in(last, first - ONE_DAY)
    return _working_days_in(first + ONE_DAY, last)


def _working_days_in(first: date, last: date) -> int:
    """Working days from `first` to `last`, both counted, by arithmetic: spans of years cost as little as a week."""
    if last < first:
        return 0
    weeks, rest = divmod((last - first).days + 1, 7)
    weekdays = weeks * 5 + sum((first.weekday() + extra) % 7 < SATURDAY for extra in range(rest))
    holidays = bank_holidays().on_weekdays
    return weekdays - (bisect_right(holidays, last) - bisect_left(holidays, first))


def roll_forward(day: date) -> date:
    """`day`, or the next working day when it is none."""
    return day if is_working_day(day) else add_working_days(day, 1)


def add_months(day: date, months: int) -> date:
    """The same day some calendar months later, or the last one of a month that is shorter: 30 November and 3 months
    is 28 February."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def clear_days_between(published: date, meeting: date) -> int:
    """Working days strictly between publication and meeting; neither day counts."""
    return max(0, working_days_between(published, meeting - ONE_DAY))


def clear_days_before(day: date, count: int) -> date:
    """The last working day to publish on, so that `count` clear working days lie before the meeting on `day`."""
    return add_working_days(day, -(count + 1))


@dataclass(frozen=True, slots=True)
class Computation:
    """A due date and how it came about, for a page that explains it."""

    due: date
    start: date
    count: int  # working days; negative when counted back
    unit: str  # "working day" or "clear working day"
    skipped: tuple[tuple[date, str], ...]  # bank holidays on weekdays in between
    holidays_known_until: date | None

    @property
    def is_certain(self) -> bool:
        """False when the count runs past the last bank holiday known: one may still be missing."""
        return self.holidays_known_until is not None and max(self.start, self.due) <= self.holidays_known_until


def compute_working_days(start: date, count: int) -> Computation:
    """`add_working_days`, with its reasons."""
    return _computation(add_working_days(start, count), start, count, "working day")


def compute_clear_days(meeting: date, count: int) -> Computation:
    """`clear_days_before`, with its reasons."""
    return _computation(clear_days_before(meeting, count), meeting, -count, "clear working day")


def _computation(due: date, start: date, count: int, unit: str) -> Computation:
    holidays = bank_holidays()
    first, last = sorted((start, due))
    days = holidays.on_weekdays[bisect_right(holidays.on_weekdays, first) : bisect_left(holidays.on_weekdays, last)]
    skipped = tuple((day, holidays.names[day]) for day in days)
    return Computation(due, start, count, unit, skipped, holidays.known_until)
