"""Who is told, and how."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings

from compact_portal.notices.services import post_notice
from compact_portal.people.models import Membership, User
from funding.models import (
    Application,
)


def leads_of(organisations) -> Iterable[User]:
    """Those who lead one of these, each once."""
    found = Membership.objects.leads().filter(organisation__in=organisations).select_related("user__person")
    return {membership.user_id: membership.user for membership in found}.values()


def people_of(application: Application) -> Iterable[User]:
    """Who acts for the organisation, or for one that it applies with; each once."""
    others = [each.organisation_id for each in application.members if each.organisation_id and each.left_at is None]
    return acting_for([application.organisation_id, *others])


def acting_for(organisations: Iterable[int]) -> Iterable[User]:
    """Who acts for one of these, by their ids; each once."""
    found = Membership.objects.confirmed().filter(organisation__in=organisations, user__is_active=True)
    return {membership.user_id: membership.user for membership in found.select_related("user__person")}.values()


def tell(people: Iterable[User], *, key: str, subject: str, words: str, address: str, at: datetime) -> None:
    """The same words to each of them."""
    for user in people:
        post_notice(
            key=f"{key}|user:{user.pk}",
            kind=key.partition(":")[0],
            email=user.email,
            user=user,
            subject=subject,
            body=f"Hello {user.name},\n\n{words}\n\nRead it:\n{settings.SITE_URL}{address}",
            at=at,
            private=True,
        )
