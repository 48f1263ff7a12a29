"""Dates and times in every way English minutes write them, each with where it stands in the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from meetings.written_dates import MONTHS, name_of

_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?(?:\b|(?=\d))[.,]?\s*(?:the\s+)?)"
_MONTH = r"(jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\.?"
_YEAR = r"((?:19|20)\d\d|[‘’']\d\d)"
_WORDED = re.compile(
    rf"\b{_WEEKDAY}?(?:\b|(?<=day))(\d{{1,2}})(?:(?:\s?(?:st|nd|rd|th))?(?:\s+day)?(?:\s+of)?[\s-]+|(?:st|nd|rd|th)){_MONTH}(?:,?[\s-]+{_YEAR}\b)?",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"\b{_WEEKDAY}?\b{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)(?:,?\s+{_YEAR}\b)?", re.IGNORECASE
)
_NUMBERS = re.compile(rf"{_WEEKDAY}?(?<![\d/.£-])(\d{{1,2}})([./-])(\d{{1,2}})\2(\d{{4}}|\d{{2}})(?![\d/-])", re.I)
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)")
_CLOCK = (
    r"(?:\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\b\.?|noon|hrs|hours|o[’']clock)|\d{1,2}[:.]\d\d|12?\s?noon|noon|midday)"
)
#: "at 2pm", "(5.00 p.m. – 6.45 p.m.)", "from 10.00 to 12.30".
TIMES = re.compile(
    rf"[(,]?\s*\b(?:at|from|between|commencing at|starting at|commencing)?\s*{_CLOCK}"
    rf"(?:\s*(?:[-–—]|to|until|till|and)\s*{_CLOCK})?\s*\)?",
    re.IGNORECASE,
)
_SHORT_TIMES = re.compile(r"(?<![.:\d])\b\d{1,2}\s*[-–]\s*\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\b\.?", re.IGNORECASE)


@dataclass(frozen=True)
class WrittenDate:
    start: int
    end: int
    written: str
    #: None where the text has no year, or names a day that does not exist.
    day: date | None


def dates_in(text: str) -> list[WrittenDate]:
    """Every date, in the order of the text."""
    found = sorted(_found(text), key=lambda each: (each.start, -each.end))
    kept: list[WrittenDate] = []
    for each in found:
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept


def _found(text: str) -> Iterator[WrittenDate]:
    for match in _WORDED.finditer(text):
        yield _written(match, match[3], month_of(match[2]), match[1])
    for match in _MONTH_FIRST.finditer(text):
        yield _written(match, match[3], month_of(match[1]), match[2])
    for match in _NUMBERS.finditer(text):
        yield _written(match, match[4], match[3], match[1])
    for match in _ISO.finditer(text):
        yield _written(match, match[1], match[2], match[3])


def month_of(start: str) -> int:
    return MONTHS.index(name_of(MONTHS, start[:3])) + 1


def _written(match: re.Match, year: str | None, month: int | str, day: str) -> WrittenDate:
    return WrittenDate(match.start(), match.end(), match[0].strip(), _day(year, int(month), int(day)))


def _day(year: str | None, month: int, day: int) -> date | None:
    """A year of two digits is of this century up to 69, as everywhere."""
    if year is None:
        return None
    number = int(year.strip("‘’'"))
    century = 0 if number > 99 else 2000 if number < 70 else 1900
    try:
        return date(century + number, month, day)
    except ValueError:
        return None


def without_times(text: str) -> str:
    return TIMES.sub(" ", _SHORT_TIMES.sub(" ", text))
