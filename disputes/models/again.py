"""A dispute that was said to belong elsewhere, and one that is opened again."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from compact_portal.dates import add_working_days
from disputes.choices import Side, WhyAgain
from disputes.matters import MATTERS
from disputes.models.procedures import Procedure
from disputes.models.stages import Stage

#: Where else a matter can belong, and room for what nobody thought of.
ELSEWHERE = [(name, matter.label) for name, matter in MATTERS.items() if not matter.is_for_the_compact]
ELSEWHERE = [*ELSEWHERE, ("other", "Something else")]


class RedirectQuerySet(models.QuerySet):
    def waiting(self):
        """For somebody else's look at it."""
        return self.filter(asked_at__isnull=False, looked_at=None)


class Redirect(models.Model):
    """The stage ended because the matter belongs elsewhere. The side that raised it can ask for another look."""

    stage = models.OneToOneField(Stage, on_delete=models.CASCADE, related_name="redirect")
    matter = models.CharField(max_length=30, choices=ELSEWHERE)
    where = models.CharField(max_length=300)
    reason = models.TextField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    asked_because = models.TextField(blank=True, help_text="Why it should be looked at again.")
    asked_at = models.DateTimeField(null=True, blank=True)
    goes_on = models.BooleanField(null=True, help_text="Whoever looked again found that it is for the Compact.")
    answer = models.TextField(blank=True)
    looked_at = models.DateTimeField(null=True, blank=True)

    objects = RedirectQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(asked_at=None, asked_because="") | (Q(asked_at__isnull=False) & ~Q(asked_because="")),
                name="who_asks_for_another_look_says_why",
            ),
            models.CheckConstraint(
                condition=Q(looked_at=None, goes_on=None) | Q(looked_at__isnull=False, goes_on__isnull=False),
                name="another_look_says_what_it_found",
            ),
            models.CheckConstraint(condition=~Q(goes_on=False) | ~Q(answer=""), name="what_stands_says_why"),
        ]

    def __str__(self) -> str:
        return self.where

    def last_day_to_ask(self, procedure: Procedure) -> date:
        """Some working days after it was redirected: a setting of the procedure."""
        return add_working_days(timezone.localdate(self.made_at), procedure.days_to_look_again)

    @property
    def waits_for_a_look(self) -> bool:
        return self.asked_at is not None and self.looked_at is None


class Reopening(models.Model):
    """Why a new stage began after the dispute had ended. What was before stays as it was."""

    stage = models.OneToOneField(Stage, on_delete=models.CASCADE, related_name="reopening")
    why = models.CharField(max_length=20, choices=WhyAgain)
    reason = models.TextField()
    side = models.CharField(max_length=20, choices=Side)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.get_why_display()
