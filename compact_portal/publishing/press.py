"""Making the PDFs: claim, render, stamp.

The claim is a conditional UPDATE, committed before the rendering starts, so that of two workers one gets it. It is a
lease: when the worker dies, what it held is free again once `LEASE` has run out.
"""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db.models import F
from django.utils import timezone

from compact_portal.publishing.choices import LEASE, TRIES, WAITS, PublicationState
from compact_portal.publishing.models import Pressed, Publication

log = logging.getLogger(__name__)

#: One sweep makes so many PDFs at most, then lets other work have the worker. The next sweep goes on.
BATCH = 20


@dataclass(frozen=True, slots=True)
class Press:
    """The PDFs of one kind of record, and how one is made of it."""

    kind: type[Pressed]
    make: Callable[[Pressed], bytes]

    def sweep(self, *, clock: Callable[[], datetime] = timezone.now) -> int:
        """Render what is due, oldest first, and return how many were made. This is how nothing the broker lost is
        lost."""
        self.give_up(now=clock())
        due = self.kind.objects.due(clock()).order_by("next_attempt_at", "pk")
        return sum(self.render(pk, now=clock()) for pk in list(due.values_list("pk", flat=True)[:BATCH]))

    def render(self, pk: int, *, now: datetime) -> bool:
        """Make one PDF if it is due and nobody else holds it. Says whether it was made."""
        held = self.claim(pk, now=now)
        if held is None:
            return False
        try:
            pdf = self.make(held)
            pages = page_count(pdf)
        except Exception as error:  # one faulty document must not keep the others from being made
            self.put_back(held, error, now=now)
            return False
        return self.stamp(held, pdf, pages, now=now)

    def claim(self, pk: int, *, now: datetime) -> Pressed | None:
        """Take it for one lease, or None when it is not due or another worker was quicker."""
        taken = (
            self.kind.objects.due(now)
            .filter(pk=pk)
            .update(claimed_by=uuid4().hex, claimed_until=now + LEASE, attempts=F("attempts") + 1)
        )
        return self.kind.objects.get(pk=pk) if taken else None

    def stamp(self, held: Pressed, pdf: bytes, pages: int, *, now: datetime) -> bool:
        """Put the PDF on the shelf, unless the lease ran out and another worker did so first."""
        stamped = (
            self.kind.objects.exclude(state=PublicationState.RENDERED)
            .filter(pk=held.pk)
            .update(
                state=PublicationState.RENDERED,
                pdf=pdf,
                sha256=hashlib.sha256(pdf).hexdigest(),
                pages=pages,
                bytes=len(pdf),
                rendered_at=now,
                claimed_by="",
                claimed_until=None,
                last_error="",
            )
        )
        return bool(stamped)

    def put_back(self, held: Pressed, error: Exception, *, now: datetime) -> None:
        """Say why it was not made and when to try again; after the last try, give up where somebody can see it."""
        gave_up = held.attempts >= TRIES
        name = self.kind._meta.object_name
        log.warning("%s %s, try %s of %s: %s", name, held.pk, held.attempts, TRIES, error, exc_info=error)
        self.kind.objects.pending().filter(pk=held.pk, claimed_by=held.claimed_by).update(
            state=PublicationState.FAILED if gave_up else PublicationState.PENDING,
            next_attempt_at=now if gave_up else now + WAITS[held.attempts - 1],
            last_error=str(error) or type(error).__name__,
            claimed_by="",
            claimed_until=None,
        )

    def give_up(self, *, now: datetime) -> int:
        """What killed its worker every time is not tried for ever."""
        return self.kind.objects.abandoned(now).update(
            state=PublicationState.FAILED,
            last_error="The worker stopped while making it.",
            claimed_by="",
            claimed_until=None,
        )


# WeasyPrint is imported by the worker alone: it takes a second and 50 MB that a web process has no use for.


def page_count(pdf: bytes) -> int:
    from compact_portal.publishing import rendering

    return rendering.page_count(pdf)


def pdf_of_publication(publication: Publication) -> bytes:
    from compact_portal.publishing.rendering import html_of, pdf_of

    return pdf_of(html_of(publication))


PUBLICATIONS = Press(Publication, pdf_of_publication)
