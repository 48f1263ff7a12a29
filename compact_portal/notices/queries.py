"""Reading the outbox."""

from django.db.models import Count, Q, QuerySet

from compact_portal.notices.choices import kind_in_words
from compact_portal.notices.models import Notice

#: Of which the kinds are read. To ask all of two years' notices took longer than the rest of the page.
LOOKED_AT = 500


def notice_list() -> QuerySet[Notice]:
    """Every notice with its reader, newest first, without the words that make the rows long."""
    return Notice.objects.select_related("user__person").defer("body").newest_first()


def kinds() -> list[tuple[str, str]]:
    """What the latest notices are about, as choices. A private one's kind would tell who is in a dispute."""
    latest = Notice.objects.open_to_officers().newest_first().values_list("kind", flat=True)[:LOOKED_AT]
    return [(kind, kind_in_words(kind)) for kind in sorted(set(latest))]


def unsent_counts() -> dict[str, int]:
    """How many wait and how many failed: {"waiting": 3, "failed": 0}. One query over the unsent rows only."""
    waiting, failed = Count("pk", filter=Q(failed_at=None)), Count("pk", filter=Q(failed_at__isnull=False))
    return Notice.objects.filter(sent_at=None).aggregate(waiting=waiting, failed=failed)
