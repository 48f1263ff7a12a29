"""Who answers for a signatory's dates: its leads; where it has none, the officers."""

from collections.abc import Callable
from functools import cache

from champions.models import Signatory
from compact_portal.deadlines.engine import Recipient
from compact_portal.deadlines.recipients import officers
from compact_portal.people.models import Membership
from compact_portal.remembered import once_per_request

Responsible = Callable[[Signatory], tuple[Recipient, ...]]


@once_per_request
def leads_by_organisation() -> dict[int, tuple[Recipient, ...]]:
    """The leads of every signatory, by the id of its organisation: one query, for a few dozen signatories."""
    found = Membership.objects.leads().filter(organisation__signatory__isnull=False)
    leads: dict[int, list[Recipient]] = {}
    for membership in found.select_related("user__person").order_by("pk"):
        user = membership.user
        leads.setdefault(membership.organisation_id, []).append(Recipient(user.name, user.email, user.pk))
    return {organisation: tuple(recipients) for organisation, recipients in leads.items()}


def leads_of() -> Responsible:
    """For a list: the leads are read when the first signatory comes, and then no more."""
    known = cache(leads_by_organisation)
    return lambda signatory: known().get(signatory.organisation_id, ())


def leads_or_officers() -> Responsible:
    """The same; the officers are read when the first signatory without a lead comes."""
    leads, stand_ins = leads_of(), cache(officers)
    return lambda signatory: leads(signatory) or stand_ins()


def only(user) -> Responsible:
    """In a list of what waits for one person, they are the one to be named: nobody else is read."""
    recipient = (Recipient(user.name, user.email, user.pk),)
    return lambda signatory: recipient


def every_lead() -> tuple[Recipient, ...]:
    """The leads of all signatories, each once however many they lead."""
    return tuple(dict.fromkeys(lead for leads in leads_by_organisation().values() for lead in leads))
