"""What is changed in a round after its publication: prepared by its funder, then published once and for good."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from funding.choices import Answer
from funding.models.rounds import Round


class AmendmentQuerySet(models.QuerySet):
    def drafts(self):
        return self.filter(amended_at=None)

    def published(self):
        return self.filter(amended_at__isnull=False)

    def newest_first(self):
        return self.order_by("-number")


class Amendment(models.Model):
    """The fields of the round as they are to be. What changed, and the Compact check before and after, is frozen in
    plain words when it is published: later words change nothing."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="amendments")
    number = models.PositiveSmallIntegerField(null=True, blank=True, help_text="None before it is published.")
    revision = models.PositiveIntegerField(default=0, help_text="Counts changes; a form names the one it was shown.")

    purpose = models.TextField()
    who_can_apply = models.TextField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    invites_on = models.DateField(null=True, blank=True, help_text="Of two stages only.")
    second_closes_at = models.DateTimeField(null=True, blank=True, help_text="The same.")
    decided_on = models.DateField()
    announced_on = models.DateField()
    budgets = models.JSONField(default=dict, help_text="In pence, by the number of the lot.")

    reason = models.TextField(blank=True, help_text="Everyone can read it.")
    is_material = models.BooleanField(
        null=True, blank=True, help_text="It changes what applicants write, or whether they apply."
    )
    is_checked = models.BooleanField(default=False, help_text="The Compact check was looked at with these changes.")
    changes = models.JSONField(default=list, blank=True, help_text="Each with what, before and after, in words.")
    check_before = models.JSONField(default=list, blank=True, help_text="Every answer as it was.")
    check_after = models.JSONField(default=list, blank=True, help_text="Every answer as it is.")

    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    saved_at = models.DateTimeField()
    amended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    amended_at = models.DateTimeField(null=True, blank=True)

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round"], condition=Q(amended_at=None), name="one_amendment_is_prepared"),
            models.UniqueConstraint(fields=["round", "number"], name="an_amendment_is_numbered_once"),
            models.CheckConstraint(
                condition=Q(amended_at=None, number=None)
                | (Q(amended_at__isnull=False, number__isnull=False, is_material__isnull=False) & ~Q(reason="")),
                name="published_amendments_say_why",
            ),
            models.CheckConstraint(condition=Q(closes_at__gt=models.F("opens_at")), name="amended_to_close_later"),
        ]

    def __str__(self) -> str:
        return f"Change {self.number}" if self.number else "A change that is prepared"

    @property
    def check_lines(self) -> list[dict]:
        """Every commitment with the answer before and now: {"title", "question", "before", "now", "is_changed"}."""
        before = {each["key"]: each for each in self.check_before}
        return [
            {**now, "before": before.get(now["key"]), "now": now, "is_changed": before.get(now["key"]) != now}
            for now in self.check_after
        ]


class AmendedAnswer(models.Model):
    """A commitment of the Compact check that is answered anew with an amendment."""

    amendment = models.ForeignKey(Amendment, on_delete=models.CASCADE, related_name="answers")
    commitment = models.CharField(max_length=30, help_text="A key of `compact_check.COMMITMENTS`.")
    answer = models.CharField(max_length=20, choices=Answer)
    reason = models.TextField(blank=True, help_text="Everyone can read it.")
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["amendment", "commitment"], name="answered_anew_once"),
            models.CheckConstraint(
                condition=Q(answer=Answer.MET) | ~Q(reason=""), name="answered_anew_with_a_public_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment}: {self.get_answer_display()}"
