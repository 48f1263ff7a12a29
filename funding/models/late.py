"""More time for one organisation: the only way past a deadline."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from compact_portal.people.models import Organisation
from funding.choices import FIRST
from funding.models.rounds import Round


class LateException(models.Model):
    """More time for one organisation after a stage has closed: until when, why, and who said so. Everyone reads that
    there is one and why, and not for whom."""

    stage = models.PositiveSmallIntegerField(default=FIRST)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="exceptions")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    until = models.DateTimeField()
    reason = models.TextField()
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    granted_at = models.DateTimeField()

    class Meta:
        ordering = ["granted_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "organisation", "stage"], name="more_time_is_given_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="more_time_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, until {self.until}"
