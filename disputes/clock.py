"""The clock of a stage: when it is due, and how that came about. Pure counting; nothing is read but bank holidays.

The day of the starting event is day zero. What falls on a day that is no working day moves to the next one, where the
procedure says so. What moves the date afterwards is taken in the order in which it was decided:

- a **pause** adds back as many days as it lasted, so that nobody is late by a day for it; its place is where it ended;
- an **extension** is a later date that both sides agreed to;
- a **correction** puts the right start in the place of a wrong one. Everything else is counted again from there.

A date is moved off a weekend only at the end: what is added later is added to the day before it was moved.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from compact_portal.dates import add_working_days, bank_holidays, roll_forward, working_days_between
from disputes.choices import Unit


@dataclass(frozen=True, slots=True)
class Length:
    """How long a stage lasts: "2 weeks", "10 working days". Weeks and days are calendar weeks and days."""

    amount: int
    unit: str
    rolls: bool = True  # onto the next working day
    cap: int | None = None  # on one extension, in the same unit; the length itself where there is none

    def after(self, day: date) -> date:
        return self._later(day, self.amount)

    def furthest_from(self, day: date) -> date:
        """The latest day to which one extension can move a date."""
        return self._later(day, self.cap or self.amount)

    def _later(self, day: date, amount: int) -> date:
        if self.unit == Unit.WORKING_DAYS:
            return add_working_days(day, amount)
        return day + (timedelta(weeks=amount) if self.unit == Unit.WEEKS else timedelta(days=amount))

    def plus(self, day: date, paused: "Pause") -> date:
        """`day`, later by the days of a pause: all of them, or the working days where those are counted."""
        if self.unit == Unit.WORKING_DAYS:
            return add_working_days(day, working_days_between(paused.first - timedelta(days=1), paused.last))
        return day + timedelta(days=paused.days)

    def on_a_working_day(self, day: date) -> date:
        return roll_forward(day) if self.rolls else day


@dataclass(frozen=True, slots=True)
class Pause:
    """From its first day to its last, both of them paused. One that has no last day yet holds the clock."""

    first: date
    last: date | None = None
    reason: str = ""

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Extension:
    """A later date, agreed on by both sides."""

    due: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """The day on which the stage really began."""

    start: date
    reason: str = ""


Change = Pause | Extension | Correction


@dataclass(frozen=True, slots=True)
class Step:
    """One line of how a date came about: the change (None: the length itself), and the due date from then on.

    `counted` is the day before it was moved to a working day; `skipped` are the bank holidays that were left out.
    """

    change: Change | None
    counted: date
    due: date
    skipped: tuple[tuple[date, str], ...] = ()


@dataclass(frozen=True)
class Clock:
    """One stage's clock: from `start`, for `length`, with what moved it since, in the order it was decided."""

    start: date
    length: Length
    changes: Sequence[Change] = ()

    @property
    def original_due(self) -> date:
        """As it stood when the stage began. Nothing moves it; reports show lateness against it too."""
        return self.length.on_a_working_day(self.length.after(self.start))

    @property
    def due(self) -> date:
        """As things stand. During a pause, as it stood when the pause began."""
        return self.steps[-1].due

    @property
    def is_paused(self) -> bool:
        return any(isinstance(change, Pause) and change.last is None for change in self.changes)

    @cached_property
    def true_start(self) -> date:
        """The latest correction of the start, or the start itself."""
        return next((each.start for each in reversed(self.changes) if isinstance(each, Correction)), self.start)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """How the date came about, from the true start on."""
        counted = self.length.after(self.true_start)
        steps = [self._step(None, self.true_start, counted)]
        for change in self.changes:
            before = counted
            if isinstance(change, Extension):
                counted = max(counted, change.due)
            elif isinstance(change, Pause) and change.last:
                counted = self.length.plus(counted, change)
            else:
                continue
            steps.append(self._step(change, before, counted))
        return tuple(steps)

    @property
    def latest_extension(self) -> date:
        """The latest day that can be agreed on now: the cap, or the length itself, beyond the date as it stands."""
        return self.length.on_a_working_day(self.length.furthest_from(self.due))

    def days_late(self, today: date) -> int:
        """Working days past the due date; 0 while it is not past, and while the clock is held."""
        return 0 if self.is_paused else max(0, working_days_between(self.due, today))

    def is_overdue(self, today: date) -> bool:
        """From the London midnight after the due date."""
        return not self.is_paused and today > self.due

    def _step(self, change: Change | None, since: date, counted: date) -> Step:
        due = self.length.on_a_working_day(counted)
        return Step(change, counted, due, self._left_out(since, counted, due))

    def _left_out(self, since: date, counted: date, due: date) -> tuple[tuple[date, str], ...]:
        """Bank holidays that made it later: those within working days, and those a date was moved past."""
        first = since if self.length.unit == Unit.WORKING_DAYS else counted - timedelta(days=1)
        names = bank_holidays().names
        return tuple((day, names[day]) for day in sorted(names) if first < day < due and day.weekday() < 5)
