"""The one way to files: what somebody may see of them."""

from django.db.models import QuerySet
from django.utils import timezone

from disputes.models import Dispute, DisputeFile
from disputes.panels import seat_of
from disputes.sides import side_of


def files_shown_to(user, dispute: Dispute) -> list[DisputeFile]:
    """For somebody who sees the dispute. A file for the Champions only is not there for the other side."""
    files = dispute.files_added
    if not files or seat_of(user, dispute, timezone.localdate()):
        return files
    side = side_of(user, dispute)
    return [file for file in files if not file.for_champions or (side and file.side == side)]


def files_for_everyone(dispute: Dispute) -> QuerySet[DisputeFile]:
    """What both sides and those who hear it can all open."""
    return dispute.files.filter(for_champions=False)


def names_for_champions(dispute: Dispute) -> list[str]:
    """What nobody may read in the outcome."""
    return list(dispute.files.filter(for_champions=True).values_list("name", flat=True))
