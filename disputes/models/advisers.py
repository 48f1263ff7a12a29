"""An independent adviser: somebody outside both sides, named for the time set."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from compact_portal.people.models import Person
from disputes.choices import AdviserState, Side
from disputes.models.stages import Stage

#: Proposed to the other side, or asked by email: an answer is waited for.
WAITED_FOR = (AdviserState.PROPOSED, AdviserState.NAMED)


class AdviserQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state__in=WAITED_FOR)

    def sitting(self):
        return self.filter(state=AdviserState.SITTING)

    def named_for(self, user):
        """Those whose address this user has shown to be theirs, in a stage that goes on."""
        return self.filter(state=AdviserState.NAMED, email=user.email, stage__ended_at=None)


class Adviser(models.Model):
    """Named by the convening Champion; by both sides together where nobody convenes.

    There is no secret in it: whoever signs in with the named, confirmed address may answer.
    """

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="advisers")
    name = models.CharField(max_length=200)
    email = models.EmailField()
    until = models.DateField(null=True, blank=True, help_text="The last day of their time, where one was set.")
    state = models.CharField(max_length=20, choices=AdviserState)
    side = models.CharField(max_length=20, choices=Side, blank=True, help_text="That proposed them.")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    refused_because = models.TextField(blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = AdviserQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["stage"],
                condition=Q(state__in=WAITED_FOR),
                name="one_adviser_is_asked_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=AdviserState.REFUSED) | ~Q(refused_because=""),
                name="who_refuses_an_adviser_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_waited_for(self) -> bool:
        """Proposed to the other side, or asked and not there yet."""
        return self.state in WAITED_FOR
