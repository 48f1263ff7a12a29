"""Editions made outside the portal: added and removed by officers."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from champions.models import CompactVersion, UploadedEdition
from compact_portal.access.gate import require
from compact_portal.audit.services import record
from compact_portal.forms.uploads import content_type_of

UPLOAD = "champions.upload_edition"


@transaction.atomic
def upload_edition(
    version: CompactVersion,
    *,
    kind: str,
    title: str,
    file=None,
    link: str = "",
    language: str = "",
    language_code: str = "",
    by,
    now: datetime,
) -> UploadedEdition:
    """Put an edition beside the version: a file whose content the form has checked, or a link.

    Raises ValidationError when one of this kind has the same title: a second click adds nothing.
    """
    require(by, UPLOAD)
    version = CompactVersion.objects.select_for_update().get(pk=version.pk)
    if version.uploaded_editions.current().filter(kind=kind, title=title).exists():
        raise ValidationError({"title": f"“{title}” is here already. Remove it first, or choose another title."})
    edition = UploadedEdition.objects.create(
        version=version,
        kind=kind,
        title=title,
        language=language,
        language_code=language_code,
        file=file or "",
        link=link,
        content_type=content_type_of(file) if file else "",
        size=file.size if file else None,
        uploaded_by=by,
        uploaded_at=now,
    )
    record(version, "edition added", by=by, at=now, title=title, kind=edition.get_kind_display())
    return edition


@transaction.atomic
def remove_edition(edition: UploadedEdition, *, by, now: datetime) -> UploadedEdition:
    """Take it back: nobody can open it any more. The record that it was there stays."""
    require(by, UPLOAD)
    edition = UploadedEdition.objects.select_for_update().select_related("version").get(pk=edition.pk)
    if edition.removed_at is None:
        edition.removed_at = now
        edition.save(update_fields=["removed_at"])
        record(edition.version, "edition removed", by=by, at=now, title=edition.title)
    return edition
