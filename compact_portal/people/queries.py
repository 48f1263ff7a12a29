"""Reads about people that span models."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Count, Prefetch, QuerySet

from compact_portal.counted import of_each
from compact_portal.people.choices import MembershipRole
from compact_portal.people.models import Membership, Organisation, User
from compact_portal.remembered import once_per_request
from compact_portal.written import written


def lacks_second_factor(user) -> bool:
    """Officers, Champions and administrators sign in with a second factor; in the demo nobody has to.

    Recovery codes alone do not count: they are the way back in, not the way in.
    """
    if not (settings.SECOND_FACTOR_REQUIRED and user.is_authenticated and user.roles):
        return False
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return not Authenticator.objects.filter(user_id=user.pk, type__in=kinds).exists()


@once_per_request
def roles_held_by(user) -> dict[int, str]:
    """What this user is to each organisation they act for, by its id."""
    return dict(_roles_held_by(user.pk))


@written
def _roles_held_by(user: int) -> QuerySet[Membership]:
    held = Membership.objects.confirmed().filter(user=user, user__is_active=True)
    return held.values_list("organisation", "role")


def organisations_acted_for_by(user) -> frozenset[int]:
    """The ids of the organisations this user acts for, as member or lead."""
    return frozenset(roles_held_by(user))


def organisations_led_by(user) -> frozenset[int]:
    """The ids of the organisations this user answers for."""
    return frozenset(pk for pk, role in roles_held_by(user).items() if role == MembershipRole.LEAD)


def memberships_of(user) -> QuerySet[Membership]:
    """The organisations someone acts for or has asked to join, by name."""
    return user.memberships.current().select_related("organisation").order_by("organisation__name", "pk")


def organisations_to_join(user, words: str) -> QuerySet[Organisation]:
    """Confirmed organisations with all of `words` in their name that `user` does not belong to yet."""
    found = Organisation.objects.confirmed().by_name()
    for word in words.split():
        found = found.filter(name__icontains=word)
    return found.exclude(pk__in=user.memberships.current().values("organisation"))


def people_list() -> QuerySet[User]:
    """Everyone with a sign-in, by name, with the organisations they act for: two queries, however many rows."""
    held = Membership.objects.confirmed().select_related("organisation").order_by("organisation__name")
    organisations = Prefetch("memberships", queryset=held, to_attr="confirmed_memberships")
    return User.objects.select_related("person").prefetch_related(organisations).order_by("person__name", "pk")


def organisation_list() -> QuerySet[Organisation]:
    """Confirmed organisations by name, each with its numbers of `members` and `waiting` requests."""
    members, waiting = Membership.objects.confirmed(), Membership.objects.waiting()
    return (
        Organisation.objects.confirmed()
        .by_name()
        .annotate(
            members=of_each(members, "organisation", Count("pk")), waiting=of_each(waiting, "organisation", Count("pk"))
        )
    )


def members_of(organisation: Organisation) -> QuerySet[Membership]:
    """Who acts or asks to act for an organisation: requests first, then leads, then the rest by name."""
    return (
        organisation.memberships.current()
        .select_related("user__person", "organisation")
        .order_by("state", "role", "user__person__name", "pk")
    )
