"""Editions of the Compact made outside the portal: Easy Read, audio, a video in sign language, other languages."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from champions.choices import EditionKind
from champions.models.compact import CompactVersion
from champions.models.stored import opaque_path
from compact_portal.addresses import address


def edition_path(edition, filename: str) -> str:
    return opaque_path("editions", filename)


class UploadedEditionQuerySet(models.QuerySet):
    def current(self):
        return self.filter(removed_at=None)

    def by_kind(self):
        return self.order_by("kind", "language", "title", "pk")


class UploadedEdition(models.Model):
    """A file, or a link to where it is. What was removed stays as a record; nobody can open it."""

    version = models.ForeignKey(CompactVersion, on_delete=models.PROTECT, related_name="uploaded_editions")
    kind = models.CharField(max_length=20, choices=EditionKind)
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=60, blank=True)
    language_code = models.CharField(max_length=20, blank=True, help_text="As HTML has it: pl, zh-Hant.")
    file = models.FileField(upload_to=edition_path, blank=True)
    link = models.URLField(blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField(null=True, blank=True, help_text="Bytes.")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    uploaded_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = UploadedEditionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(file="") & ~Q(link="")) | (~Q(file="") & Q(link="")), name="edition_is_a_file_or_a_link"
            ),
            models.CheckConstraint(
                condition=~Q(kind=EditionKind.LANGUAGE) | ~Q(language=""), name="edition_in_a_language_names_it"
            ),
            models.UniqueConstraint(
                fields=["version", "kind", "title"], condition=Q(removed_at=None), name="edition_title_once_in_a_kind"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("compact:edition", self.version.slug, self.pk)

    @property
    def ending(self) -> str:
        """pdf, from the name under which the file is kept."""
        return self.file.name.rpartition(".")[2]
