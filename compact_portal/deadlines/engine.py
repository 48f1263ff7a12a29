"""What a deadline is, and who tells the engine about them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from django.db import models

from compact_portal.deadlines.responsible import Responsible

if TYPE_CHECKING:  # a test names the engine before Django is ready
    from compact_portal.deadlines.recipients import Recipient

#: Working days before (−) and after (+) the due date on which a reminder goes out; weekly after the last.
USUAL_OFFSETS = (-5, -2, 0, 1, 5)

#: The earliest reminder any deadline may ask for, in working days before it is due.
LONGEST_LEAD = 20

#: Deadlines looked at together: by the sweep, and when the table of due dates is compared with its sources.
BATCH = 500


@dataclass(frozen=True, slots=True)
class Deadline:
    key: str  # stable and unique: "meetings.action:12"
    due: date
    title: str  # what to do, in a person's words: "Publish the draft minutes"
    context: str  # where it belongs: "Public and Voluntary Sectors’ Partnership, 6 November"
    url: str  # path within the portal
    responsible: tuple[Responsible, ...]
    offsets: tuple[int, ...] = USUAL_OFFSETS
    how: str = ""  # how the date was computed, as a sentence (`wording.how_computed`)
    scope: int | None = None  # which part of its source it belongs to


#: From a record that changed to the part of a source that has to be read again; None is all of it.
Scope = Callable[[models.Model], int | None]


def everything(record: models.Model) -> None:
    """The scope of a record on which any date of a source may depend."""


class DeadlineSource(Protocol):
    """One kind of date. An app's `deadlines.py` defines its sources and registers them in `AppConfig.ready`.

    A source with more than a few hundred dates divides them into scopes, such as the meetings of one committee, so
    that a change makes little to read.
    """

    name: str  # "meetings.action"
    label: str  # the kind in the plural, for a filter: "Actions"
    private: bool  # True: nobody but those responsible sees these, officers neither
    follows: Mapping[str, Scope]  # records whose changes move these dates: {"meetings.meeting": committee_of}

    def open(self, *, until: date | None = None, scope: int | None = None) -> Iterator[Deadline]:
        """Every open deadline, or those due by `until`, or those of one scope; soonest first.

        One indexed query, with what hangs on its rows read a batch at a time.
        """


class WritesTogether(Protocol):
    """Words one message for each recipient about everything of theirs in a source, so that nobody gets ten emails.

    Called inside the transaction that posts them. Who has nothing left to be reminded of is left out.
    """

    def __call__(
        self, recipients: "Sequence[Recipient]", *, today: date, sender: str, now: datetime
    ) -> "dict[Recipient, dict[str, str]]": ...


sources: dict[str, DeadlineSource] = {}


def register(source: DeadlineSource) -> DeadlineSource:
    sources[source.name] = source
    return source


together: dict[str, WritesTogether] = {}


def remind_together(source: str, write: WritesTogether) -> None:
    """From now on the reminders of this source go to each person as one message."""
    together[source] = write
