"""Files that belong to applications and reports: under names on the disk that say nothing."""

from collections.abc import Iterable

from django.conf import settings
from django.db import models, transaction
from django.utils.crypto import get_random_string

from funding.models.applications import FormAnswer


def opaque_name(file: "StoredFile", name: str) -> str:
    """What a file is called on the disk says nothing, and keeps only its kind."""
    return f"funding/{get_random_string(32)}.{ending(name)}"


def ending(name: str) -> str:
    return name.rpartition(".")[2].lower()[:5]


class StoredFile(models.Model):
    file = models.FileField(upload_to=opaque_name)
    name = models.CharField(max_length=200, help_text="As it was called where it came from.")
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class AnswerFile(StoredFile):
    """The answer to a question that asks for a file; the text of the answer is its name."""

    answer = models.OneToOneField(FormAnswer, on_delete=models.CASCADE, related_name="file")


def take_off_the_disk(files: Iterable[StoredFile]) -> None:
    """Once it is certain that their records go."""
    for each in files:
        transaction.on_commit(lambda file=each.file: file.storage.delete(file.name))
