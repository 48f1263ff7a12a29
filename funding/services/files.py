"""Files that somebody sends. In an application: put in, put in the place of another, taken out."""

from datetime import datetime

from django.db import transaction

from compact_portal.forms.uploads import content_type_of, shortened
from funding.models import AnswerFile, Application, FormQuestion
from funding.models.files import StoredFile
from funding.services.applications import lock_question, write_answer

#: What an applicant may send, by its content (compact_portal.forms.uploads).
KINDS = ("pdf", "docx", "png", "jpg")


@transaction.atomic
def save_file(application: Application, question: FormQuestion, *, upload, by, now: datetime) -> AnswerFile:
    """A file whose content the form has looked at, in the place of the one before."""
    return put_in_place(application, question, stored(upload, by=by, now=now), by, now)


def put_in_place(application: Application, question: FormQuestion, fields: dict, by, now: datetime) -> AnswerFile:
    """`fields` are those of a StoredFile. Inside a transaction."""
    held = lock_question(application, question, by, now)
    remove(AnswerFile.objects.filter(answer__application=held, answer__question=question).first())
    write_answer(held, question, fields["name"], now)
    return AnswerFile.objects.create(answer=held.answers.get(question=question), **fields)


@transaction.atomic
def remove_file(application: Application, question: FormQuestion, *, by, now: datetime) -> None:
    """One that is gone already stays gone."""
    held = lock_question(application, question, by, now)
    remove(AnswerFile.objects.filter(answer__application=held, answer__question=question).first())
    write_answer(held, question, "", now)


def stored(upload, *, by, now: datetime) -> dict:
    """The fields of a StoredFile."""
    return {
        "file": upload,
        "name": shortened(upload.name),
        "content_type": content_type_of(upload),
        "size": upload.size,
        "added_by": by,
        "added_at": now,
    }


def remove(file: StoredFile | None) -> None:
    """Out of the record and, once that is certain, off the disk."""
    if file is not None:
        storage, name = file.file.storage, file.file.name
        file.delete()
        transaction.on_commit(lambda: storage.delete(name))
