"""Stage 2: the Champions who take part, their timetable, both statements, and the outcome."""

from datetime import date
from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from compact_portal.people.models import Person
from disputes.choices import Outcome, PanelRole, Side
from disputes.models.disputes import Dispute
from disputes.models.stages import Stage


class Declaration(models.Model):
    """Before a Champion first opens a dispute they say whether they are close to either side."""

    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="declarations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    has_interest = models.BooleanField()
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dispute", "person"], name="an_interest_is_declared_once")]

    def __str__(self) -> str:
        return f"{self.person}: {'an interest' if self.has_interest else 'no interest'}"


class PanelMemberQuerySet(models.QuerySet):
    def current(self):
        return self.filter(left_at=None)


class PanelMember(models.Model):
    """A Champion who hears a dispute. The convening one sets the timetable and writes the outcome down."""

    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="panel")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="panels")
    role = models.CharField(max_length=20, choices=PanelRole)
    sector = models.CharField(max_length=20, blank=True, help_text="Of the signatory whose Champion they are.")
    joined_at = models.DateTimeField()
    until = models.DateField(null=True, blank=True, help_text="The last day an adviser can read it.")
    agreed_by_both = models.BooleanField(default=False, help_text="An adviser whom one side proposed to the other.")
    left_at = models.DateTimeField(null=True, blank=True)
    left_because = models.TextField(blank=True)

    objects = PanelMemberQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["dispute", "person"], condition=Q(left_at=None), name="on_a_panel_once"),
            models.UniqueConstraint(
                fields=["dispute"], condition=Q(role=PanelRole.CONVENING, left_at=None), name="one_champion_convenes"
            ),
        ]

    @cached_property
    def objections_made(self) -> list:
        """To this Champion, by either side."""
        return list(self.objections.all())

    def __str__(self) -> str:
        return f"{self.person} ({self.get_role_display().lower()})"


class Timetable(models.Model):
    """The days the convening Champion set. The outcome is due within the stage, unless both sides agreed to more."""

    stage = models.OneToOneField(Stage, on_delete=models.CASCADE, related_name="timetable")
    statements_due = models.DateField()
    meeting_on = models.DateField()
    outcome_due = models.DateField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(statements_due__lte=F("meeting_on"), meeting_on__lte=F("outcome_due")),
                name="statements_meeting_outcome_in_this_order",
            ),
        ]

    def __str__(self) -> str:
        return f"Statements {self.statements_due}, meeting {self.meeting_on}, outcome {self.outcome_due}"


class Statement(models.Model):
    """What one side says. Until both are in, or their day has passed, only that side and nobody else reads it."""

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="statements")
    side = models.CharField(max_length=20, choices=Side)
    text = models.TextField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stage", "side"], name="one_statement_for_a_side")]

    def __str__(self) -> str:
        return f"{self.get_side_display()}: {self.text[:40]}"


class OutcomeDraftQuerySet(models.QuerySet):
    def open(self):
        return self.filter(issued_at=None, replaced_at=None)


class OutcomeDraft(models.Model):
    """What the Champions found, shown to both sides first: they have some days to say where the facts are wrong."""

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="outcome_drafts")
    outcome = models.CharField(max_length=20, choices=Outcome)
    text = models.TextField()
    shown_at = models.DateTimeField()
    comments_due = models.DateField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)

    objects = OutcomeDraftQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["stage"], condition=Q(issued_at=None, replaced_at=None), name="one_draft_outcome_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.get_outcome_display()

    @property
    def is_open(self) -> bool:
        return self.issued_at is None and self.replaced_at is None

    @cached_property
    def sides_that_commented(self) -> set[str]:
        return {comment.side for comment in self.comments.all()}

    def waits_for(self, side: str, today: date) -> bool:
        """This side can still say where the facts are wrong."""
        return side in set(Side) - self.sides_that_commented and today <= self.comments_due

    def may_be_issued(self, today: date) -> bool:
        """Both sides have commented, or their days are over."""
        return not any(self.waits_for(side, today) for side in Side)


class FactComment(models.Model):
    """Where one side sees a fact differently, or that it sees none."""

    draft = models.ForeignKey(OutcomeDraft, on_delete=models.CASCADE, related_name="comments")
    side = models.CharField(max_length=20, choices=Side)
    text = models.TextField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "side"], name="one_comment_for_a_side")]

    def __str__(self) -> str:
        return self.text
