"""People, organisations, and who acts for whom."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from compact_portal.people.choices import (
    InvitationState,
    MembershipRole,
    MembershipState,
    OrganisationState,
    Sector,
)


class PersonQuerySet(models.QuerySet):
    def by_name(self):
        return self.order_by("name", "pk")

    def named(self, name: str, *, email: str = "") -> "Person":
        """The person known by this name, or a new one. A missing email address is filled in."""
        person = self.filter(name__iexact=name).order_by("pk").first() or self.model(name=name)
        if email and not person.email:
            person.email = email
        person.save()
        return person


class Person(models.Model):
    """Anyone named in a record. Most never sign in."""

    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = PersonQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class UserQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)

    def officers(self):
        return self.active().filter(is_officer=True)

    def administrators(self):
        return self.active().filter(is_administrator=True)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, email: str, password: str | None = None, *, name: str = "", **fields) -> "User":
        """A user and the person behind the sign-in. Without a password they sign in by emailed code."""
        email = self.normalize_email(email).lower()
        person = fields.pop("person", None) or Person.objects.create(name=name or email, email=email)
        user = self.model(email=email, person=person, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """Someone who signs in, by email. Roles are what they do for the partnership, not for an organisation."""

    email = models.EmailField(unique=True)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="user")
    is_active = models.BooleanField(default=True)
    is_officer = models.BooleanField("partnership officer", default=False)
    is_administrator = models.BooleanField("administrator", default=False)
    is_champion = models.BooleanField("Compact Champion", default=False)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)
    deactivated_at = models.DateTimeField(null=True, blank=True, editable=False)
    sign_in_round = models.PositiveSmallIntegerField(
        default=0, editable=False, help_text="One higher ends every sign-in of this user, on every device."
    )

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    objects = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_any_case"),
            models.CheckConstraint(
                condition=Q(is_active=True, deactivated_at=None) | Q(is_active=False, deactivated_at__isnull=False),
                name="deactivated_users_say_since_when",
            ),
        ]

    def __str__(self) -> str:
        return self.person.name

    @property
    def name(self) -> str:
        return self.person.name

    @property
    def roles(self) -> list[str]:
        """What they do for the partnership, in words."""
        held = {
            "Officer": self.is_officer,
            "Compact Champion": self.is_champion,
            "Administrator": self.is_administrator,
        }
        return [role for role, has in held.items() if has]

    def get_session_auth_hash(self) -> str:
        return f"{super().get_session_auth_hash()}:{self.sign_in_round}"


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


class SetUpLinkQuerySet(models.QuerySet):
    def usable(self, now):
        return self.filter(used_at=None, expires_at__gt=now)


class SetUpLink(models.Model):
    """The one-time way into an empty portal. Only a hash of the token is kept: the link itself was printed once."""

    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    objects = SetUpLinkQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Set-up link of {self.made_at:%Y-%m-%d %H:%M}"
