"""The procedure as data: its stages, how long they last, who ends them. A dispute keeps the one it was raised under."""

from functools import cached_property

from django.db import models
from django.db.models import Q

from disputes.choices import Decider, Unit
from disputes.clock import Length

#: Working days before (−) and after (+) a date on which whoever must act is reminded; weekly after the last.
USUAL_OFFSETS = [-5, -2, 0, 1, 5]


def usual_offsets() -> list[int]:
    return list(USUAL_OFFSETS)


class ProcedureQuerySet(models.QuerySet):
    def in_use(self):
        """The newest first: a new dispute is raised under the first of them."""
        return self.order_by("-number")


class Procedure(models.Model):
    """One version. A change is a new version: disputes that are going on are not touched by it."""

    number = models.PositiveSmallIntegerField(unique=True)
    name = models.CharField(max_length=120)

    # What the Compact leaves open, as this portal counts it.
    days_to_object = models.PositiveSmallIntegerField(
        default=3, help_text="Working days after a Champion joins in which a side can object."
    )
    days_adviser_stays = models.PositiveSmallIntegerField(
        default=5, help_text="Working days after the outcome in which an adviser can still read."
    )
    days_to_look_again = models.PositiveSmallIntegerField(
        default=10, help_text="Working days in which a redirected dispute can be looked at again."
    )
    months_to_reopen = models.PositiveSmallIntegerField(
        default=3, help_text="Calendar months in which a dispute that ended can be opened again."
    )

    objects = ProcedureQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.name}, version {self.number}"

    def first_stage(self) -> "ProcedureStage":
        return self.stages.first()


class ProcedureStage(models.Model):
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="stages")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    amount = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=20, choices=Unit, default=Unit.WEEKS)
    rolls = models.BooleanField(
        default=True, help_text="A date on a weekend or bank holiday moves to the next working day."
    )
    decided_by = models.CharField(max_length=20, choices=Decider)
    offsets = models.JSONField(default=usual_offsets)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["procedure", "number"], name="stage_numbered_once_in_a_procedure"),
            models.CheckConstraint(condition=Q(number__gte=1, amount__gte=1), name="stages_last"),
        ]

    def __str__(self) -> str:
        return f"Stage {self.number}: {self.title}"

    @property
    def is_for_the_sides(self) -> bool:
        return self.decided_by == Decider.PARTIES

    @cached_property
    def following(self) -> "ProcedureStage | None":
        """The stage after this one; none after the last."""
        return ProcedureStage.objects.filter(procedure=self.procedure_id, number__gt=self.number).first()

    @property
    def length(self) -> Length:
        return Length(self.amount, self.unit, self.rolls)

    @property
    def length_in_words(self) -> str:
        """2 weeks, 1 working day."""
        words = self.get_unit_display().lower()
        return f"{self.amount} {words.removesuffix('s') if self.amount == 1 else words}"
