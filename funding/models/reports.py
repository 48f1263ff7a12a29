"""What a group tells its funder of an award. Money is in pence."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from compact_portal.dates import add_working_days
from funding.choices import UNSENT, ReportKind, ReportState
from funding.models.awards import Award
from funding.models.files import StoredFile
from funding.monitoring import Terms


class Report(models.Model):
    """Planned when the award is accepted. Until it is sent, the group alone reads what is in it."""

    award = models.ForeignKey(Award, on_delete=models.CASCADE, related_name="reports")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=ReportKind)
    until = models.DateField(help_text="The end of the time that it is about.")
    due = models.DateField()
    how = models.TextField(blank=True, help_text="How its day was counted.")
    state = models.CharField(max_length=20, choices=ReportState, default=ReportState.PLANNED)
    revision = models.PositiveIntegerField(default=0, help_text="Counts changes; a form names the one it was shown.")

    stands_for = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", help_text="Told to another funder."
    )
    happened = models.TextField(blank=True)
    spent = models.PositiveBigIntegerField(null=True, blank=True, help_text="Since the report before, in pence.")
    explanation = models.TextField(blank=True, help_text="How more came to be spent than was awarded.")
    benefited = models.TextField(blank=True)
    learned = models.TextField(blank=True)

    saved_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    question = models.TextField(blank=True, help_text="What the funder asks, or asked last.")
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["award", "number"], name="a_report_is_numbered_once"),
            models.CheckConstraint(
                condition=Q(state=ReportState.PLANNED, sent_at=None)
                | (~Q(state=ReportState.PLANNED) & Q(sent_at__isnull=False)),
                name="reports_that_were_sent_say_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReportState.QUESTIONED) | ~Q(question=""), name="questioned_reports_say_what"
            ),
            models.CheckConstraint(
                condition=Q(state=ReportState.ACCEPTED, accepted_at__isnull=False)
                | (~Q(state=ReportState.ACCEPTED) & Q(accepted_at=None)),
                name="accepted_reports_say_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.award.reference}"

    def get_absolute_url(self) -> str:
        return self.url("report")

    def url(self, page: str) -> str:
        return self.award.url(page, self.number)

    @property
    def is_unsent(self) -> bool:
        """It is the group's to write, and nobody else's to read."""
        return self.state in UNSENT

    @property
    def is_accepted(self) -> bool:
        return self.state == ReportState.ACCEPTED

    @property
    def terms(self) -> Terms:
        return self.award.terms

    @property
    def most_words(self) -> int:
        """For each question."""
        return self.terms.note_words if self.kind == ReportKind.NOTE else self.terms.report_words

    @property
    def answer_due(self) -> date:
        """By when the funder has read it."""
        return add_working_days(timezone.localdate(self.sent_at), self.terms.days_to_read)

    @property
    def spent_in_all(self) -> int:
        """By this report and those before it."""
        return sum(each.spent or 0 for each in self.award.reports.all() if each.number <= self.number)

    @property
    def is_overspent(self) -> bool:
        return self.spent_in_all > self.award.amount

    @property
    def told(self) -> "Report":
        """Where the words are: asked once across funders, they may stand in an earlier report."""
        return self.stands_for or self

    @property
    def missing(self) -> list[str]:
        """The questions without an answer, by field. What was spent past the award is explained; nothing is blocked."""
        words = [] if self.stands_for_id else ["happened", "benefited", "learned"]
        asked = ["spent", *words, *(["explanation"] if self.is_overspent else [])]
        return [name for name in asked if getattr(self, name) in ("", None)]


class ReportFile(StoredFile):
    """What a group puts with its report. Read by whoever reads the report, and written as long as that is."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="files")

    class Meta:
        ordering = ["added_at", "pk"]
