"""Which reminder a deadline has reached. Pure counting: nothing is read, nothing is written."""

from dataclasses import dataclass
from datetime import date

from compact_portal.dates import add_working_days, working_days_between
from compact_portal.deadlines.engine import Deadline
from compact_portal.deadlines.recipients import Recipient


@dataclass(frozen=True, slots=True)
class Step:
    """One reminder of a deadline's series: an offset, or the n-th week after the last offset."""

    offset: int  # working days from the due date
    week: int = 0

    def __str__(self) -> str:
        return f"{self.offset:+d}w{self.week}" if self.week else f"{self.offset:+d}"


class Steps:
    """The steps reached on one day. Deadlines come sorted by due date, so that each due date is counted once."""

    def __init__(self, today: date):
        self.today = today
        self._due: date | None = None
        self._passed = 0

    def reached(self, deadline: Deadline) -> Step | None:
        """The latest step whose day has come. Earlier ones that were missed are not made up for."""
        passed = self._passed_since(deadline.due)
        offsets = sorted(offset for offset in deadline.offsets if offset <= passed)
        if not offsets:
            return None
        if len(offsets) < len(deadline.offsets):
            return Step(offsets[-1])
        last_day = add_working_days(deadline.due, offsets[-1])
        return Step(offsets[-1], week=(self.today - last_day).days // 7)

    def _passed_since(self, due: date) -> int:
        if due != self._due:
            self._due, self._passed = due, working_days_between(due, self.today)
        return self._passed


def notice_key(deadline: Deadline, step: Step, recipient: Recipient) -> str:
    """What, kind, due date, recipient: the key that makes each reminder go out once."""
    person = f"user:{recipient.user_id}" if recipient.user_id else recipient.email.lower()
    return f"{deadline.key}|reminder{step}|{deadline.due}|{person}"
