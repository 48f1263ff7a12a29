"""What was published of a record."""

from django.db.models import Model, QuerySet

from compact_portal.publishing.models import Publication, subject_type_of
from compact_portal.written import written


def published_about(record: Model, *, for_everyone: bool = True) -> list[Publication]:
    """Every edition of every document, newest first; those that everyone may read, or all that were not withdrawn.

    What they say is read from the one that is shown.
    """
    found = _published_about(subject_type_of(record), record.pk)
    return [publication for publication in found if publication.public or not for_everyone]


@written
def _published_about(subject_type: str, subject: int) -> QuerySet[Publication]:
    editions = Publication.objects.filter(subject_type=subject_type, subject_id=subject)
    return editions.filter(withdrawn_at=None).newest_first().on_a_shelf()
