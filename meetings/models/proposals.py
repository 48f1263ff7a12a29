"""Draft minutes as they were circulated, and the corrections that members propose to them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from compact_portal.people.models import Person
from meetings.choices import ProposalState
from meetings.models.items import Item
from meetings.models.meetings import Meeting


class Circulation(models.Model):
    """The draft as it went to those who were there: frozen, so that they and the officer speak of the same words."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="circulations")
    data = models.JSONField(help_text="The whole draft, without what is confidential.")
    circulated_at = models.DateTimeField()
    circulated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-circulated_at", "-pk"]
        indexes = [models.Index(fields=["meeting", "-circulated_at"], name="circulations_latest_first")]

    def __str__(self) -> str:
        return f"Draft of {self.meeting}"


class ProposedCorrectionQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=ProposalState.WAITING)

    def untold(self):
        """Those that were accepted or declined, and whose proposer does not know yet."""
        return self.exclude(state=ProposalState.WAITING).filter(told_at=None)


class ProposedCorrection(models.Model):
    """What somebody who was there would put right. It changes no word of the minutes by itself."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="proposals")
    item = models.ForeignKey(Item, on_delete=models.SET_NULL, null=True, related_name="proposals")
    about = models.CharField(max_length=330, help_text="The item as it was called, or that it is about the whole.")
    original = models.TextField(blank=True, help_text="The words of the item as they were circulated.")
    words = models.TextField()
    why = models.TextField(blank=True)
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()

    state = models.CharField(max_length=20, choices=ProposalState, default=ProposalState.WAITING)
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)

    objects = ProposedCorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["proposed_at", "pk"]
        indexes = [
            models.Index(fields=["meeting", "state"], name="proposals_of_a_meeting"),
            models.Index(fields=["meeting"], condition=Q(state=ProposalState.WAITING), name="proposals_that_wait"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ProposalState.WAITING, decided_by=None, decided_at=None, told_at=None)
                | (~Q(state=ProposalState.WAITING) & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="answered_proposals_say_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.DECLINED) | ~Q(reason=""), name="declined_proposals_say_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about}: {self.words}"

    @property
    def is_waiting(self) -> bool:
        return self.state == ProposalState.WAITING
