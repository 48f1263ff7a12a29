"""How a round keeps the Compact, commitment by commitment."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from funding.choices import Answer
from funding.models.rounds import Round


class CheckAnswer(models.Model):
    """One answer. `question` and `source` are written down when the round is published: later words change nothing."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="check_answers")
    commitment = models.CharField(max_length=30, help_text="A key of `compact_check.COMMITMENTS`.")
    answer = models.CharField(max_length=20, choices=Answer)
    reason = models.TextField(blank=True, help_text="Everyone can read it.")
    question = models.TextField(blank=True)
    source = models.CharField(max_length=200, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "commitment"], name="a_commitment_is_answered_once"),
            models.CheckConstraint(
                condition=Q(answer=Answer.MET) | ~Q(reason=""), name="what_is_not_kept_has_a_public_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment}: {self.get_answer_display()}"
