"""Dates as people write them: "Monday 12th January 2014". The weekday and the date are read apart, to be compared."""

import re
from datetime import date

from compact_portal.wording import short_date

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

#: A weekday counts only beside its date: "they sat on 12 January" names none.
_WRITTEN = re.compile(
    r"\b(?:(mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]?\s+(?:the\s+)?)?"
    r"(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?\s+"
    r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[.,]?(?:\s+(\d{4}))?\b",
    re.IGNORECASE,
)


def parse_written_date(text: str) -> tuple[str | None, date | None]:
    """The weekday's name and the date, each None where the text has none or has one that does not exist."""
    found = _WRITTEN.search(text)
    if found is None:
        return None, None
    weekday, day, month, year = found.groups()
    return name_of(WEEKDAYS, weekday) if weekday else None, date_of(day, month, year) if year else None


def weekday_mismatch(text: str) -> str | None:
    """A sentence when the weekday is not that of the date: "12 January 2014 was a Sunday, not a Monday."."""
    weekday, day = parse_written_date(text)
    if weekday is None or day is None or WEEKDAYS[day.weekday()] == weekday:
        return None
    return f"{short_date(day)} was a {WEEKDAYS[day.weekday()]}, not a {weekday}."


def name_of(names: tuple[str, ...], start: str) -> str:
    return next(name for name in names if name.lower().startswith(start.lower()))


def date_of(day: str, month: str, year: str) -> date | None:
    try:
        return date(int(year), MONTHS.index(name_of(MONTHS, month)) + 1, int(day))
    except ValueError:
        return None
