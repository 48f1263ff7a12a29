"""Does the trail still say what it said? Reads all of it, one chain at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.db import connection
from django.db.models import OuterRef, Subquery

from compact_portal.audit import triggers
from compact_portal.audit.chain import GENESIS
from compact_portal.audit.models import AuditDigest, AuditEvent
from compact_portal.audit.services import PURGED


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, and where: a subject's event, a day's digest, or the database itself."""

    where: str
    words: str

    def __str__(self) -> str:
        return f"{self.where}: {self.words}"


def find_faults() -> Iterator[Fault]:
    """Everything that is wrong with the trail. Cannot see that a chain lost its end since the last digest."""
    for name in triggers.missing(connection):
        yield Fault(name, "this trigger is missing, so the database no longer refuses changes.")
    events = AuditEvent.objects.in_chain_order().iterator(chunk_size=2000)
    for _, chain in groupby(events, key=lambda event: event.subject):
        yield from _chain_faults(list(chain))
    yield from _digest_faults()


def _chain_faults(chain: list[AuditEvent]) -> Iterator[Fault]:
    yield from _link_faults(chain)
    explained = {sequence for event in chain if event.verb == PURGED for sequence in event.details.get("events", [])}
    for event in chain:
        if event.is_tombstone and event.sequence not in explained:
            yield Fault(_at(event.subject, event.sequence), "was emptied, and no purge says so.")
        if not event.is_tombstone and event.hash != event.expected_hash():
            yield Fault(_at(event.subject, event.sequence), "was changed.")


def _link_faults(chain: list[AuditEvent]) -> Iterator[Fault]:
    place, link = 1, GENESIS
    for event in chain:
        if event.sequence != place:
            yield Fault(_at(event.subject, place), "was removed.")
        elif event.previous_hash != link:
            yield Fault(_at(event.subject, place), "does not follow from the event before it.")
        place, link = event.sequence + 1, event.hash


def _digest_faults() -> Iterator[Fault]:
    link = GENESIS
    for digest in AuditDigest.objects.order_by("day"):
        heads = list(digest.heads.annotate(standing=Subquery(STANDING_HASH)))
        if digest.previous_hash != link:
            yield Fault(str(digest), "does not follow from the digest before it.")
        if digest.hash != digest.expected_hash(heads):
            yield Fault(str(digest), "was changed.")
        for head in heads:
            if head.standing != head.hash:
                yield Fault(_at(head.subject, head.sequence), f"is not what the {str(digest).lower()} sealed.")
        link = digest.hash


STANDING_HASH = AuditEvent.objects.filter(subject=OuterRef("subject"), sequence=OuterRef("sequence")).values("hash")


def _at(subject: str, sequence: int) -> str:
    return f"{subject} event {sequence}"
