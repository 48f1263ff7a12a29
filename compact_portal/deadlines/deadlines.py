"""The one date the kernel itself watches: the day the list of bank holidays begins to run out."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils import timezone

from compact_portal import dates
from compact_portal.addresses import address
from compact_portal.deadlines.engine import Deadline, everything
from compact_portal.deadlines.responsible import ADMINISTRATORS
from compact_portal.wording import long_date

#: How long before it is due this is shown at all.
SHOWN_AHEAD = timedelta(days=28)


class BankHolidaysRunOut:
    """Due twelve months before the last bank holiday known, for the administrators."""

    name = "deadlines.bank-holidays"
    label = "Bank holidays"
    private = False
    follows = {"deadlines.bankholiday": everything}

    def open(self, *, until: date | None = None, scope: int | None = None) -> Iterator[Deadline]:
        known_until = dates.bank_holidays().known_until
        last = timezone.localdate() + SHOWN_AHEAD
        if known_until is None or known_until - dates.A_YEAR > min(until or last, last):
            return
        yield Deadline(
            key=f"{self.name}:{known_until}",
            due=known_until - dates.A_YEAR,
            title="Add the bank holidays of the years to come",
            context=f"Known until {long_date(known_until)} only",
            url=address("deadlines:bank-holidays"),
            responsible=(ADMINISTRATORS,),
        )
