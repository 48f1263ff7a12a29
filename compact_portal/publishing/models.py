"""The shelf of what was published: numbered editions that never change."""

from datetime import datetime

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q

from compact_portal.addresses import address
from compact_portal.publishing.choices import TRIES, Edition, PublicationState


def subject_type_of(obj: models.Model) -> str:
    return obj._meta.concrete_model._meta.label_lower


class PressedQuerySet(models.QuerySet):
    def rendered(self):
        return self.filter(state=PublicationState.RENDERED)

    def pending(self):
        return self.filter(state=PublicationState.PENDING)

    def failed(self):
        return self.filter(state=PublicationState.FAILED)

    def due(self, now: datetime):
        """Pending, with a try left, its time come, and held by no worker."""
        free = Q(claimed_until=None) | Q(claimed_until__lt=now)
        return self.pending().filter(free, attempts__lt=TRIES, next_attempt_at__lte=now)

    def abandoned(self, now: datetime):
        """Tried as often as we try, and the last worker never came back."""
        return self.pending().filter(attempts__gte=TRIES, claimed_until__lt=now)


class PressedManager(models.Manager.from_queryset(PressedQuerySet)):
    def get_queryset(self):
        """Lists name what there is; the bytes are read only by whoever serves them."""
        return super().get_queryset().defer("pdf")


THERE_IS_A_PDF = Q(
    state=PublicationState.RENDERED, pdf__isnull=False, pages__gte=1, bytes__gte=1, rendered_at__isnull=False
) & ~Q(sha256="")
THERE_IS_NONE = Q(pdf=None, pages=None, bytes=None, rendered_at=None, sha256="") & ~Q(state=PublicationState.RENDERED)


class Pressed(models.Model):
    """What a worker makes a PDF of: how far it is, who holds it, and the PDF itself (see press.py)."""

    state = models.CharField(max_length=20, choices=PublicationState, default=PublicationState.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    claimed_by = models.CharField(max_length=32, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True)

    pdf = models.BinaryField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    pages = models.PositiveIntegerField(null=True)
    bytes = models.PositiveIntegerField(null=True)
    rendered_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @property
    def is_rendered(self) -> bool:
        return self.state == PublicationState.RENDERED

    @property
    def is_failed(self) -> bool:
        return self.state == PublicationState.FAILED


class PublicationQuerySet(PressedQuerySet):
    def about(self, obj: models.Model):
        return self.filter(subject_type=subject_type_of(obj), subject_id=obj.pk)

    def document(self, name: str):
        return self.filter(document=name)

    def standard(self):
        return self.filter(edition=Edition.STANDARD)

    def large_print(self):
        return self.filter(edition=Edition.LARGE_PRINT)

    def public(self):
        return self.filter(public=True, withdrawn_at=None)

    def on_a_shelf(self):
        """What a list of editions shows; what they say is read when asked for."""
        return self.only(
            "document",
            "number",
            "edition",
            "title",
            "template",
            "mark",
            "filename",
            "public",
            "published_at",
            "state",
            "pages",
            "bytes",
        )

    def newest_first(self):
        return self.order_by("-number", "-edition", "-pk")

    def latest(self):
        """The one with the highest number, the standard edition before the large print, or None."""
        return self.newest_first().first()


class Publication(Pressed):
    """One numbered edition of a document about one record.

    What it says is frozen when it is published, before it is rendered; the database refuses to change it, or to
    change the PDF once it is rendered (see triggers.py). A correction is the next number. One that came out by mistake
    is withdrawn: it stays on the shelf, and only officers see it there.
    """

    subject_type = models.CharField(max_length=100)
    subject_id = models.BigIntegerField()
    document = models.SlugField(max_length=40)
    number = models.PositiveIntegerField()
    edition = models.CharField(max_length=20, choices=Edition)
    title = models.CharField(max_length=300)
    template = models.CharField(max_length=200)
    data = models.JSONField()
    mark = models.CharField(max_length=40, blank=True)
    filename = models.SlugField(max_length=200)
    public = models.BooleanField(default=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = PressedManager.from_queryset(PublicationQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "document", "number", "edition"], name="one_of_each_edition"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="editions_start_at_one"),
            models.CheckConstraint(condition=THERE_IS_A_PDF | THERE_IS_NONE, name="rendered_means_there_is_a_pdf"),
        ]
        indexes = [
            models.Index(fields=["next_attempt_at", "id"], condition=Q(state="pending"), name="publications_to_render"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.get_edition_display().lower()}, number {self.number})"

    def get_absolute_url(self) -> str:
        return address("publishing:pdf", self.pk, self.filename)

    @property
    def is_public(self) -> bool:
        return self.public and self.withdrawn_at is None

    @property
    def subject(self) -> models.Model | None:
        """The record it is about, or None when that is gone."""
        return apps.get_model(self.subject_type)._default_manager.filter(pk=self.subject_id).first()
