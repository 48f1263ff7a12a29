"""The form of a round, question by question."""

from django.db import models
from django.db.models import Q

from funding.choices import FIRST, SECOND, QuestionKind
from funding.models.rounds import Round


class FormQuestion(models.Model):
    """One question of a round's application form. None of them changes once the round is published."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="questions")
    stage = models.PositiveSmallIntegerField(default=FIRST, help_text="The second, in rounds of two stages only.")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=QuestionKind)
    text = models.CharField(max_length=300)
    help_text = models.CharField(max_length=500, blank=True)
    most_words = models.PositiveSmallIntegerField(null=True, blank=True)
    is_required = models.BooleanField(default=True)
    options = models.TextField(blank=True, help_text="What can be chosen, one on each line.")
    is_amount_asked = models.BooleanField(default=False, help_text="The total of this table is the amount asked for.")

    class Meta:
        ordering = ["stage", "number"]
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=[FIRST, SECOND]), name="there_are_two_stages"),
            models.CheckConstraint(
                condition=Q(kind=QuestionKind.CHOICE) & ~Q(options="") | ~Q(kind=QuestionKind.CHOICE) & Q(options=""),
                name="a_choice_has_options",
            ),
            models.CheckConstraint(
                condition=Q(is_amount_asked=False) | Q(kind=QuestionKind.COSTS), name="the_amount_asked_is_of_a_table"
            ),
            models.UniqueConstraint(
                fields=["round"], condition=Q(is_amount_asked=True), name="the_amount_asked_is_of_one_table"
            ),
            models.CheckConstraint(
                condition=Q(most_words=None) | Q(kind=QuestionKind.LONG, most_words__gte=1), name="words_have_a_limit"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def option_list(self) -> list[str]:
        return self.options.splitlines()
