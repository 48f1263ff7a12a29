"""The one date the kernel itself watches: the day the list of bank holidays begins to run out."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from compact_portal import dates
from compact_portal.deadlines.engine import BATCH, Deadline, Recipient
from compact_portal.people.models import User
from compact_portal.wording import long_date

#: How long before it is due this is shown at all.
SHOWN_AHEAD = timedelta(days=28)


class BankHolidaysRunOut:
    """Due twelve months before the last bank holiday known, for the administrators."""

    name = "deadlines.bank-holidays"
    label = "Bank holidays"
    private = False

    def open_until(self, last: date, *, first: date | None = None, batch: int = BATCH) -> Iterator[Deadline]:
        found = self._deadline(last, _administrators())
        if found and (first is None or found.due >= first):
            yield found

    def waiting_for(self, user, *, batch: int = BATCH) -> Iterator[Deadline]:
        if user.is_administrator and (found := self._deadline(date.max, [user])):
            yield found

    def _deadline(self, last: date, administrators) -> Deadline | None:
        known_until = dates.bank_holidays().known_until
        if known_until is None or known_until - dates.A_YEAR > min(last, timezone.localdate() + SHOWN_AHEAD):
            return None
        return Deadline(
            key=f"{self.name}:{known_until}",
            due=known_until - dates.A_YEAR,
            title="Add the bank holidays of the years to come",
            context=f"Known until {long_date(known_until)} only",
            url=reverse("deadlines:bank-holidays"),
            responsible=tuple(Recipient(user.name, user.email, user.pk) for user in administrators),
        )


def _administrators():
    return User.objects.active().filter(is_administrator=True).select_related("person")
