"""A second way to find a due date that shares no line with the first: day after day, over the published list.

It knows nothing of arithmetic on dates but "the next day".
"""

from datetime import date, timedelta

from compact_portal.deadlines.seed import published_holidays

TOMORROW = timedelta(days=1)
HOLIDAYS = {holiday["date"] for holiday in published_holidays()}


def works(day: date) -> bool:
    return day.strftime("%A") not in ("Saturday", "Sunday") and day not in HOLIDAYS


def walk(day: date, steps: int, *, only_work: bool) -> date:
    """`steps` days further, or `steps` days on which people work."""
    while steps > 0:
        day += TOMORROW
        if works(day) or not only_work:
            steps -= 1
    return day


def due(start: date, days: int, *, only_work: bool, changes=()) -> date:
    """`changes` are ("pause", first, last) and ("extension", day), in their order. Days, not weeks."""
    day = walk(start, days, only_work=only_work)
    for kind, *said in changes:
        if kind == "extension":
            day = said[0] if said[0] > day else day
        else:
            first, last = said
            day = walk(day, paused_days(first, last, only_work=only_work), only_work=only_work)
    while not works(day):
        day += TOMORROW
    return day


def paused_days(first: date, last: date, *, only_work: bool) -> int:
    counted = 0
    while first <= last:
        counted += works(first) or not only_work
        first += TOMORROW
    return counted
