"""Requests for another format that wait for an answer."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from champions.models import FormatRequest
from compact_portal.dates import compute_working_days
from compact_portal.deadlines.engine import BATCH, Deadline, everything
from compact_portal.deadlines.responsible import OFFICERS
from compact_portal.wording import how_computed

#: Working days until someone who asked for another format has it, or knows when.
DAYS_TO_ANSWER = 10


class FormatsAsked:
    """Requests for the Compact in another format, for officers."""

    name = "champions.formats"
    label = "Other formats asked for"
    private = False
    follows = {"champions.formatrequest": everything, "deadlines.bankholiday": everything}

    def open(self, *, until: date | None = None, scope: int | None = None) -> Iterator[Deadline]:
        """The oldest is due first: all have the same number of days."""
        requests = FormatRequest.objects.open().only("format", "language", "asked_at")
        found = map(self.deadline, requests.iterator(chunk_size=BATCH))
        return (deadline for deadline in found if until is None or deadline.due <= until)

    def deadline(self, request: FormatRequest) -> Deadline:
        computation = compute_working_days(timezone.localdate(request.asked_at), DAYS_TO_ANSWER)
        return Deadline(
            key=f"{self.name}:{request.pk}",
            due=computation.due,
            how=how_computed(computation),
            title="Answer a request for another format of the Compact",
            context=str(request),
            url=request.get_absolute_url(),
            responsible=(OFFICERS,),
        )
