"""Keeping the table of due dates: what each source says, where lists and calendars can read all of it at once.

The records are the truth. A change is followed as soon as it is committed (`audit.following`); what no change tells
of, such as a term that ends because its day has come, and whatever a killed process did not follow, the hourly look
finds.
"""

from collections.abc import Collection, Iterable, Iterator
from hashlib import blake2s
from itertools import islice

from django.db import models, transaction

from compact_portal.deadlines import engine
from compact_portal.deadlines.engine import BATCH, Deadline, DeadlineSource
from compact_portal.deadlines.models import DueDate, KeptSource, Responsibility
from compact_portal.deadlines.responsible import Responsible


def keep_all() -> int:
    """Compare every source with the table and mend what differs. Returns in how many scopes something did."""
    return sum(keep_source(source) for source in list(engine.sources.values()))


def keep_what_follows(subjects: Collection[models.Model]) -> None:
    """Look again at every date that may depend on these records."""
    for source in list(engine.sources.values()):
        scopes = {follow(record) for record in subjects if (follow := source.follows.get(_label(record)))}
        if None in scopes:
            keep_source(source)
        else:
            for scope in scopes:
                keep_scope(source, scope)


def _label(record: models.Model) -> str:
    return record._meta.concrete_model._meta.label_lower


def keep_source(source: DeadlineSource) -> int:
    """All of a source: read without holding anything up, then the scopes that differ one by one. Returns how many."""
    stale = _stale_scopes(source)
    for scope in stale:
        keep_scope(source, scope)
    return len(stale)


def _stale_scopes(source: DeadlineSource) -> set[int | None]:
    """Where the table does not say what the source says. Memory grows by a number for each date, no more."""
    stale: set[int | None] = set()
    right: set[int] = set()
    for batch in batches(source.open()):
        known = _known(source, batch)
        for deadline in batch:
            pk, fingerprint = known.get(deadline.key, (None, ""))
            if fingerprint == fingerprint_of(source, deadline):
                right.add(pk)
            else:
                stale.add(deadline.scope)
    rows = DueDate.objects.filter(source=source.name).values_list("pk", "scope")
    return stale | {scope for pk, scope in rows.iterator(chunk_size=BATCH) if pk not in right}


def _known(source: DeadlineSource, batch: list[Deadline]) -> dict[str, tuple[int, str]]:
    rows = DueDate.objects.filter(source=source.name, key__in=[deadline.key for deadline in batch])
    return {key: (pk, fingerprint) for pk, key, fingerprint in rows.values_list("pk", "key", "fingerprint")}


@transaction.atomic
def keep_scope(source: DeadlineSource, scope: int | None) -> None:
    """Make the table say what the source says now of one scope (None: all of a source that has no scopes).

    The row of the source is held first and the records are read after, so of two that look at once the one that
    saw more writes last.
    """
    KeptSource.objects.get_or_create(name=source.name)
    KeptSource.objects.select_for_update().get(name=source.name)
    rows = DueDate.objects.filter(source=source.name, scope=scope)
    kept = {key: (pk, fingerprint) for pk, key, fingerprint in rows.values_list("pk", "key", "fingerprint")}
    new = []
    for deadline in source.open(scope=scope):
        if kept.get(deadline.key, (0, ""))[1] == fingerprint_of(source, deadline):
            del kept[deadline.key]
        else:
            new.append(deadline)
    DueDate.objects.filter(pk__in=[pk for pk, _ in kept.values()]).delete()
    _write(source, new)


def _write(source: DeadlineSource, deadlines: list[Deadline]) -> None:
    rows = DueDate.objects.bulk_create(
        (
            DueDate(
                source=source.name,
                scope=deadline.scope,
                key=deadline.key,
                due=deadline.due,
                title=deadline.title,
                context=deadline.context,
                url=deadline.url,
                how=deadline.how,
                private=source.private,
                fingerprint=fingerprint_of(source, deadline),
            )
            for deadline in deadlines
        ),
        batch_size=BATCH,
    )
    Responsibility.objects.bulk_create(
        (
            Responsibility(due_date=row, who=each.who, of=each.of)
            for row, deadline in zip(rows, deadlines, strict=True)
            for each in _once(deadline.responsible)
        ),
        batch_size=BATCH,
    )


def _once(responsible: tuple[Responsible, ...]) -> Iterable[Responsible]:
    return dict.fromkeys(responsible)


def fingerprint_of(source: DeadlineSource, deadline: Deadline) -> str:
    said = (
        source.private,
        deadline.scope,
        deadline.due.isoformat(),
        deadline.title,
        deadline.context,
        deadline.url,
        deadline.how,
        *((str(each.who), each.of) for each in deadline.responsible),
    )
    return blake2s(repr(said).encode(), digest_size=16).hexdigest()


def batches(deadlines: Iterator[Deadline]) -> Iterator[list[Deadline]]:
    deadlines = iter(deadlines)
    while batch := list(islice(deadlines, BATCH)):
        yield batch
