"""Groups that raise a dispute together. Each says for itself whether it joins."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from compact_portal.people.models import Membership, Organisation
from disputes.choices import RUNNING, DisputeState
from disputes.models.disputes import KEY_LENGTH, Dispute, new_key


class JoinRequestQuerySet(models.QuerySet):
    def open(self):
        """Those that can still be answered: the dispute has not ended."""
        return self.filter(answered_at=None, dispute__state__in=[DisputeState.DRAFT, *RUNNING])

    def to_leads(self, user: int):
        """What a user can answer for the organisations they lead."""
        return self.filter(organisation__memberships__in=Membership.objects.leads().filter(user=user))


class JoinRequest(models.Model):
    """An organisation is asked to raise a dispute with others. Until it says yes it is no party, named to nobody."""

    key = models.CharField(max_length=KEY_LENGTH, unique=True, default=new_key, editable=False)
    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="join_requests")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    accepted = models.BooleanField(null=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["dispute", "organisation"], name="an_organisation_is_asked_to_join_once"),
            models.CheckConstraint(
                condition=Q(answered_at=None, accepted=None) | Q(answered_at__isnull=False, accepted__isnull=False),
                name="answered_requests_to_join_say_how",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    def get_absolute_url(self) -> str:
        return reverse("disputes:join", args=[self.key])

    @property
    def state(self) -> str:
        """In words, for those who asked."""
        return {None: "Has not answered yet", True: "Joined", False: "Does not join"}[self.accepted]
