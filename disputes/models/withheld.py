"""A name that a representative keeps from the other side. One Champion knows it, and checks it."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone

from compact_portal.dates import add_working_days
from compact_portal.people.models import Person
from disputes.choices import ENDED
from disputes.models.disputes import Dispute

#: Working days a Champion has to check a name. The Compact sets none.
DAYS_TO_CHECK = 5


class WithheldName(models.Model):
    """Whom a representative speaks for, where the other side must not know. It stands here and nowhere else: not in
    the timeline, in no message, in no bundle."""

    dispute = models.OneToOneField(Dispute, on_delete=models.CASCADE, related_name="withheld")
    name = models.CharField(max_length=200)
    checker = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(null=True, help_text="When the Champion was asked to check it.")
    confirmed = models.BooleanField(null=True)
    answer = models.TextField(blank=True, help_text="Why it could not be confirmed. Only the representative reads it.")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, confirmed=None) | Q(answered_at__isnull=False, confirmed__isnull=False),
                name="checked_names_say_how",
            ),
        ]

    def __str__(self) -> str:
        return "A name that is withheld"

    @property
    def due(self) -> date:
        return add_working_days(timezone.localdate(self.asked_at), DAYS_TO_CHECK)

    @property
    def state(self) -> str:
        """In words, for both sides. Asks for the dispute only while nobody has answered."""
        if self.confirmed is None and self.checker_id is None:
            return "No Champion stands apart from both sides, so nobody has checked the name"
        if self.confirmed is None and self.dispute.state in ENDED:
            return "It ended before a Champion had checked the name"
        return {
            None: "A Champion is asked to check the name",
            True: "A Champion has checked the name",
            False: "A Champion could not confirm the name",
        }[self.confirmed]
