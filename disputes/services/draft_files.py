"""Files of a draft: added, and removed again."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from compact_portal.forms.uploads import content_type_of, shortened
from disputes.choices import Side
from disputes.models import Dispute, DisputeFile
from disputes.services.drafts import held_draft, save_answers

MOST_FILES = 10


@transaction.atomic
def add_file(dispute: Dispute, *, upload, by, now: datetime) -> DisputeFile:
    """A file whose content the form has looked at."""
    dispute = held_draft(dispute, by)
    if dispute.files.count() >= MOST_FILES:
        raise ValidationError({"upload": f"There are {MOST_FILES} files already. Remove one first."})
    added = dispute.files.create(
        file=upload,
        name=shortened(upload.name),
        content_type=content_type_of(upload),
        size=upload.size,
        side=Side.RAISING,
        added_by=by,
        added_at=now,
    )
    save_answers(dispute, files_considered=True, by=by, now=now)
    return added


@transaction.atomic
def remove_file(dispute: Dispute, *, pk: int, by, now: datetime) -> None:
    """Out of the draft and, once that is certain, off the disk. One that is gone already stays gone."""
    dispute = held_draft(dispute, by)
    file = dispute.files.filter(pk=pk).first()
    if file:
        storage, name = file.file.storage, file.file.name
        file.delete()
        transaction.on_commit(lambda: storage.delete(name))
