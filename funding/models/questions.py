"""What is asked about a round while one can apply, and the answer that everyone reads."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from compact_portal.dates import add_working_days
from compact_portal.people.models import Organisation
from funding.models.rounds import Round

#: Working days in which an answer is hoped for. Ours.
DAYS_TO_ANSWER = 3


class RoundQuestionQuerySet(models.QuerySet):
    def answered(self):
        return self.filter(answered_at__isnull=False)

    def waiting(self):
        return self.filter(answered_at=None)


class RoundQuestion(models.Model):
    """Everyone gets the same answer at the same moment. Who asked is shown to nobody but the funder's people."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="asked")
    organisation = models.ForeignKey(Organisation, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    text = models.TextField()
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    said_before = models.TextField(blank=True, help_text="The answer before it was corrected. Public.")
    corrected_at = models.DateTimeField(null=True, blank=True)

    objects = RoundQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="") | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="answered_questions_have_an_answer",
            ),
            models.CheckConstraint(
                condition=Q(corrected_at=None, said_before="") | (Q(corrected_at__isnull=False) & ~Q(said_before="")),
                name="corrected_answers_keep_what_they_said",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def due(self) -> date:
        return add_working_days(timezone.localdate(self.asked_at), DAYS_TO_ANSWER)
