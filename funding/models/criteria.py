"""What applications for a lot are judged by: questions to pass, and criteria with weights that sum to 100."""

from itertools import zip_longest

from django.db import models
from django.db.models import F, Q

from funding.models.rounds import Lot

#: Marks go from 0 to this, where a criterion says nothing else.
USUAL_HIGHEST = 5


class PassQuestion(models.Model):
    """Stage 1: answered with yes or no; one no, and an application goes no further."""

    lot = models.ForeignKey(Lot, on_delete=models.CASCADE, related_name="pass_questions")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["lot", "number"], name="a_pass_question_is_numbered_once")]

    def __str__(self) -> str:
        return self.text


class Criterion(models.Model):
    """Weighted: an application's total is the sum of weight × mark ÷ highest mark over all of a lot."""

    lot = models.ForeignKey(Lot, on_delete=models.CASCADE, related_name="criteria")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    weight = models.PositiveSmallIntegerField(help_text="In per cent. Those of a lot sum to 100.")
    highest = models.PositiveSmallIntegerField(default=USUAL_HIGHEST, help_text="Marks go from 0 to this.")
    pass_mark = models.PositiveSmallIntegerField(null=True, blank=True)
    is_social_value = models.BooleanField(default=False)
    meanings = models.JSONField(default=list, blank=True, help_text="What each mark means, from 0 to the highest.")
    needs_reason = models.BooleanField(default=True, help_text="A mark is given with the reason for it.")

    class Meta:
        ordering = ["number"]
        verbose_name_plural = "criteria"
        constraints = [
            models.UniqueConstraint(fields=["lot", "number"], name="a_criterion_is_numbered_once"),
            models.CheckConstraint(condition=Q(weight__gte=1, weight__lte=100), name="a_weight_is_a_percentage"),
            models.CheckConstraint(condition=Q(highest__gte=1), name="marks_can_be_told_apart"),
            models.CheckConstraint(
                condition=Q(pass_mark=None) | Q(pass_mark__lte=F("highest")), name="a_pass_mark_can_be_reached"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def scale(self) -> list[tuple[int, str]]:
        """Every mark with what it means, as far as that is said."""
        return list(zip_longest(range(self.highest + 1), self.meanings[: self.highest + 1], fillvalue=""))
