"""A date in the three parts it was typed in."""

import re
from datetime import date
from typing import NamedTuple

#: Nothing here is older, and nobody plans further ahead: a year outside is a slip, as 1027 for 2027.
FIRST_YEAR, LAST_YEAR = 1900, 2199
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class DateParts(NamedTuple):
    """What was typed, as it was typed."""

    day: str = ""
    month: str = ""
    year: str = ""

    @classmethod
    def of(cls, value) -> "DateParts | None":
        """From a date, from text like 2015-01-12, or as it is. None for nothing."""
        if isinstance(value, cls) or not value:
            return value or None
        if not isinstance(value, date):
            try:
                value = date.fromisoformat(str(value).strip())
            except ValueError:
                return cls(day=str(value))
        return cls(str(value.day), str(value.month), str(value.year))

    @property
    def missing(self) -> list[str]:
        return [part for part, typed in self._asdict().items() if not typed]

    @property
    def impossible(self) -> list[str]:
        """Which parts can be in no date at all."""
        return [part for part, read in READERS.items() if read(getattr(self, part)) is None]

    @property
    def has_whole_year(self) -> bool:
        return bool(re.fullmatch(r"[0-9]{4}", self.year))

    def as_date(self) -> date:
        """Raises ValueError for what is not a real date."""
        if self.missing or self.impossible:
            raise ValueError(self)
        return date(*(READERS[part](getattr(self, part)) for part in ("year", "month", "day")))


def read_day(typed: str) -> int | None:
    return int(typed) if re.fullmatch(r"[0-9]{1,2}", typed) and 1 <= int(typed) <= 31 else None


def read_month(typed: str) -> int | None:
    """1, 01, Jan or January."""
    if re.fullmatch(r"[0-9]{1,2}", typed):
        return int(typed) if 1 <= int(typed) <= 12 else None
    name = typed.lower()[:3]
    return MONTHS.index(name) + 1 if name in MONTHS and typed.isalpha() else None


def read_year(typed: str) -> int | None:
    return int(typed) if re.fullmatch(r"[0-9]{4}", typed) and FIRST_YEAR <= int(typed) <= LAST_YEAR else None


READERS = {"day": read_day, "month": read_month, "year": read_year}
