"""Who answers for a signatory's dates: its leads; where it has none, the officers."""

from collections.abc import Callable
from functools import cache, partial

from django.db.models import Prefetch

from champions.models import Signatory
from compact_portal.deadlines.engine import Recipient
from compact_portal.deadlines.recipients import officers
from compact_portal.people.models import Membership


def with_leads(path: str) -> Prefetch:
    leads = Membership.objects.leads().select_related("user__person")
    return Prefetch(f"{path}memberships", leads, to_attr="lead_memberships")


def leads_of(signatory: Signatory, otherwise: Callable[[], tuple[Recipient, ...]] = officers) -> tuple[Recipient, ...]:
    """Those who answer for a signatory on the portal. A list of many hands in its `stand_ins()`."""
    users = [membership.user for membership in signatory.organisation.lead_memberships]
    return tuple(Recipient(user.name, user.email, user.pk) for user in users) or otherwise()


def leads_or_officers() -> Callable[[Signatory], tuple[Recipient, ...]]:
    """`leads_of` for a list: officers are read when the first signatory without a lead comes, and then no more."""
    return partial(leads_of, otherwise=cache(officers))


def only(user) -> Callable[[Signatory], tuple[Recipient, ...]]:
    """In a list of what waits for one person, they are the one to be named: nobody else is read."""
    recipient = (Recipient(user.name, user.email, user.pk),)
    return lambda signatory: recipient
