"""What can be found of disputes: what was learned from one, once everyone may read it, and nothing else at all."""

from collections.abc import Iterator

from django.utils import timezone

from compact_portal.addresses import address
from compact_portal.search.plain import first_words
from compact_portal.search.sources import BATCH, Entry, register
from disputes.models import LearningNote
from disputes.queries.disputes import public_learning


class LearningToFind:
    name = "disputes"
    kinds = {"learning": "Learning from disputes"}
    follows = {"disputes.dispute": lambda dispute: dispute.pk}
    places_follow = frozenset()
    turns_with_the_day = True  # a note is published by its date alone

    def places(self) -> dict[str, str]:
        return {}

    def entries(self, *, scope: int | None = None) -> Iterator[Entry]:
        notes = public_learning(timezone.localdate())
        notes = notes.filter(dispute=scope) if scope is not None else notes
        return map(of_a_note, notes.order_by("public_from", "pk").iterator(chunk_size=BATCH))


def of_a_note(note: LearningNote) -> Entry:
    said = [note.issue, note.change, note.who, note.by_when, *(addition.text for addition in note.added)]
    return Entry(
        key=f"disputes.learning:{note.pk}",
        scope=note.dispute_id,
        kind="learning",
        title=first_words(note.issue),
        text=" ".join(said),
        url=address("disputes:learning"),
        day=note.public_from,
    )


register(LearningToFind())
