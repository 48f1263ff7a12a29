"""What a funder is concerned about, the steps to put it right, what the group says, and notice where that fails."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from compact_portal.dates import add_months
from compact_portal.wording import count_of, long_date
from funding.choices import ConcernState, Outcome
from funding.models.awards import Award


class ConcernQuerySet(models.QuerySet):
    def open(self):
        return self.exclude(state=ConcernState.RESOLVED)

    def with_everything(self):
        said = ConcernReply.objects.select_related("said_by__person")
        return self.prefetch_related("steps", models.Prefetch("replies", said))

    def exceptional(self):
        """Those with a reason that everyone reads."""
        return self.exclude(exception="", early_reason="")


class Concern(models.Model):
    """Of a funder about one award. One at a time is open."""

    award = models.ForeignKey(Award, on_delete=models.CASCADE, related_name="concerns")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=20, choices=ConcernState, default=ConcernState.RAISED)
    text = models.TextField()
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    raised_at = models.DateTimeField()

    notice_at = models.DateTimeField(null=True, blank=True)
    notice_reason = models.TextField(blank=True)
    notice_ends = models.DateField(null=True, blank=True)
    exception = models.TextField(blank=True, help_text="Why there is no finished timetable. Public.")
    early_reason = models.TextField(blank=True, help_text="Why the notice is shorter than usual. Public.")

    resolved_at = models.DateTimeField(null=True, blank=True)
    resolution = models.TextField(blank=True)

    objects = ConcernQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["award", "number"], name="a_concern_is_numbered_once"),
            models.UniqueConstraint(
                fields=["award"], condition=~Q(state=ConcernState.RESOLVED), name="one_concern_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(state=ConcernState.NOTICE)
                | (Q(notice_at__isnull=False, notice_ends__isnull=False) & ~Q(notice_reason="")),
                name="notice_says_why_and_until_when",
            ),
            models.CheckConstraint(
                condition=(Q(state=ConcernState.RESOLVED, resolved_at__isnull=False) & ~Q(resolution=""))
                | (~Q(state=ConcernState.RESOLVED) & Q(resolved_at=None)),
                name="resolved_concerns_say_how",
            ),
        ]

    def __str__(self) -> str:
        return f"Concern {self.number}: {self.award.reference}"

    def get_absolute_url(self) -> str:
        return self.url("concern")

    def url(self, page: str, *extra) -> str:
        return self.award.url(page, self.number, *extra)

    @property
    def is_resolved(self) -> bool:
        return self.state == ConcernState.RESOLVED

    @property
    def is_begun(self) -> bool:
        """Something of the timetable is marked, so that it does not change any more."""
        return any(step.outcome for step in self.steps.all())

    @property
    def has_failed(self) -> bool:
        """The timetable is finished, and not everything in it was done."""
        outcomes = [step.outcome for step in self.steps.all()]
        return bool(outcomes) and all(outcomes) and Outcome.NOT_DONE in outcomes

    def earliest_end(self, today: date) -> date:
        """Of a notice that is given today."""
        return add_months(today, self.award.terms.notice_months)

    def how_counted(self, today: date) -> str:
        return f"{count_of(self.award.terms.notice_months, 'month')} after {long_date(today)}."

    @property
    def usual_end(self) -> date:
        """Of the notice that was given."""
        return self.earliest_end(timezone.localdate(self.notice_at))

    @property
    def usual_length(self) -> str:
        return self.how_counted(timezone.localdate(self.notice_at))

    @property
    def published(self) -> list[str]:
        """What everyone reads on the page of the round. It does not say which organisation it is."""
        told = (
            ("Notice was given without an improvement timetable that had failed", self.exception),
            ("Notice was shorter than usual", self.early_reason),
        )
        return [f"{words}: {reason}" for words, reason in told if reason]


class ConcernStep(models.Model):
    """One step of an improvement timetable. The funder marks it; `not done` only when its day has passed."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    due = models.DateField()
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    words = models.TextField(blank=True)
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    marked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["concern", "number"], name="a_step_is_numbered_once"),
            models.CheckConstraint(
                condition=Q(outcome="", marked_at=None) | (Q(marked_at__isnull=False) & ~Q(outcome="") & ~Q(words="")),
                name="marked_steps_say_when_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"Step {self.number}"


class ConcernReply(models.Model):
    """What the group says to it."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="replies")
    text = models.TextField()
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["said_at", "pk"]
        verbose_name_plural = "concern replies"

    def __str__(self) -> str:
        return self.text[:40]
