"""Reading the outbox."""

from django.db.models import Count, Q, QuerySet

from compact_portal.notices.models import Notice


def notice_list() -> QuerySet[Notice]:
    """Every notice with its reader, newest first, without the words that make the rows long."""
    return Notice.objects.select_related("user__person").defer("body").newest_first()


def kinds() -> list[tuple[str, str]]:
    """What the notices are about, as choices. A private one's kind would tell who is in a dispute."""
    found = Notice.objects.open_to_officers().order_by("kind").values_list("kind", flat=True).distinct()
    return [(kind, kind[:1].upper() + kind[1:]) for kind in found]


def unsent_counts() -> dict[str, int]:
    """How many wait and how many failed: {"waiting": 3, "failed": 0}. One query over the unsent rows only."""
    waiting, failed = Count("pk", filter=Q(failed_at=None)), Count("pk", filter=Q(failed_at__isnull=False))
    return Notice.objects.filter(sent_at=None).aggregate(waiting=waiting, failed=failed)
