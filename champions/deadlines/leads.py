"""Who answers for a signatory's dates: its leads; where it has none, the officers."""

from collections.abc import Callable
from functools import cache

from django.db.models import Exists, OuterRef, Prefetch, Q

from champions.models import Signatory
from compact_portal.deadlines.engine import Recipient
from compact_portal.deadlines.recipients import officers
from compact_portal.people.models import Membership
from compact_portal.people.queries import organisations_led_by


def with_leads(path: str) -> Prefetch:
    leads = Membership.objects.leads().select_related("user__person")
    return Prefetch(f"{path}memberships", leads, to_attr="lead_memberships")


def stand_ins() -> Callable[[], tuple[Recipient, ...]]:
    """The officers, read when the first signatory without a lead comes, and then no more."""
    return cache(officers)


def leads_of(signatory: Signatory, otherwise: Callable[[], tuple[Recipient, ...]] = officers) -> tuple[Recipient, ...]:
    """Those who answer for a signatory on the portal. A list of many hands in its `stand_ins()`."""
    users = [membership.user for membership in signatory.organisation.lead_memberships]
    return tuple(Recipient(user.name, user.email, user.pk) for user in users) or otherwise()


def answers_for_some(user) -> bool:
    """Without a question to the database that the home page would not ask anyway."""
    return user.is_officer or bool(organisations_led_by(user))


def answered_by(user, path: str = "") -> Q:
    """Signatories whose dates are a user's: those they lead; for officers also those without a lead."""
    led = Q(**{f"{path}organisation__in": organisations_led_by(user)})
    leads = Membership.objects.leads().filter(organisation=OuterRef(f"{path}organisation"))
    return led | ~Exists(leads) if user.is_officer else led
