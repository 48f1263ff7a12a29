"""Organisations, who acts for them, and who was invited to lead one."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from compact_portal.people.choices import (
    InvitationState,
    MembershipRole,
    MembershipState,
    OrganisationState,
    Sector,
)
from compact_portal.people.models.people import User


class OrganisationQuerySet(models.QuerySet):
    def confirmed(self):
        return self.filter(state=OrganisationState.CONFIRMED)

    def proposed(self):
        return self.filter(state=OrganisationState.PROPOSED)

    def by_name(self):
        return self.order_by("name", "pk")


class Organisation(models.Model):
    """A public body or a voluntary group."""

    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    sector = models.CharField(max_length=20, choices=Sector)
    state = models.CharField(max_length=20, choices=OrganisationState, default=OrganisationState.CONFIRMED)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = OrganisationQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet):
    def confirmed(self):
        return self.filter(state=MembershipState.CONFIRMED)

    def waiting(self):
        return self.filter(state=MembershipState.ASKED)

    def current(self):
        return self.filter(state__in=[MembershipState.ASKED, MembershipState.CONFIRMED])

    def leads(self):
        """Leads who can still act: a deactivated lead leads nobody."""
        return self.confirmed().filter(role=MembershipRole.LEAD, user__is_active=True)


class Membership(models.Model):
    """A user acting for an organisation. Asking comes first; the organisation's lead confirms."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=MembershipRole, default=MembershipRole.MEMBER)
    state = models.CharField(max_length=20, choices=MembershipState, default=MembershipState.ASKED)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"],
                condition=Q(state__in=[MembershipState.ASKED, MembershipState.CONFIRMED]),
                name="one_membership_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state=MembershipState.ASKED, decided_at=None)
                | (~Q(state=MembershipState.ASKED) & Q(decided_at__isnull=False)),
                name="decided_memberships_say_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} for {self.organisation}"

    @property
    def is_lead(self) -> bool:
        return self.state == MembershipState.CONFIRMED and self.role == MembershipRole.LEAD


class InvitationQuerySet(models.QuerySet):
    def open_for(self, user):
        """Invitations to the address this user has shown to be theirs."""
        return self.filter(state=InvitationState.SENT, email=user.email)


class Invitation(models.Model):
    """An officer asks somebody, by email, to lead an organisation on the portal.

    There is no secret in it: whoever signs in with the invited, confirmed address may answer.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    name = models.CharField(max_length=200)
    email = models.EmailField()
    state = models.CharField(max_length=20, choices=InvitationState, default=InvitationState.SENT)
    invited_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    invited_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=Q(state=InvitationState.SENT),
                name="one_open_invitation_each",
            ),
            models.CheckConstraint(
                condition=Q(state=InvitationState.SENT, answered_at=None)
                | (~Q(state=InvitationState.SENT) & Q(answered_at__isnull=False)),
                name="answered_invitations_say_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} for {self.organisation}"
