"""Who has read a dispute, and administrators who opened one that is not theirs."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from disputes.models.disputes import Dispute, DisputeFile


class Reading(models.Model):
    """Somebody read a dispute, or fetched a file of it, on a day: one line for whom they act for, however often."""

    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="readings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    file = models.ForeignKey(DisputeFile, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    acted_for = models.CharField(max_length=200, help_text="The organisation, or what they are: a Champion.")
    side = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dispute", "user", "acted_for", "day"],
                condition=Q(file=None),
                name="one_line_a_day_for_the_page",
            ),
            models.UniqueConstraint(
                fields=["dispute", "user", "acted_for", "day", "file"], name="one_line_a_day_for_a_file"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} on {self.day}"


class Opening(models.Model):
    """An administrator opened it for a reason and for a short time. Both sides are told."""

    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="openings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    opened_at = models.DateTimeField()
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.user} until {self.until}"
