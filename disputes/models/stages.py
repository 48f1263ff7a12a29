"""The stages a dispute goes through, and what moved their clocks."""

from datetime import date
from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from compact_portal.dates import add_working_days
from disputes.choices import ChangeKind, Outcome, Side
from disputes.clock import Change, Clock, Correction, Extension, Pause
from disputes.models.disputes import Dispute
from disputes.models.procedures import ProcedureStage

#: Working days in which somebody who is asked is to answer; of an adviser, after which another can be asked. Ours.
DAYS_TO_ANSWER = 3


class StageQuerySet(models.QuerySet):
    def current(self):
        return self.filter(ended_at=None)

    def with_changes(self):
        return self.select_related("definition").prefetch_related("changes")


class Stage(models.Model):
    """One stage of one dispute, from the day it began. A dispute that is opened again gets new ones."""

    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="stages")
    definition = models.ForeignKey(ProcedureStage, on_delete=models.PROTECT, related_name="+")
    started_on = models.DateField(help_text="Day zero of its clock.")
    original_due = models.DateField(help_text="As it stood when the stage began. Kept for ever.")
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(
        max_length=20, choices=Outcome, blank=True, help_text="How it ended, when the dispute was opened again later."
    )
    outcome_text = models.TextField(blank=True)

    objects = StageQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["dispute"], condition=Q(ended_at=None), name="one_stage_at_a_time"),
        ]

    def __str__(self) -> str:
        return str(self.definition)

    @property
    def clock(self) -> Clock:
        return Clock(self.started_on, self.definition.length, [change.as_change() for change in self.changes.all()])

    # What a page asks for in several places is read once. A service reads its own stage after it has locked it.

    @cached_property
    def requests_made(self) -> list["ExtensionRequest"]:
        return list(self.extension_requests.all())

    @cached_property
    def statements_sent(self) -> list:
        """Of each side one at most, the earlier first."""
        return sorted(self.statements.all(), key=lambda statement: statement.pk)

    @cached_property
    def drafts_written(self) -> list:
        return list(self.outcome_drafts.all())

    @cached_property
    def advisers_asked(self) -> list:
        return list(self.advisers.all())

    @property
    def draft_shown(self):
        """The draft outcome that both sides can read now; None before there is one and after it was issued."""
        return next((draft for draft in self.drafts_written if draft.is_open), None)

    @property
    def sides_heard(self) -> set[str]:
        """The sides whose statements are in."""
        return {statement.side for statement in self.statements_sent}

    def is_released(self, today: date) -> bool:
        """Both statements at the same moment: when both are in, or when their day has passed."""
        timetable = getattr(self, "timetable", None)
        return bool(timetable) and (self.sides_heard == set(Side) or today > timetable.statements_due)

    def statements_for(self, side: str, today: date) -> list:
        """What somebody may read: one's own side's; both, and for the Champions any, once they are released."""
        released = self.is_released(today)
        return [statement for statement in self.statements_sent if released or statement.side == side]


class ClockChangeQuerySet(models.QuerySet):
    def going_on(self):
        """A pause that nobody has ended."""
        return self.filter(kind=ChangeKind.PAUSE, last=None)


class ClockChange(models.Model):
    """What moved a stage's date: a reason, who, and when. The order is the order in which it was decided;
    a pause comes when it ends, because only then its days are known."""

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=20, choices=ChangeKind)
    day = models.DateField(help_text="The new date; the first day of a pause; the true start.")
    last = models.DateField(null=True, blank=True, help_text="The last day of a pause; none while it goes on.")
    reason = models.TextField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects = ClockChangeQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last=None) | Q(kind=ChangeKind.PAUSE, last__gte=models.F("day")),
                name="only_pauses_end_and_not_before_they_begin",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.day}"

    def as_change(self) -> Change:
        if self.kind == ChangeKind.PAUSE:
            return Pause(self.day, self.last, self.reason)
        kind = Extension if self.kind == ChangeKind.EXTENSION else Correction
        return kind(self.day, self.reason)


class ExtensionRequestQuerySet(models.QuerySet):
    def open(self):
        return self.filter(answered_at=None)


class ExtensionRequest(models.Model):
    """One side asks for more time. Both must want it; no answer by the due date is a refusal."""

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="extension_requests")
    side = models.CharField(max_length=20, choices=Side)
    due = models.DateField()
    reason = models.TextField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    accepted = models.BooleanField(null=True)
    answer = models.TextField(blank=True, help_text="Why it was refused.")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ExtensionRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["stage"], condition=Q(answered_at=None), name="one_request_for_more_time_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, accepted=None) | Q(answered_at__isnull=False, accepted__isnull=False),
                name="answered_requests_say_how",
            ),
            models.CheckConstraint(condition=~Q(accepted=False) | ~Q(answer=""), name="a_refusal_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"More time, until {self.due}"

    def last_day(self, due: date) -> date:
        """Silence is a refusal once the date it was to move has passed; of one that had passed already, once the date
        it asks for has."""
        was_late = timezone.localdate(self.asked_at) > due
        return self.due if was_late else due

    def is_open(self, due: date, today: date) -> bool:
        return self.answered_at is None and today <= self.last_day(due)

    def answer_by(self, due: date) -> date:
        """When the other side is reminded: some working days after it was asked, and not after silence is a no."""
        return min(add_working_days(timezone.localdate(self.asked_at), DAYS_TO_ANSWER), self.last_day(due))


class SettlementQuerySet(models.QuerySet):
    def open(self):
        return self.filter(answered_at=None)


class Settlement(models.Model):
    """What one side says was agreed. It is agreed when the other side confirms the same words."""

    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="settlements")
    side = models.CharField(max_length=20, choices=Side)
    terms = models.TextField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    confirmed = models.BooleanField(null=True)
    answer = models.TextField(blank=True, help_text="Why the other side does not see it so.")
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = SettlementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dispute"], condition=Q(answered_at=None), name="one_settlement_waits_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, confirmed=None) | Q(answered_at__isnull=False, confirmed__isnull=False),
                name="answered_settlements_say_how",
            ),
        ]

    def __str__(self) -> str:
        return self.terms
