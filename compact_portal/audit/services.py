"""Writing the trail, sealing it day by day, and the one way in which events leave it."""

from datetime import date, datetime
from itertools import groupby

from django.db import IntegrityError, models, transaction

from compact_portal.audit.chain import GENESIS, plain, subject_of
from compact_portal.audit.following import note_change
from compact_portal.audit.models import AuditDigest, AuditEvent, AuditEventQuerySet, SealedHead

#: The verb of the event that says which events of its chain were emptied.
PURGED = "purged"

#: Writers of one chain that may collide before one of them gives up. Each collision means that another one landed.
ATTEMPTS = 50


def record(subject: models.Model, verb: str, *, by, at: datetime, **details) -> AuditEvent:
    """Append one event to the subject's chain, inside the caller's transaction.

    `verb` is a past participle ("published"); `details` must be JSON-able ({"from": …, "to": …}), without floats.
    `by` is a User, or None for the portal itself. Returns the AuditEvent.
    """
    event = append(subject_of(subject), verb, by=by, at=at, details=details)
    note_change(subject)
    return event


def append(subject: str, verb: str, *, by, at: datetime, details: dict) -> AuditEvent:
    """`record` for a subject known only by its name in the trail, such as a record that is gone."""
    for attempt in range(1, ATTEMPTS + 1):
        event = _next_event(subject, verb, by=by, at=at, details=plain(details))
        try:
            with transaction.atomic():
                event.save(force_insert=True)
        except IntegrityError:
            # Another transaction took this place in the chain and has committed. Its event is now the head.
            if attempt == ATTEMPTS or not _is_taken(event):
                raise
        else:
            return event


def _next_event(subject: str, verb: str, *, by, at: datetime, details: dict) -> AuditEvent:
    head = AuditEvent.objects.filter(subject=subject).order_by("-sequence").first()
    event = AuditEvent(
        subject=subject,
        sequence=head.sequence + 1 if head else 1,
        verb=verb,
        actor=by,
        actor_name=str(by) if by else "",
        at=at,
        details=details,
        previous_hash=head.hash if head else GENESIS,
    )
    event.hash = event.expected_hash()
    return event


def _is_taken(event: AuditEvent) -> bool:
    return AuditEvent.objects.filter(subject=event.subject, sequence=event.sequence).exists()


@transaction.atomic
def seal_day(day: date, *, now: datetime) -> AuditDigest | None:
    """Bind the heads of all chains that grew since the digest before. None when `day` or a later one is sealed.

    The digest holds what stands in the trail when it is made: an event of the next morning may be in it, none is
    left out of all.
    """
    if AuditDigest.objects.filter(day__gte=day).exists():
        return None
    heads = list(AuditEvent.objects.unsealed_heads())
    last = AuditDigest.objects.order_by("-day").first()
    digest = AuditDigest(day=day, sealed_at=now, previous_hash=last.hash if last else GENESIS)
    digest.hash = digest.expected_hash(heads)
    try:
        with transaction.atomic():
            digest.save(force_insert=True)
    except IntegrityError:  # another worker was quicker, and has committed
        return None
    seals = [SealedHead(digest=digest, subject=h.subject, sequence=h.sequence, hash=h.hash) for h in heads]
    SealedHead.objects.bulk_create(seals, batch_size=500)
    return digest


@transaction.atomic
def purge_events(events: AuditEventQuerySet, *, rule: str, now: datetime) -> int:
    """Empty `events` into tombstones and say so in their chains, naming the `rule`. Returns how many.

    A tombstone keeps its place and its hashes. The event that names it is what tells a purge from tampering, so
    those events are never emptied: they hold nothing personal.
    """
    doomed = events.kept().exclude(verb=PURGED).in_chain_order()
    places = list(doomed.values_list("subject", "sequence"))
    for subject, group in groupby(places, key=lambda place: place[0]):
        sequences = [sequence for _, sequence in group]
        append(subject, PURGED, by=None, at=now, details={"rule": rule, "events": sequences})
        AuditEvent.objects.filter(subject=subject, sequence__in=sequences).update(
            verb="", actor=None, actor_name="", details={}, purged_at=now
        )
    return len(places)
