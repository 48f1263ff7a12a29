"""Times of day as headings write them: "10.00am", "5pm – 6.45 p.m.", "14:00 – 16:00", "9.30am to 12 noon"."""

import re

_HALF = r"\s*(?:[ap]\.?\s?m\b\.?|noon\b|midday\b)"
_CLOCK = r"\d{1,2}[.:]\d{2}"
_TIME = rf"(?:{_CLOCK}(?:{_HALF})?|\d{{1,2}}{_HALF})"
#: The end of a span may be bare where its beginning is not: "10.00am – 12".
_SPAN = re.compile(
    rf"(?<![\d/.])(?:{_TIME}(?:\s*(?:-|–|—|to|until)\s*(?:{_TIME}|\d{{1,2}}\b))?)(?![/.]?\d)", re.IGNORECASE
)
#: 12.01.15 is a day.
_DAY = re.compile(r"\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b")


def time_in(text: str) -> str:
    """The first time, or span of times, as it is written; "" for none."""
    found = _SPAN.search(_DAY.sub(lambda day: "x" * len(day[0]), text))
    return found[0].strip() if found else ""
