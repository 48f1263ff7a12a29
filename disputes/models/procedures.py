"""The procedure as data: its stages, how long they last, who ends them. A dispute keeps the one it was raised under."""

from functools import cached_property

from django.db import models
from django.db.models import Count, Q

from compact_portal.written import written
from disputes.choices import RUNNING, Decider, Unit
from disputes.clock import Length

#: Working days before (−) and after (+) a date on which whoever must act is reminded; weekly after the last.
USUAL_OFFSETS = [-5, -2, 0, 1, 5]


def usual_offsets() -> list[int]:
    return list(USUAL_OFFSETS)


class ProcedureQuerySet(models.QuerySet):
    def in_use(self):
        """The newest first: a new dispute is raised under the first of them."""
        return self.order_by("-number")

    def with_followers(self):
        """`followers`: how many disputes that were raised under it go on."""
        return self.annotate(followers=Count("disputes", filter=Q(disputes__state__in=RUNNING)))


class Procedure(models.Model):
    """One version. A change is a new version: disputes that are going on are not touched by it."""

    number = models.PositiveSmallIntegerField(unique=True)
    name = models.CharField(max_length=120)
    in_force_since = models.DateField(null=True, blank=True, help_text="None for what the portal began with.")

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
    extension_cap = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="Most that one extension adds, in the stage's own unit; where there is none, the stage's own length.",
    )
    offsets = models.JSONField(default=usual_offsets)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(condition=Q(unit__in=Unit.values), name="stages_have_a_known_unit"),
            models.CheckConstraint(condition=Q(decided_by__in=Decider.values), name="stages_are_ended_by_somebody"),
            models.CheckConstraint(condition=Q(extension_cap=None) | Q(extension_cap__gte=1), name="extensions_last"),
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
        return next(iter(_stages_after(self.procedure_id, self.number)), None)

    @property
    def ended_by(self) -> str:
        """Within a sentence: the two sides, the Champions."""
        words = self.get_decided_by_display()
        return words[0].lower() + words[1:]

    @property
    def length(self) -> Length:
        return Length(self.amount, self.unit, self.rolls, self.extension_cap)

    @property
    def length_in_words(self) -> str:
        """2 weeks, 1 working day."""
        return self._in_words(self.amount)

    @property
    def cap_in_words(self) -> str:
        return self._in_words(self.extension_cap or self.amount)

    @property
    def rolls_in_words(self) -> str:
        return "Dates move to the next working day" if self.rolls else "Dates stay on weekends and bank holidays"

    @property
    def reminders_in_words(self) -> str:
        before = ", ".join(str(-offset) for offset in self.offsets if offset < 0)
        after = ", ".join(str(offset) for offset in self.offsets if offset > 0)
        return f"Before: {before}. On the day. After: {after}, then every week."

    def _in_words(self, amount: int) -> str:
        words = self.get_unit_display().lower()
        return f"{amount} {words.removesuffix('s') if amount == 1 else words}"


@written
def _stages_after(procedure: int, number: int) -> models.QuerySet[ProcedureStage]:
    return ProcedureStage.objects.filter(procedure=procedure, number__gt=number).order_by("number")[:1]
