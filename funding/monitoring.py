"""What an award asks of a group while it runs, by its value and the day it was accepted.

Compact, section 8.1: monitoring that fits the size of the award; section 8.2: three months' notice. The other figures
are ours: no source names any. Terms hold from a day on, and an award keeps those of the day it was accepted: what
changes is a new entry at the end of `TERMS`, and never an old one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from compact_portal.dates import Computation, add_months, compute_working_days
from funding.choices import ReportKind

A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Terms:
    """Money in pence."""

    since: date
    note_up_to: int  # a short note at the end is all
    yearly_up_to: int  # a report each year; above, every six months
    note_words: int  # at most, for each question
    report_words: int
    days_to_write: int  # working days after the time that a report is about
    days_to_read: int  # working days in which the funder answers
    notice_months: int


TERMS = (
    Terms(
        since=date(2015, 1, 1),
        note_up_to=10_000_00,
        yearly_up_to=100_000_00,
        note_words=150,
        report_words=500,
        days_to_write=20,
        days_to_read=10,
        notice_months=3,
    ),
)


@dataclass(frozen=True, slots=True)
class Planned:
    """One report: about the time up to `until`; `due` can say how it was counted."""

    kind: ReportKind
    until: date
    due: Computation


def terms_on(day: date) -> Terms:
    return max((each for each in TERMS if each.since <= day), key=lambda each: each.since, default=TERMS[0])


def end_of(accepted: date, years: int | None) -> date:
    """A round that does not say for how long it funds is taken to mean a year."""
    return add_months(accepted, A_YEAR * (years or 1))


def reports_of(amount: int, *, accepted: date, ends: date) -> Iterator[Planned]:
    """Those that an award of `amount` (pence) asks for, in their order."""
    terms = terms_on(accepted)
    if amount <= terms.note_up_to:
        yield planned(ReportKind.NOTE, ends, terms)
        return
    apart = A_YEAR if amount <= terms.yearly_up_to else A_YEAR // 2
    months = apart
    while (until := add_months(accepted, months)) < ends:
        yield planned(ReportKind.PROGRESS, until, terms)
        months += apart
    yield planned(ReportKind.FINAL, ends, terms)


def planned(kind: ReportKind, until: date, terms: Terms) -> Planned:
    return Planned(kind, until, compute_working_days(until, terms.days_to_write))
