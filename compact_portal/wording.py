"""Days and times in the words the pages use: "Monday 12 January 2015", "6:45pm", "3 working days late"."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from compact_portal.dates import Computation, working_days_between


def long_date(day: date) -> str:
    """Monday 12 January 2015. A moment is put into London time first."""
    day = _in_london(day)
    return f"{day:%A} {day.day} {day:%B %Y}"


def day_and_month(day: date) -> str:
    """Monday 12 January: for days whose year nobody doubts."""
    day = _in_london(day)
    return f"{day:%A} {day.day} {day:%B}"


def short_date(day: date) -> str:
    """12 January 2015."""
    day = _in_london(day)
    return f"{day.day} {day:%B %Y}"


def clock(moment: time | datetime) -> str:
    """5pm, 6:45pm, midday, midnight."""
    moment = _in_london(moment)
    if (moment.hour, moment.minute) in ((0, 0), (12, 0)):
        return "midday" if moment.hour else "midnight"
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{'am' if moment.hour < 12 else 'pm'}"


def date_and_time(moment: datetime) -> str:
    """Monday 12 January 2015, 5pm."""
    return f"{long_date(moment)}, {clock(moment)}"


def time_range(start: time | datetime, end: time | datetime | None = None) -> str:
    """5pm to 6:45pm."""
    return clock(start) if end is None else f"{clock(start)} to {clock(end)}"


def near_date(day: date, today: date) -> str:
    """Monday 12 January; with the year when it is not this one."""
    return day_and_month(day) if day.year == today.year else long_date(day)


def count_of(number: int, noun: str) -> str:
    """1 working day, 2 working days."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def when_due(due: date, today: date) -> str:
    """How far off: "3 working days late", "today", "tomorrow", "in 2 working days".

    Over a weekend, where no working day lies in between, calendar days are counted; from a year on, years.
    """
    days = (due - today).days
    if days in (0, 1):
        return "tomorrow" if days else "today"
    distance = _distance(min(due, today), max(due, today))
    return f"{distance} late" if days < 0 else f"in {distance}"


def _distance(first: date, last: date) -> str:
    days = (last - first).days
    if days >= 365:
        return count_of(days // 365, "year")
    working = working_days_between(first, last)
    return count_of(working, "working day") if working else count_of(days, "day")


@dataclass(frozen=True, slots=True)
class DueWords:
    """A due date in a list: what stands out, and the rest in small print."""

    headline: str
    detail: str
    is_late: bool


def due_words(due: date, today: date, *, is_near: bool = True) -> DueWords:
    """Near: "In 2 working days" over "Tuesday 24 November". Far: "8 December" over "Tuesday"."""
    if is_near:
        distance = when_due(due, today)
        return DueWords(distance[0].upper() + distance[1:], near_date(due, today), due < today)
    year = "" if due.year == today.year else f" {due.year}"
    return DueWords(f"{due.day} {due:%B}{year}", f"{due:%A}", is_late=False)


def how_computed(computation: Computation) -> str:
    """One or two sentences: from which day, how many days, which bank holidays were left out."""
    side = "before" if computation.count < 0 else "after"
    text = f"{count_of(abs(computation.count), computation.unit)} {side} {long_date(computation.start)}"
    if computation.skipped:
        names = ", ".join(f"{name} ({day_and_month(day)})" for day, name in computation.skipped)
        text += f", leaving out {names}"
    text += "."
    if not computation.is_certain:
        text += f" Bank holidays are known until {_known_until(computation)} only."
    return text


def _known_until(computation: Computation) -> str:
    return long_date(computation.holidays_known_until) if computation.holidays_known_until else "no date"


def _in_london(value):
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value
