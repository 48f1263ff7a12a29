"""What is to be done because of a dispute: agreed by both sides, or part of an outcome."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from disputes.choices import Side
from disputes.models.disputes import Dispute
from disputes.models.panels import OutcomeDraft
from disputes.models.stages import Settlement


class AgreedActionQuerySet(models.QuerySet):
    def agreed(self):
        """Both sides confirmed it, or the outcome it is part of was issued."""
        return self.filter(Q(settlement__confirmed=True) | Q(draft__issued_at__isnull=False))


class AgreedAction(models.Model):
    """One side does something by a day. It says when that is done, and the other side confirms it or says what is not.

    It is as private as the dispute: no action log shows it.
    """

    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="actions")
    settlement = models.ForeignKey(Settlement, on_delete=models.CASCADE, null=True, blank=True, related_name="actions")
    draft = models.ForeignKey(OutcomeDraft, on_delete=models.CASCADE, null=True, blank=True, related_name="actions")
    text = models.CharField(max_length=500)
    side = models.CharField(max_length=20, choices=Side, help_text="Who does it.")
    due = models.DateField()
    note = models.TextField(blank=True, help_text="What was done.")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    question = models.TextField(blank=True, help_text="What the other side says is not done.")

    objects = AgreedActionQuerySet.as_manager()

    class Meta:
        ordering = ["due", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settlement__isnull=True) ^ Q(draft__isnull=True), name="an_action_is_of_one_agreement"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(done_at__isnull=False), name="only_what_is_done_is_confirmed"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_agreed(self) -> bool:
        """Both sides confirmed it, or the outcome it is part of was issued."""
        return self.settlement.confirmed is True if self.settlement else self.draft.issued_at is not None

    def is_overdue(self, today: date) -> bool:
        return self.done_at is None and today > self.due
