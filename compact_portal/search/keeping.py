"""Keeping the table of what can be found: what each source says, as it said it last.

The records are the truth. A change puts its scope in question, in its own transaction: from then on nothing of the
scope is found. Once it is committed the scope is read again and found again. Where a process is killed in between,
nothing is found until the next look, every few minutes; nothing that was taken back is ever found.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from hashlib import blake2s
from itertools import islice

from django.db import models, transaction

from compact_portal.search import sources, vocabulary
from compact_portal.search.models import IndexedSource, InQuestion, Place, SearchEntry, Word
from compact_portal.search.sources import BATCH, Entry, SearchSource

#: A text longer than this is found by its beginning.
LONGEST_TEXT = 100_000


def question_what_follows(subject: models.Model) -> None:
    """Inside the transaction that changes a record: what may depend on it is not found until it is read again."""
    asked = [
        InQuestion(source=source.name, scope=scope)
        for source in list(sources.sources.values())
        for scope in scopes_of(source, [subject])
    ]
    if asked:
        InQuestion.objects.bulk_create(asked)


def keep_what_follows(subjects: Collection[models.Model]) -> None:
    """After the commit: read again whatever may depend on these records."""
    for source in list(sources.sources.values()):
        if source.places_follow.intersection(map(label_of, subjects)):
            keep_places(source)
        for scope in scopes_of(source, subjects):
            keep_scope(source, scope)


def scopes_of(source: SearchSource, subjects: Iterable[models.Model]) -> list[int]:
    scopes = {follow(record) for record in subjects if (follow := source.follows.get(label_of(record)))}
    return sorted(scopes - {None})


def label_of(record: models.Model) -> str:
    return record._meta.concrete_model._meta.label_lower


def settle_questions() -> int:
    """Read again what a killed process left in question, what turns with the day, and sources that are new.

    Returns in how many scopes something was read or mended.
    """
    settled = 0
    for name, scope in list(InQuestion.objects.values_list("source", "scope").distinct()):
        if source := sources.sources.get(name):
            keep_scope(source, scope)
            settled += 1
    filled = set(IndexedSource.objects.filter(filled=True).values_list("name", flat=True))
    to_look_at = [
        source for source in sources.sources.values() if source.turns_with_the_day or source.name not in filled
    ]
    return settled + sum(keep_source(source) for source in to_look_at)


def keep_all() -> int:
    """Compare every source with the table and mend what differs. Returns in how many scopes something did."""
    return sum(keep_source(source) for source in list(sources.sources.values()))


def make_anew() -> int:
    """Forget everything and ask every source. Returns how many entries there are."""
    for source in list(sources.sources.values()):
        _fill(source)
    return SearchEntry.objects.count()


def keep_source(source: SearchSource) -> int:
    """All of a source: read without holding anything up, then the scopes that differ one by one. Returns how many."""
    if not IndexedSource.objects.filter(name=source.name, filled=True).exists():
        return _fill(source)
    keep_places(source)
    stale = _stale_scopes(source)
    for scope in sorted(stale):
        keep_scope(source, scope)
    return len(stale)


def _stale_scopes(source: SearchSource) -> set[int]:
    """Where the table does not say what the source says. Memory grows by a number for each entry, no more."""
    stale: set[int] = set()
    right: set[int] = set()
    for batch in batches(source.entries()):
        rows = SearchEntry.objects.filter(key__in=[entry.key for entry in batch])
        known = {key: (pk, fingerprint) for pk, key, fingerprint in rows.values_list("pk", "key", "fingerprint")}
        for entry in batch:
            pk, fingerprint = known.get(entry.key, (None, ""))
            if fingerprint == fingerprint_of(entry):
                right.add(pk)
            else:
                stale.add(entry.scope)
    rows = SearchEntry.objects.filter(source=source.name).order_by("pk").values_list("pk", "scope")
    return stale | {scope for pk, scope in rows.iterator(chunk_size=BATCH) if pk not in right}


def _hold(source: SearchSource) -> None:
    IndexedSource.objects.get_or_create(name=source.name)
    IndexedSource.objects.select_for_update().get(name=source.name)


@transaction.atomic
def keep_scope(source: SearchSource, scope: int) -> None:
    """Make the table say what the source says now of one scope, which is then in question no more.

    The row of the source is held first and the records are read after, so of two that look at once the one that
    saw more writes last. A question that is asked meanwhile stays.
    """
    _hold(source)
    asked = list(InQuestion.objects.filter(source=source.name, scope=scope).values_list("pk", flat=True))
    kept = {row.key: row for row in SearchEntry.objects.filter(source=source.name, scope=scope)}
    new = []
    for entry in source.entries(scope=scope):
        if entry.key in kept and kept[entry.key].fingerprint == fingerprint_of(entry):
            del kept[entry.key]
        else:
            new.append(entry)
    SearchEntry.objects.filter(pk__in=[row.pk for row in kept.values()]).delete()
    rows = _write(source, new)
    vocabulary.count_words(source.name, vocabulary.counted(rows), vocabulary.counted(kept.values()))
    InQuestion.objects.filter(pk__in=asked).delete()


@transaction.atomic
def _fill(source: SearchSource) -> int:
    """All of a source in an empty table: a batch at a time, and every word counted once. Returns how many scopes."""
    _hold(source)
    keep_places(source)
    asked = list(InQuestion.objects.filter(source=source.name).values_list("pk", flat=True))
    SearchEntry.objects.filter(source=source.name).delete()
    Word.objects.filter(source=source.name).delete()
    words: Counter = Counter()
    scopes: set[int] = set()
    for batch in batches(source.entries()):
        words.update(vocabulary.counted(_write(source, batch)))
        scopes |= {entry.scope for entry in batch}
    vocabulary.count_words(source.name, words, Counter())
    InQuestion.objects.filter(pk__in=asked).delete()
    IndexedSource.objects.filter(name=source.name).update(filled=True)
    return len(scopes)


def _write(source: SearchSource, entries: list[Entry]) -> list[SearchEntry]:
    places = _places(source) if any(entry.place for entry in entries) else {}
    return SearchEntry.objects.bulk_create(
        (
            SearchEntry(
                source=source.name,
                scope=entry.scope,
                key=entry.key,
                kind=entry.kind,
                audience=entry.audience,
                title=printable(entry.title)[:400],
                text=printable(entry.text)[:LONGEST_TEXT],
                url=entry.url,
                context=printable(entry.context)[:400],
                day=entry.day,
                place_id=places.get(entry.place),
                fingerprint=fingerprint_of(entry),
            )
            for entry in entries
        ),
        batch_size=BATCH,
    )


def _places(source: SearchSource) -> dict[str, int]:
    return dict(Place.objects.filter(source=source.name).values_list("key", "pk"))


@transaction.atomic
def keep_places(source: SearchSource) -> None:
    """Places come and get new names; one that is gone stays while entries belong to it."""
    _hold(source)
    kept = {place.key: place for place in Place.objects.filter(source=source.name)}
    told = source.places()
    Place.objects.bulk_create(Place(source=source.name, key=key, name=told[key]) for key in told if key not in kept)
    for key, place in kept.items():
        if key in told and place.name != told[key]:
            Place.objects.filter(pk=place.pk).update(name=told[key])


def printable(text: str) -> str:
    """Without characters that no reader sees; line breaks and the like become spaces."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def fingerprint_of(entry: Entry) -> str:
    said = (
        *(entry.scope, entry.kind, entry.title, entry.text, entry.url, entry.context),
        *(entry.day and entry.day.isoformat(), entry.place, str(entry.audience)),
    )
    return blake2s(repr(said).encode(), digest_size=16).hexdigest()


def batches(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    entries = iter(entries)
    while batch := list(islice(entries, BATCH)):
        yield batch
