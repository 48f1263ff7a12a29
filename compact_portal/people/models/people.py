"""People, and those of them who sign in."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone


class PersonQuerySet(models.QuerySet):
    def by_name(self):
        return self.order_by("name", "pk")

    def named(self, name: str, *, email: str = "") -> "Person":
        """The person known by this name, or a new one. A missing email address is filled in.

        A name alone never means somebody who signs in, only their email address does: what is recorded of a person
        opens pages to them (a term as Champion, a confidential action), and a namesake would come in too. Another
        address is another person.
        """
        known = Q(user=None)
        if email:
            known = known & (Q(email="") | Q(email__iexact=email)) | Q(user__email=email.lower())
        signs_in_first = F("user").asc(nulls_last=True)
        person = self.filter(known, name__iexact=name).order_by(signs_in_first, "-email", "pk").first()
        person = person or self.model(name=name)
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
