"""Who answers for a signatory's dates: its leads."""

from django.db.models import Prefetch

from champions.models import Signatory
from compact_portal.deadlines.engine import Recipient
from compact_portal.people.models import Membership


def with_leads(path: str) -> Prefetch:
    leads = Membership.objects.leads().select_related("user__person")
    return Prefetch(f"{path}memberships", leads, to_attr="lead_memberships")


def leads_of(signatory: Signatory) -> tuple[Recipient, ...]:
    """Those who answer for a signatory on the portal."""
    users = [membership.user for membership in signatory.organisation.lead_memberships]
    return tuple(Recipient(user.name, user.email, user.pk) for user in users)


def every_lead() -> tuple[Recipient, ...]:
    """The leads of all signatories, each once however many they lead: one query."""
    found = Membership.objects.leads().filter(organisation__signatory__isnull=False).select_related("user__person")
    users = {membership.user_id: membership.user for membership in found.order_by("pk")}
    return tuple(Recipient(user.name, user.email, user.pk) for user in users.values())
