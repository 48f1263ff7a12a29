"""Old minutes for tests: brought in as an officer does, and read as the worker does."""

from datetime import UTC, datetime

from meetings.models import Committee, OldMinutes
from meetings.services.old_minutes.bringing_in import bring_in
from meetings.services.old_minutes.reading import read
from tests.factories.meetings import CommitteeFactory
from tests.factories.people import UserFactory

AT = datetime(2026, 12, 2, 17, 0, tzinfo=UTC)
BOARD = "Example Partnership Board"
MINUTES = """\
Minutes of the Example Partnership Board held on Tuesday 3 March 2015 in the Town Hall

Present:
Ann Demo (Chair), Example CVS
Bob Sample, Example Council

Apologies: Cat Nemo (Example Trust)

1. Welcome
Ann Demo welcomed everyone.

2. Budget
The Board talked about the budget of the year for a while.
RESOLVED that the budget be supported.
ACTION: Bob Sample to publish the budget by 1 April 2015.

Date of next meeting
Tuesday 5 May 2015 at 10am in the Town Hall
"""


def brought_in(
    text: str | bytes = MINUTES, *, name: str = "minutes-2015-03.txt", committee: Committee | None = None, by=None
) -> OldMinutes:
    """Waiting to be read."""
    content = text.encode() if isinstance(text, str) else text
    found = bring_in(
        committee or Committee.objects.filter(name=BOARD).first() or CommitteeFactory(name=BOARD),
        files=[(name, content)],
        by=by or UserFactory(officer=True),
        now=AT,
    )
    return (found.new or found.already)[0]


def read_in(text: str | bytes = MINUTES, **fields) -> OldMinutes:
    """Read, and to be checked; or found unreadable."""
    old = brought_in(text, **fields)
    read(old.pk, now=AT)
    old.refresh_from_db()
    return old
