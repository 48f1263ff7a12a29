"""What was published of a record."""

from django.db.models import Model, QuerySet

from compact_portal.publishing.models import Publication, subject_type_of
from compact_portal.written import written


def published_about(record: Model) -> list[Publication]:
    """Every public edition of every document, newest first. What they say is read from the one that is shown."""
    return _published_about(subject_type_of(record), record.pk)


@written
def _published_about(subject_type: str, subject: int) -> QuerySet[Publication]:
    editions = Publication.objects.filter(subject_type=subject_type, subject_id=subject)
    return editions.public().newest_first().on_a_shelf()
