"""Whether anything followed from raising a dispute: asked some months after it closed."""

from django.conf import settings
from django.db import models

from compact_portal.people.models import Person
from disputes.models.disputes import Dispute


class SinceAnswer(models.Model):
    """What the raising side said, for one Champion alone. The other side never learns that it was asked or answered."""

    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="since_answers")
    months = models.PositiveSmallIntegerField(help_text="After how many calendar months it was asked.")
    something_followed = models.BooleanField()
    text = models.TextField(blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()
    reader = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", help_text="The one Champion who reads it."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dispute", "months"], name="how_things_are_since_is_answered_once"),
        ]

    def __str__(self) -> str:
        return "Something followed" if self.something_followed else "Nothing followed"
