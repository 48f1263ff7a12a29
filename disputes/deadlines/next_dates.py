"""What comes next in each of several disputes: read from the table of due dates, in one query."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from compact_portal.deadlines.models import DueDate
from compact_portal.written import written
from disputes.deadlines.stages import StagesDue, TimetablesDue
from disputes.deadlines.taking_up import ChampionsAsked
from disputes.models import Dispute

#: What a date of a timetable is called for somebody who watches it.
IN_A_LIST = {
    "timetable": "Timetable",
    "statement": "Statements",
    "dispute": "Meeting",
    "comment": "Comments on the facts",
    "outcome": "Outcome",
}


@dataclass(frozen=True, slots=True)
class NextDate:
    """What comes next in a dispute, for a list of several: "Statements", "Stage 1"."""

    what: str
    due: date


def next_dates(disputes: Iterable[Dispute]) -> dict[int, NextDate]:
    """The earliest date of each that has one, by its id: of its stage, or of its timetable. One query."""
    rows = _dates_of([dispute.pk for dispute in disputes])
    return {row.scope: NextDate(what_is_due(row), row.due) for row in rows}


@written
def _dates_of(disputes: list[int]) -> QuerySet[DueDate]:
    sources = (StagesDue.name, TimetablesDue.name, ChampionsAsked.name)
    return DueDate.objects.filter(source__in=sources, scope__in=disputes).order_by("-due", "source")


def what_is_due(row: DueDate) -> str:
    """From its key, which the sources make."""
    if row.source == ChampionsAsked.name:
        return "Champions take it up"
    return row.context if row.source == StagesDue.name else IN_A_LIST[row.key.split(":")[2]]
