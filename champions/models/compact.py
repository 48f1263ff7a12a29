"""A version of the Compact: its sections, clauses, glossary and the stages of its disputes procedure."""

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, When
from django.utils.text import slugify

from champions.choices import (
    ADOPTION_OPEN,
    ADOPTION_PUBLIC,
    BEING_WRITTEN,
    CITABLE,
    EDITABLE,
    NOT_BOUND,
    PUBLIC,
    SETTLED,
    Addressee,
    ClauseKind,
    CompactState,
    SectionKind,
)
from compact_portal.addresses import address


class CompactVersionQuerySet(models.QuerySet):
    def public(self):
        return self.filter(state__in=PUBLIC)

    def in_force(self):
        return self.filter(state=CompactState.IN_FORCE)

    def being_written(self):
        return self.filter(state__in=BEING_WRITTEN)

    def settled(self):
        return self.filter(state__in=SETTLED)

    def on_the_way(self):
        return self.filter(state__in=BEING_WRITTEN | SETTLED)

    def newest_first(self):
        return self.order_by("-slug", "-pk")

    def in_force_first(self):
        return self.order_by(Case(When(state=CompactState.IN_FORCE, then=0), default=1), "-slug", "-pk")


class CompactVersion(models.Model):
    """One edition of the agreement. One is in force; older ones stay readable for good."""

    title = models.CharField(max_length=200)
    period = models.CharField(max_length=40, help_text="As the cover has it, for example: 2019 - 2022.")
    slug = models.SlugField(max_length=60, unique=True)
    strapline = models.CharField(max_length=200, blank=True)
    summary = models.TextField(blank=True, help_text="The sentence of the cover.")
    state = models.CharField(max_length=20, choices=CompactState, default=CompactState.DRAFT)
    launched_on = models.DateField(null=True, blank=True)
    follows = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="followers", help_text="Drafted from it."
    )
    revision = models.PositiveIntegerField(default=0, help_text="Counts changes; a form names the one it was shown.")

    objects = CompactVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=Q(state=CompactState.IN_FORCE), name="one_compact_in_force"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.period}"

    def get_absolute_url(self) -> str:
        return address("compact:version", self.slug)

    @property
    def is_public(self) -> bool:
        return self.state in PUBLIC

    @property
    def is_editable(self) -> bool:
        return self.state in EDITABLE

    def url(self, page: str, *extra) -> str:
        return address(f"compact:{page}", self.slug, *extra)

    @property
    def is_settled(self) -> bool:
        """Agreed or being adopted: whoever takes it through their governance has to read it."""
        return self.state in SETTLED

    @property
    def is_open_to_adoption(self) -> bool:
        return self.state in ADOPTION_OPEN

    @property
    def has_public_adoption(self) -> bool:
        return self.state in ADOPTION_PUBLIC


class Section(models.Model):
    """A section or sub-section ("5", "5.1"), or a part without a number, such as the foreword."""

    version = models.ForeignKey(CompactVersion, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=SectionKind, default=SectionKind.SECTION)
    number = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=200)
    signed = models.TextField(blank=True, help_text="Who signed it, one line each.")
    revision = models.PositiveIntegerField(default=0, help_text="Counts changes of its heading.")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "number"], condition=~Q(number=""), name="section_number_once_in_a_version"
            ),
        ]

    def __str__(self) -> str:
        return " ".join(filter(None, [self.number, self.title]))

    @property
    def level(self) -> int:
        """1 for a section, 2 for a sub-section."""
        return self.number.count(".") + 1

    @property
    def address(self) -> str:
        """Its part of an address: 8.2, or foreword."""
        return self.number or slugify(self.title) or self.kind

    @property
    def anchor(self) -> str:
        return f"section-{self.address.replace('.', '-')}"


class ClauseQuerySet(models.QuerySet):
    def citable(self):
        return self.filter(kind__in=CITABLE)

    def public(self):
        return self.filter(section__version__state__in=PUBLIC)

    def applying(self):
        """Those that are part of the text: not retired."""
        return self.filter(retired=False)

    def in_order(self):
        return self.order_by("position", "pk")

    def in_reading_order(self):
        return self.order_by("section__position", "position", "pk")


class Clause(models.Model):
    """A paragraph or one line of a list.

    `predecessor` is the same clause in the version before, so that what pointed at it finds its successor.
    """

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="clauses")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=ClauseKind, default=ClauseKind.TEXT)
    addressee = models.CharField(max_length=20, choices=Addressee, default=Addressee.EVERYONE)
    number = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Within its section; citable ones only.")
    text = models.TextField()
    predecessor = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="successor"
    )
    retired = models.BooleanField(default=False, help_text="Taken out of the text, and kept for what points at it.")
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True, blank=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = ClauseQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["section", "number"], name="clause_number_once_in_a_section"),
            models.CheckConstraint(
                condition=Q(kind__in=CITABLE, number__isnull=False) | (~Q(kind__in=CITABLE) & Q(number=None)),
                name="clauses_that_can_be_cited_have_a_number",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.text}" if self.number else self.text

    def get_absolute_url(self) -> str:
        return address("compact:clause", self.section.version.slug, self.section.address, self.number)

    def binds(self, organisation) -> bool:
        return organisation.sector != NOT_BOUND.get(self.addressee)

    @property
    def anchor(self) -> str:
        return f"clause-{self.section.address.replace('.', '-')}-{self.number}" if self.number else ""

    @property
    def row_anchor(self) -> str:
        """Its place on the page it is edited on."""
        return f"row-{self.pk}"

    @property
    def reference(self) -> str:
        """8.2/3: the third clause of section 8.2. Parts without a number are cited by their title."""
        return f"{self.section.number or self.section.title or self.section.get_kind_display()}/{self.number}"


class GlossaryTerm(models.Model):
    version = models.ForeignKey(CompactVersion, on_delete=models.CASCADE, related_name="glossary")
    position = models.PositiveSmallIntegerField()
    term = models.CharField(max_length=120)
    meaning = models.TextField()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["version", "term"], name="term_once_in_a_glossary")]

    def __str__(self) -> str:
        return self.term


class ProcedureStage(models.Model):
    """One row of the table of the disputes procedure, as the document prints it."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="stages")
    name = models.CharField(max_length=20)
    title = models.CharField(max_length=120)
    text = models.TextField()
    within = models.CharField(max_length=60)
    then = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return f"Stage {self.name}: {self.title}"
