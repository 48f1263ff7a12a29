"""What a deadline is, and who tells the engine about them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from heapq import merge
from operator import attrgetter
from typing import Protocol

#: Working days before (−) and after (+) the due date on which a reminder goes out; weekly after the last.
USUAL_OFFSETS = (-5, -2, 0, 1, 5)

#: The earliest reminder any deadline may ask for, in working days before it is due.
LONGEST_LEAD = 20

#: Deadlines looked at together by the sweep: one query for their keys, one transaction for their notices.
BATCH = 500


@dataclass(frozen=True, slots=True)
class Recipient:
    """Someone to remind: with a sign-in (user_id) or by email only."""

    name: str
    email: str
    user_id: int | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    key: str  # stable and unique: "meetings.action:12"
    due: date
    title: str  # what to do, in a person's words: "Publish the draft minutes"
    context: str  # where it belongs: "Public and Voluntary Sectors’ Partnership, 6 November"
    url: str  # path within the portal
    responsible: tuple[Recipient, ...]
    offsets: tuple[int, ...] = USUAL_OFFSETS
    how: str = ""  # how the date was computed, as a sentence (`wording.how_computed`)


class DeadlineSource(Protocol):
    """One kind of date. An app's `deadlines.py` defines its sources and registers them in `AppConfig.ready`."""

    name: str  # "meetings.action"
    label: str  # the kind in the plural, for a filter: "Actions"
    private: bool  # True: nobody but those responsible sees these, officers neither

    def open_until(self, last: date, *, first: date | None = None, batch: int = BATCH) -> Iterator[Deadline]:
        """Every open deadline due from `first` to `last`, soonest first: one indexed query, read `batch` at a time."""

    def waiting_for(self, user, *, batch: int = BATCH) -> Iterator[Deadline]:
        """The open deadlines `user` is responsible for, soonest first, read `batch` at a time."""


sources: dict[str, DeadlineSource] = {}


def register(source: DeadlineSource) -> DeadlineSource:
    sources[source.name] = source
    return source


def soonest_first(*streams: Iterator[Deadline]) -> Iterator[Deadline]:
    """Several sources' deadlines as one stream; reads no further than it is asked to."""
    return merge(*streams, key=attrgetter("due"))


def waiting_for(user, *, batch: int = BATCH) -> Iterator[Deadline]:
    """What `user` is responsible for, soonest first, from every source."""
    return soonest_first(*(source.waiting_for(user, batch=batch) for source in sources.values()))


def of_kind(kind: str = "") -> list[DeadlineSource]:
    return [source for name, source in sources.items() if kind in ("", name)]
