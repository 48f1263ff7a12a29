"""A line typed while people talked, read as a decision or an action. What was read is shown to be corrected."""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from compact_portal.dates import add_months
from meetings.choices import DecisionKind, DueRule
from meetings.models import Attendance
from meetings.old_minutes.actions import read_action
from meetings.old_minutes.dates import dates_in, month_of
from meetings.old_minutes.draft import Attendee
from meetings.old_minutes.owners import Owners
from meetings.written_dates import MONTHS, WEEKDAYS

_ACTION = re.compile(r"^\W*(?:new )?(?:actions?|ap)(?: points?| required)?\s*\d*\s*(?:[:–—-]+\s*|by\s+|for\s+)", re.I)
_WHO = re.compile(
    r"^(?:the )?(?P<who>.{1,70}?)\s+(?:to|will|shall|agreed to|is to|are to|offered to|undertook to)\s+(?P<what>\S.*)$",
    re.S,
)
_DECISION = re.compile(
    r"^\W*(?:it was )?(?:unanimously )?(?P<how>resolved|agreed|noted|decisions?|decided|resolution)\b"
    r"\s*[:–—-]*\s*(?:that\b[:,]?\s+)?(?P<what>\w.*)?\W*$",
    re.I | re.S,
)
_KINDS = {"resolved": DecisionKind.RESOLVED, "resolution": DecisionKind.RESOLVED, "noted": DecisionKind.NOTED}
_NUMBERS = ("a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_SPAN = re.compile(
    rf"\b(?:within|in) (an?|one|{'|'.join(_NUMBERS[1:])}|\d{{1,3}}) (day|week|fortnight|month|year)s?", re.I
)
_WEEKDAY = re.compile(rf"\b({'|'.join(WEEKDAYS)})\b", re.I)
_BY = re.compile(r"\b(?:by|before|until)\s[^,.;:]{2,30}\.?$", re.I)
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?![\d/])")
_END_OF_MONTH = re.compile(rf"\bend of (?:the )?(month|{'|'.join(MONTHS)})(?: (\d{{4}}))?", re.I)


@dataclass(frozen=True)
class SpokenAction:
    """`owners` are names of the attendance list where it knows them, else as they were typed."""

    text: str
    owners: list[str]
    due_rule: str = DueRule.NONE
    due_on: date | None = None


@dataclass(frozen=True)
class SpokenDecision:
    text: str
    kind: str = DecisionKind.AGREED


def spoken_decision(line: str) -> SpokenDecision:
    """ "RESOLVED that a group be set up": resolved, "A group be set up"."""
    found = _DECISION.match(line.strip())
    if found is None:
        return SpokenDecision(line.strip())
    return SpokenDecision(begun(found["what"] or line.strip()), _KINDS.get(found["how"].lower(), DecisionKind.AGREED))


def spoken_action(line: str, lines: Iterable[Attendance], held_on: date | None) -> SpokenAction:
    """ "Action: Ross to write by 3 March": "Write", Ross Diamond, the first 3 March after the meeting."""
    known = Owners(Attendee(name=each.name, initials=each.initials) for each in lines)
    said = _ACTION.sub("", line.strip(), count=1)
    read = read_action(said, "", known)
    owners = [each for each in read.owners if known.knows(each) or begins_with(said, each)]
    is_certain = owners == read.owners and all(map(known.knows, owners))
    text = what_is_to_be_done(read.text, owners, known) if is_certain else said
    due = read.due or due_at_the_end(text)
    rule, day = due_meant(due, held_on)
    if rule != DueRule.NONE:
        text = re.sub(rf"[\s,(–-]*{re.escape(due)}[)\s]*(?=\.?$)", "", text) or text
    elif due.lower() not in text.lower():
        text = f"{text.rstrip('.')} {due}"  # no day is meant by it, and no word is lost
    return SpokenAction(begun(text), owners, rule, day)


def begins_with(said: str, owner: str) -> bool:
    return said.casefold().removeprefix("the ").startswith(owner.casefold())


def due_at_the_end(text: str) -> str:
    found = _BY.search(text)
    return found[0].rstrip(".") if found else ""


def what_is_to_be_done(text: str, owners: list[str], known: Owners) -> str:
    """Without the names at the beginning, where the attendance list has them all: they stand beside the action."""
    found = _WHO.match(text)
    is_certain = owners and all(map(known.knows, owners))
    return found["what"] if found and is_certain and known.subject(found["who"]) == owners else text


def begun(text: str) -> str:
    return (text[:1].upper() + text[1:]).strip()


def due_meant(words: str, held_on: date | None) -> tuple[str, date | None]:
    """The rule and the day that "by 3 March" or "at the next meeting" mean, counted from the day of the meeting."""
    if "meeting" in words.lower() and not dates_in(words):
        return DueRule.NEXT_MEETING, None
    if not words or held_on is None:
        return DueRule.NONE, None
    span = _SPAN.search(words)
    if span and span[2].lower() == "year" and count_in(span[1]) == 1:
        return DueRule.IN_A_YEAR, None
    day = day_in(words, held_on) or (after_span(span, held_on) if span else None)
    return (DueRule.DATE, day) if day and day >= held_on else (DueRule.NONE, None)


def day_in(words: str, held_on: date) -> date | None:
    for found in dates_in(words):
        return found.day or first_after(found.written, held_on)
    if found := _SLASHED.search(words):
        month = int(found[2])
        return first_after(f"{int(found[1])} {MONTHS[month - 1]}", held_on) if 1 <= month <= 12 else None
    if found := _END_OF_MONTH.search(words):
        month = held_on.month if found[1].lower() == "month" else month_of(found[1])
        year = int(found[2] or held_on.year + (month < held_on.month))
        return date(year, month, monthrange(year, month)[1])
    if found := _WEEKDAY.search(words):
        return held_on + timedelta(days=(WEEKDAYS.index(found[1].capitalize()) - held_on.weekday() - 1) % 7 + 1)
    return None


def first_after(written: str, held_on: date) -> date | None:
    """ "3 March" without a year is the next one after the meeting. There is not a 29 February in every year."""
    days = [day.day for year in range(4) for day in dates_in(f"{written} {held_on.year + year}")]
    return next((day for day in days if day and day >= held_on), None)


def count_in(word: str) -> int:
    if word.isdigit():
        return int(word)
    return _NUMBERS.index(word.lower()) + 1 if word.lower() in _NUMBERS else 1


def after_span(span: re.Match, held_on: date) -> date:
    count, unit = count_in(span[1]), span[2].lower()
    if unit in ("month", "year"):
        return add_months(held_on, count * (12 if unit == "year" else 1))
    return held_on + timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit])
