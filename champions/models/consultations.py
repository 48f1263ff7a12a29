"""A consultation on a version of the Compact, what people answered, and what became of each answer."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import get_random_string

from champions.choices import Capacity, Outcome
from champions.models.compact import Clause, CompactVersion
from compact_portal.addresses import address

#: The national Compact asks for 12 weeks. A shorter window needs a published reason.
USUAL_WINDOW = timedelta(weeks=12)

#: Read out over the telephone without a mistake: no vowels, and nothing that looks like something else.
UNMISTAKABLE = "23456789BCDFGHJKMNPQRSTVWXZ"


class ConsultationQuerySet(models.QuerySet):
    def unended(self):
        """Nobody has closed it yet: a response is still taken, late or not."""
        return self.filter(closed_at=None)

    def open(self, today: date):
        return self.unended().filter(opens_on__lte=today, closes_on__gte=today)

    def unreported(self):
        return self.filter(report_published_at=None)

    def newest_first(self):
        return self.order_by("-opens_on", "-pk")


class Consultation(models.Model):
    """The window in which anyone may say what they think of a version. One at a time for a version."""

    version = models.ForeignKey(CompactVersion, on_delete=models.PROTECT, related_name="consultations")
    opens_on = models.DateField()
    closes_on = models.DateField(help_text="The last day. What comes later is kept and marked late.")
    reason = models.TextField(blank=True, help_text="Why the window is shorter than 12 weeks. Everyone reads it.")
    introduction = models.TextField()
    closed_at = models.DateTimeField(null=True, blank=True, help_text="From then on no response is taken.")
    report_published_at = models.DateTimeField(null=True, blank=True)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version"], condition=Q(closed_at=None), name="one_unended_consultation_for_a_version"
            ),
            models.CheckConstraint(condition=Q(closes_on__gt=F("opens_on")), name="consultation_closes_after_it_opens"),
            models.CheckConstraint(
                condition=Q(report_published_at=None) | Q(closed_at__isnull=False),
                name="report_follows_the_end_of_a_consultation",
            ),
        ]
        indexes = [models.Index(fields=["opens_on"])]

    def __str__(self) -> str:
        return f"Consultation on {self.version}"

    def get_absolute_url(self) -> str:
        return address("compact:consultation", self.version.slug)

    def is_open(self, today: date) -> bool:
        return self.closed_at is None and today <= self.closes_on

    @property
    def is_short(self) -> bool:
        return self.closes_on < self.opens_on + USUAL_WINDOW


class ResponseQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(reply=None)

    def answered(self):
        return self.exclude(reply=None)

    def late(self):
        return self.filter(is_late=True)

    def newest_first(self):
        return self.order_by("-sent_at", "-pk")

    def in_reading_order(self):
        """The whole document first, then section by section; last what was about a clause that is retired."""
        order = ("clause__section__position", "clause__section_id", "clause__position", "about", "sent_at", "pk")
        return self.order_by(
            models.Case(models.When(about="", then=0), models.When(clause__retired=True, then=2), default=1), *order
        )


def new_reference() -> str:
    return get_random_string(8, UNMISTAKABLE)


class Response(models.Model):
    """What somebody answered, to one clause or to the whole. Officers alone see a person's name.

    `about` and `quoted` keep what the clause was called and said when it was answered: it may be rewritten since.
    """

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="responses")
    reference = models.CharField(max_length=8, unique=True, default=new_reference)
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, null=True, blank=True, related_name="responses")
    about = models.CharField(max_length=220, blank=True, help_text="8.2/3; empty for the whole document.")
    quoted = models.TextField(blank=True)
    words = models.TextField()
    capacity = models.CharField(max_length=20, choices=Capacity)
    organisation = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    sent_at = models.DateTimeField()
    is_late = models.BooleanField(default=False)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(capacity=Capacity.ORGANISATION) & ~Q(organisation=""))
                | Q(capacity=Capacity.PERSON, organisation=""),
                name="who_answers_for_an_organisation_names_it",
            ),
        ]
        indexes = [
            models.Index(fields=["consultation", "-sent_at", "-id"], name="responses_newest_first"),
            models.Index(fields=["consultation", "is_late", "capacity"], name="responses_counted"),
        ]

    def __str__(self) -> str:
        return f"Response {self.reference}"

    def get_absolute_url(self) -> str:
        return address("compact:response", self.consultation_id, self.reference)

    @property
    def subject(self) -> str:
        return f"Clause {self.about}" if self.about else "The whole document"

    @property
    def public_author(self) -> str:
        """How the report names who answered."""
        return self.organisation or "A person"


class Reply(models.Model):
    """What became of a response, and why."""

    response = models.OneToOneField(Response, on_delete=models.PROTECT, related_name="reply")
    outcome = models.CharField(max_length=20, choices=Outcome)
    reason = models.TextField()
    replied_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    replied_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1, help_text="Counts changes; a form names the one it was shown.")

    class Meta:
        verbose_name_plural = "replies"

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}: {self.response}"
