"""What has been published of a meeting: the edition to read, and those before it."""

from collections.abc import Iterable
from dataclasses import dataclass

from compact_portal.publishing.choices import Edition
from compact_portal.publishing.models import Publication, subject_type_of
from compact_portal.publishing.queries import published_about
from meetings.models import Meeting


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything published of one meeting, newest first."""

    publications: tuple[Publication, ...]

    def latest(self, document: str, edition: str = Edition.STANDARD) -> Publication | None:
        return next((found for found in self.editions(document, edition)), None)

    def editions(self, document: str, edition: str = Edition.STANDARD) -> list[Publication]:
        """All numbers of "agenda" or "minutes", newest first."""
        return [found for found in self.publications if found.document == document and found.edition == edition]

    @property
    def minutes(self) -> list[Publication]:
        return self.editions("minutes")

    @property
    def agendas(self) -> list[Publication]:
        return self.editions("agenda")

    @property
    def to_read(self) -> Publication | None:
        """The minutes; before there are any, the agenda."""
        return self.latest("minutes") or self.latest("agenda")


def shelf_of(meeting: Meeting) -> Shelf:
    """One query; what the editions say is read only from the one that is shown, if no process remembers it."""
    return Shelf(tuple(published_about(meeting)))


def shelves_of(meetings: Iterable[Meeting]) -> dict[int, Shelf]:
    """By meeting, with what the editions say. One query, however many meetings."""
    keys = [meeting.pk for meeting in meetings]
    found = Publication.objects.public().filter(subject_type=subject_type_of(Meeting), subject_id__in=keys)
    by_meeting: dict[int, list[Publication]] = {pk: [] for pk in keys}
    for publication in found.newest_first():
        by_meeting[publication.subject_id].append(publication)
    return {pk: Shelf(tuple(publications)) for pk, publications in by_meeting.items()}


@dataclass(frozen=True, slots=True)
class PublishedItem:
    """One item as it was published, between its neighbours."""

    pk: int
    item: dict
    previous: dict | None
    next: dict | None


def published_item(published: Publication, pk: int) -> PublishedItem | None:
    """The item with this key in a published agenda or minutes, or None when it is not in there."""
    items = [{**item, "pk": int(item["anchor"].removeprefix("item-"))} for item in published.data["items"]]
    for index, item in enumerate(items):
        if item["pk"] == pk:
            return PublishedItem(
                pk, item, items[index - 1] if index else None, items[index + 1] if index + 1 < len(items) else None
            )
    return None
