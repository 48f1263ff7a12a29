"""What happened to a version of the Compact, and where it was decided."""

from django.conf import settings
from django.db import models

from champions.choices import CompactState
from champions.models.compact import CompactVersion


class CompactStep(models.Model):
    """One step of a version's life, with where it was decided. Steps are added, never changed."""

    version = models.ForeignKey(CompactVersion, on_delete=models.CASCADE, related_name="steps")
    done = models.CharField(max_length=60, help_text="In the past participle: agreed.")
    to_state = models.CharField(max_length=20, choices=CompactState)
    on = models.DateField()
    minute_reference = models.CharField(max_length=200, blank=True)
    minute_url = models.URLField(max_length=500, blank=True)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()

    class Meta:
        ordering = ["taken_at", "pk"]

    def __str__(self) -> str:
        return f"{self.version}: {self.done}"
