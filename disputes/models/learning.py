"""What everyone can learn from a dispute: the note it closes with, and what a side adds before it is published."""

from datetime import date
from functools import cached_property

from django.conf import settings
from django.db import models

from disputes.choices import Side
from disputes.models.disputes import Dispute


class LearningNote(models.Model):
    """What everyone can learn from it. Its published form names nobody."""

    dispute = models.OneToOneField(Dispute, on_delete=models.CASCADE, related_name="learning")
    issue = models.TextField()
    change = models.TextField()
    who = models.CharField(max_length=200)
    by_when = models.CharField(max_length=120)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    public_from = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["-public_from", "-id"], name="learning_latest_first")]

    def __str__(self) -> str:
        return self.issue

    @cached_property
    def added(self) -> list["LearningAddition"]:
        """Whichever side was first comes first: the published form does not tell which it was."""
        return list(self.additions.all())

    def can_be_added_to(self, today: date) -> bool:
        return today < self.public_from


class LearningAddition(models.Model):
    """What a side sees differently or wants said as well. It can change its words until everyone reads them."""

    note = models.ForeignKey(LearningNote, on_delete=models.CASCADE, related_name="additions")
    side = models.CharField(max_length=20, choices=Side)
    text = models.TextField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["note", "side"], name="a_side_adds_to_a_note_once")]

    def __str__(self) -> str:
        return self.text
