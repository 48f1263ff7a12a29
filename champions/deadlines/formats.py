"""Requests for another format that wait for an answer."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from champions.models import FormatRequest
from compact_portal.dates import compute_working_days
from compact_portal.deadlines.engine import BATCH, Deadline, Recipient
from compact_portal.deadlines.recipients import officers
from compact_portal.wording import how_computed

#: Working days until someone who asked for another format has it, or knows when.
DAYS_TO_ANSWER = 10


class FormatsAsked:
    """Requests for the Compact in another format, for officers."""

    name = "champions.formats"
    label = "Other formats asked for"
    private = False

    def open_until(self, last: date, *, first: date | None = None, batch: int = BATCH) -> Iterator[Deadline]:
        found = self.deadlines(officers())
        return (deadline for deadline in found if (first or date.min) <= deadline.due <= last)

    def waiting_for(self, user, *, batch: int = BATCH) -> Iterator[Deadline]:
        if not user.is_officer:
            return iter(())
        return self.deadlines((Recipient(user.name, user.email, user.pk),))

    def deadlines(self, responsible: tuple[Recipient, ...]) -> Iterator[Deadline]:
        """The oldest is due first: all have the same number of days."""
        for request in FormatRequest.objects.open().only("format", "language", "asked_at").iterator(chunk_size=BATCH):
            computation = compute_working_days(timezone.localdate(request.asked_at), DAYS_TO_ANSWER)
            yield Deadline(
                key=f"{self.name}:{request.pk}",
                due=computation.due,
                how=how_computed(computation),
                title="Answer a request for another format of the Compact",
                context=str(request),
                url=request.get_absolute_url(),
                responsible=responsible,
            )
