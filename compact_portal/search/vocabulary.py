"""The words that stand in what can be found, by source and audience, and those nearest to a mistyped one."""

from collections import Counter
from collections.abc import Collection, Iterable
from heapq import nsmallest

from django.db.models import F, Q

from compact_portal.search.models import Word
from compact_portal.search.sources import BATCH
from compact_portal.search.words import (
    beginning_of,
    distance,
    ending_of,
    mistakes_forgiven,
    words_to_mend_with,
)

#: Words of one audience: (audience, word) and in how many entries it stands.
Counted = Counter[tuple[str, str]]

#: Words compared with a mistyped one: those in most entries first.
MOST_COMPARED = 400
#: Words tried in the place of a mistyped one.
MOST_NEAR = 3


def counted(entries: Iterable) -> Counted:
    """The words of entries, whether as a source tells them or as they are kept."""
    return Counter(
        (entry.audience, word) for entry in entries for word in words_to_mend_with(f"{entry.title} {entry.text}")
    )


def count_words(source: str, come: Counted, gone: Counted) -> None:
    """The counts after some entries came and some went. Whoever calls holds the row of the source."""
    changes = come.copy()
    changes.subtract(gone)
    changes = {key: number for key, number in changes.items() if number}
    keys = sorted(changes)
    for start in range(0, len(keys), BATCH):
        _count(source, {key: changes[key] for key in keys[start : start + BATCH]})


def _count(source: str, changes: dict[tuple[str, str], int]) -> None:
    words = {word for _, word in changes}
    known = {
        (row.audience, row.word): row
        for row in Word.objects.filter(source=source, word__in=words)
        if (row.audience, row.word) in changes
    }
    for key, row in known.items():
        row.entries = max(row.entries + changes[key], 0)
    Word.objects.bulk_update([row for row in known.values() if row.entries], ["entries"], batch_size=100)
    Word.objects.filter(pk__in=[row.pk for row in known.values() if not row.entries]).delete()
    Word.objects.bulk_create(
        [
            Word(
                source=source,
                audience=audience,
                word=word,
                beginning=beginning_of(word),
                ending=ending_of(word),
                entries=number,
            )
            for (audience, word), number in changes.items()
            if (audience, word) not in known and number > 0
        ]
    )


def mended(words: Collection[str], audiences: Collection[str]) -> dict[str, list[str]]:
    """For each word that these readers' entries do not have, those nearest to it that they do have, the nearest first;
    MOST_NEAR at most. One query."""
    doubtful = [word for word in words if words_to_mend_with(word)]
    if not doubtful:
        return {}
    near = Q(word__in=doubtful)
    for word in doubtful:
        near |= Q(beginning=beginning_of(word)) | Q(ending=ending_of(word))
    found = Word.objects.filter(near, audience__in=audiences).order_by(F("entries").desc(), "word")
    known = dict(reversed(found.values_list("word", "entries")[: MOST_COMPARED * len(doubtful)]))
    better = {word: _nearest(word, known) for word in doubtful if word not in known}
    return {word: nearest for word, nearest in better.items() if nearest}


def _nearest(word: str, known: dict[str, int]) -> list[str]:
    most = mistakes_forgiven(word)
    near = [(distance(word, other, most), -entries, other) for other, entries in known.items()]
    return [other for _, _, other in nsmallest(MOST_NEAR, (each for each in near if each[0] <= most))]
