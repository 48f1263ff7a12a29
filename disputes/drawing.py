"""The stages of a dispute drawn to scale: one way across for a wide page, one way down for a narrow one.

Here the facts become places between 0 and 1 and then numbers of an SVG; `templates/disputes/drawing_*.html` draw them.
The same facts stand in a table beside it, and in one sentence for those who hear the page.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils import timezone

from compact_portal.wording import long_date, short_date
from disputes.clock import Pause
from disputes.models import Dispute, Stage

ACROSS, DOWN = 860, 420  # the length of the scale, in the units of the drawing
LINE = 22  # between two rows of labels
NARROW_LINE = 40
LETTER = 8.4  # about how wide a letter is


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days: a stage as it was set ("stage"), more time ("extended"), days past it ("late"), a pause
    ("paused")."""

    kind: str
    label: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Mark:
    """One day: "today", a due date ("due"), or one that no longer holds ("original")."""

    kind: str
    label: str
    day: date


@dataclass(frozen=True, slots=True)
class Placed:
    """A span or a mark with its numbers: where it begins, how long it is, how far out its label stands, and the
    place its label is centred on."""

    what: Span | Mark
    at: float
    length: float = 0
    label_at: float = 0
    middle: float = 0


@dataclass(frozen=True, slots=True)
class Drawing:
    spans: tuple[Span, ...]
    marks: tuple[Mark, ...]
    first: date
    last: date

    @property
    def description(self) -> str:
        """All of it in words, for those who do not see it."""
        spans = [f"{span.label}: {long_date(span.first)} to {long_date(span.last)}" for span in self.spans]
        marks = [f"{mark.label}: {long_date(mark.day)}" for mark in self.marks]
        return ". ".join([*spans, *marks]) + "."

    def across(self) -> tuple[list[Placed], list[Placed]]:
        """Spans and marks from left to right, those of one day as one; a label that would meet another one stands a
        row higher, and none stands out over the edge."""
        spans = [Placed(span, *self._stretch(span, ACROSS)) for span in self.spans]
        marks, taken = [], []
        for _, of_one_day in groupby(self.marks, key=lambda mark: mark.day):
            mark = as_one(list(of_one_day))
            at, width = self._place(mark.day, ACROSS), LETTER * max(len(mark.label), len(short_date(mark.day)))
            start = max(0, min(at - width / 2, ACROSS - width))
            row = next(n for n in range(len(self.marks) + 1) if all(n != r or start > end for r, end in taken))
            taken.append((row, start + width))
            marks.append(Placed(mark, at, label_at=row * LINE, middle=round(start + width / 2, 1)))
        return spans, marks

    def down(self) -> tuple[list[Placed], list[Placed]]:
        """The same from top to bottom; a label that would meet the one above it moves down, and a line leads to it."""
        spans = [Placed(span, *self._stretch(span, DOWN)) for span in self.spans]
        marks, free_from = [], 0.0
        for mark in self.marks:
            at = self._place(mark.day, DOWN)
            label_at = max(at, free_from)
            free_from = label_at + NARROW_LINE
            marks.append(Placed(mark, at, label_at=label_at))
        return spans, marks

    @property
    def height_down(self) -> float:
        _, marks = self.down()
        return max([DOWN, *(mark.label_at for mark in marks)]) + NARROW_LINE

    @property
    def label_rows(self) -> int:
        _, marks = self.across()
        return 1 + int(max((mark.label_at for mark in marks), default=0) // LINE)

    def _place(self, day: date, scale: int) -> float:
        return round(scale * (day - self.first).days / max(1, (self.last - self.first).days), 1)

    def _stretch(self, span: Span, scale: int) -> tuple[float, float]:
        start = self._place(span.first, scale)
        return start, max(2.0, round(self._place(span.last, scale) - start, 1))


def as_one(marks: list[Mark]) -> Mark:
    """Stage 1 ended, stage 2 started, today."""
    first, *others = marks
    label = ", ".join([first.label, *(other.label[0].lower() + other.label[1:] for other in others)])
    kinds = {mark.kind for mark in marks}
    return Mark("today" if "today" in kinds else first.kind, label, first.day)


def drawing_of(dispute: Dispute, today: date) -> Drawing | None:
    """None for a dispute without a stage. `stage_list` has the stages with their changes."""
    stages = dispute.stage_list
    if not stages:
        return None
    names = names_of_stages(stages)
    spans = tuple(span for stage in stages for span in spans_of(stage, names[stage.pk], today))
    marks = sorted(marks_of(stages, names, today), key=lambda mark: mark.day)
    days = [*(span.first for span in spans), *(span.last for span in spans), *(mark.day for mark in marks)]
    return Drawing(spans, tuple(marks), min(days), max(days))


def names_of_stages(stages: Iterable[Stage]) -> dict[int, str]:
    """By id: Stage 2 and, where a dispute was opened again, Stage 2 again, Stage 2 again (2)."""
    names: dict[int, str] = {}
    for stage in stages:
        name, times = (
            f"Stage {stage.definition.number}",
            sum(each.definition_id == stage.definition_id for each in stages if each.pk in names),
        )
        names[stage.pk] = name if not times else f"{name} again" if times == 1 else f"{name} again ({times})"
    return names


def spans_of(stage: Stage, name: str, today: date) -> Iterator[Span]:
    """A stage until it was due first or, if that came sooner, ended; then what was added, and the days past that.
    Pauses lie over it."""
    clock, ended = stage.clock, timezone.localdate(stage.ended_at) if stage.ended_at else None
    yield Span("stage", name, clock.true_start, min(filter(None, [clock.original_due, ended])))
    if clock.due > clock.original_due and (ended is None or ended > clock.original_due):
        yield Span("extended", f"{name}, more time", clock.original_due, min(filter(None, [clock.due, ended])))
    until = ended or today
    if until > clock.due and not clock.is_paused:
        yield Span("late", f"{name}, past its date", clock.due, until)
    for change in clock.changes:
        if isinstance(change, Pause):
            yield Span("paused", f"{name}, paused", change.first, max(change.first, change.last or today))


def marks_of(stages: Iterable[Stage], names: dict[int, str], today: date) -> Iterator[Mark]:
    for stage in stages:
        clock, name = stage.clock, names[stage.pk]
        if clock.true_start != stage.started_on:
            yield Mark("original", f"{name} sent", stage.started_on)
        if clock.due != clock.original_due:
            yield Mark("original", f"{name} first due", clock.original_due)
        if stage.ended_at:
            yield Mark("ended", f"{name} ended", timezone.localdate(stage.ended_at))
        else:
            yield Mark("start", f"{name} started", clock.true_start)
            yield Mark("due", f"{name} due", clock.due)
            yield Mark("today", "Today", today)
