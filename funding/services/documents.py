"""Documents of an organisation: kept, removed, and copied into an application."""

from datetime import date, datetime
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from compact_portal.access.gate import require
from compact_portal.audit.services import record
from compact_portal.people.models import Organisation
from funding.models import AnswerFile, Application, FormQuestion, KeptDocument
from funding.services import files
from funding.services.files import put_in_place, remove, stored
from funding.services.registrations import REGISTER

#: More than this nobody looks through.
MOST_DOCUMENTS = 40


@transaction.atomic
def keep_document(
    organisation: Organisation, *, title: str, upload, good_until: date | None = None, by, now: datetime
) -> KeptDocument:
    """For the next applications of this organisation. `upload` is a file whose content the form has looked at.

    Raises ValidationError for a last day that has passed, and for more documents than one looks through.
    """
    require(by, REGISTER, organisation)
    if good_until and good_until < timezone.localdate(now):
        raise ValidationError({"good_until": "This day has passed. Choose a document that is still good."})
    if organisation.documents.count() >= MOST_DOCUMENTS:
        raise ValidationError(f"{MOST_DOCUMENTS} documents are kept already. Remove one first.")
    made = {"title": title, "good_until": good_until, **stored(upload, by=by, now=now)}
    kept = organisation.documents.create(**made)
    record(organisation, "document kept", by=by, at=now, title=title)
    return kept


@transaction.atomic
def remove_document(document: KeptDocument, *, by, now: datetime) -> None:
    """Applications that have a copy keep theirs."""
    require(by, REGISTER, document.organisation)
    record(document.organisation, "document removed", by=by, at=now, title=document.title)
    remove(document)


@transaction.atomic
def save_file(application: Application, question: FormQuestion, *, upload, keep: bool, by, now: datetime) -> AnswerFile:
    """The answer to a question; and kept under its name, if that is asked for."""
    answer = files.save_file(application, question, upload=upload, by=by, now=now)
    if keep:
        upload.seek(0)
        keep_document(application.organisation, title=PurePath(upload.name).stem[:100], upload=upload, by=by, now=now)
    return answer


@transaction.atomic
def use_document(
    application: Application, question: FormQuestion, document: KeptDocument, *, by, now: datetime
) -> AnswerFile:
    """A copy of it is the answer, in the place of the one before."""
    require(by, REGISTER, document.organisation)
    with document.file.open() as content:
        copied = ContentFile(content.read(), name=document.name)
    said = {"name": document.name, "content_type": document.content_type, "size": document.size}
    return put_in_place(application, question, {"file": copied, **said, "added_by": by, "added_at": now}, by, now)
