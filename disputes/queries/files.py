"""The one way to files: what somebody may see of them."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from disputes.models import Dispute, DisputeFile
from disputes.panels import seat_of
from disputes.sides import side_of


def files_shown_to(user, dispute: Dispute) -> QuerySet[DisputeFile]:
    """For somebody who sees the dispute. A file for the Champions only is not there for the other side."""
    if seat_of(user, dispute, timezone.localdate()):
        return dispute.files.all()
    side = side_of(user, dispute)
    own = Q(side=side) if side else Q(pk=None)
    return dispute.files.filter(Q(for_champions=False) | own)


def names_for_champions(dispute: Dispute) -> list[str]:
    """What nobody may read in the outcome."""
    return list(dispute.files.filter(for_champions=True).values_list("name", flat=True))
