"""Files that are added while a dispute goes on."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from compact_portal.audit.services import record
from compact_portal.forms.uploads import content_type_of, shortened
from disputes.choices import DisputeState
from disputes.emails import together as emails
from disputes.models import Dispute, DisputeFile
from disputes.queries.files import names_for_champions
from disputes.services.states import happened, lock_for
from disputes.sides import side_of

ADD = "disputes.add_file"
#: More than a meeting can look at; a machine that presses the button again and again gets no further.
MOST_FILES = 40
#: A shorter name than this, without its ending, is an everyday word.
SHORTEST_NAME = 5


@transaction.atomic
def share_file(dispute: Dispute, *, upload, for_champions: bool = False, by, now: datetime) -> DisputeFile:
    """Give a file, whose content the form has looked at, to both sides or to the Champions only. It stays.

    Raises ValidationError when there are too many, and for the Champions before they have the dispute.
    """
    dispute = lock_for(dispute, by, ADD)
    if dispute.files.count() >= MOST_FILES:
        raise ValidationError({"upload": f"There are {MOST_FILES} files already. Put several pages into one file."})
    if for_champions and dispute.state != DisputeState.REFERRED:
        raise ValidationError("The Champions do not have it yet. Share the file with both sides, or wait.")
    side = side_of(by, dispute)
    file = dispute.files.create(
        file=upload,
        name=shortened(upload.name),
        content_type=content_type_of(upload),
        size=upload.size,
        side=side,
        for_champions=for_champions,
        added_by=by,
        added_at=now,
    )
    if for_champions:  # not on the timeline, which the other side reads
        record(dispute, "file given to the champions", by=by, at=now)
    else:
        happened(dispute, "file shared", by=by, now=now, what=file.name)
    emails.file_shared(dispute, file, by, at=now)
    return file


def refuse_to_cite(dispute: Dispute, text: str) -> None:
    """What only the Champions have read cannot be answered by both sides. Raises ValidationError on `text`."""
    for name in names_for_champions(dispute):
        stem = name.rpartition(".")[0] or name
        if len(stem) >= SHORTEST_NAME and stem.lower() in text.lower():
            raise ValidationError({"text": f"“{name}” is for the Champions only. Do not name it in the outcome."})
