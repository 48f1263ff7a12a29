"""Making the PDFs: claim, render, stamp.

The claim is a conditional UPDATE, committed before the rendering starts, so that of two workers one gets the
publication. It is a lease: when the worker dies, the publication is free again once `LEASE` has run out.
"""

import hashlib
import logging
from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

from django.db.models import F
from django.utils import timezone

from compact_portal.publishing.choices import LEASE, TRIES, WAITS, PublicationState
from compact_portal.publishing.models import Publication

log = logging.getLogger(__name__)

#: One sweep makes so many PDFs at most, then lets other work have the worker. The next sweep goes on.
BATCH = 20


def sweep(*, clock: Callable[[], datetime] = timezone.now) -> int:
    """Render what is due, oldest first, and return how many were made. This is how nothing the broker lost is lost."""
    give_up(now=clock())
    due = Publication.objects.due(clock()).order_by("next_attempt_at", "pk")
    return sum(render(publication_id, now=clock()) for publication_id in list(due.values_list("pk", flat=True)[:BATCH]))


def render(publication_id: int, *, now: datetime) -> bool:
    """Make one PDF if it is due and nobody else holds it. Says whether it was made."""
    # Imported by the worker alone: WeasyPrint takes a second and 50 MB that a web process has no use for.
    from compact_portal.publishing.rendering import html_of, page_count, pdf_of

    publication = claim(publication_id, now=now)
    if publication is None:
        return False
    try:
        pdf = pdf_of(html_of(publication))
        pages = page_count(pdf)
    except Exception as error:  # one faulty document must not keep the others from being made
        put_back(publication, error, now=now)
        return False
    return stamp(publication, pdf, pages, now=now)


def claim(publication_id: int, *, now: datetime) -> Publication | None:
    """Take the publication for one lease, or None when it is not due or another worker was quicker."""
    taken = (
        Publication.objects.due(now)
        .filter(pk=publication_id)
        .update(claimed_by=uuid4().hex, claimed_until=now + LEASE, attempts=F("attempts") + 1)
    )
    return Publication.objects.get(pk=publication_id) if taken else None


def stamp(publication: Publication, pdf: bytes, pages: int, *, now: datetime) -> bool:
    """Put the PDF on the shelf, unless the lease ran out and another worker did so first."""
    stamped = (
        Publication.objects.exclude(state=PublicationState.RENDERED)
        .filter(pk=publication.pk)
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


def put_back(publication: Publication, error: Exception, *, now: datetime) -> None:
    """Say why it was not made and when to try again; after the last try, give up where officers can see it."""
    gave_up = publication.attempts >= TRIES
    log.warning("Publication %s, try %s of %s: %s", publication.pk, publication.attempts, TRIES, error, exc_info=error)
    Publication.objects.pending().filter(pk=publication.pk, claimed_by=publication.claimed_by).update(
        state=PublicationState.FAILED if gave_up else PublicationState.PENDING,
        next_attempt_at=now if gave_up else now + WAITS[publication.attempts - 1],
        last_error=str(error) or type(error).__name__,
        claimed_by="",
        claimed_until=None,
    )


def give_up(*, now: datetime) -> int:
    """What killed its worker every time is not tried for ever."""
    return Publication.objects.abandoned(now).update(
        state=PublicationState.FAILED,
        last_error="The worker stopped while making it.",
        claimed_by="",
        claimed_until=None,
    )
