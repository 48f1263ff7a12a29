"""Who works on a dispute for a party, besides the leads of its organisation."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from compact_portal.access.gate import require
from compact_portal.audit.services import record
from compact_portal.people.models import Membership, User
from disputes.emails import together as emails
from disputes.models import Dispute, Party
from disputes.services.states import lock
from disputes.sides import party_of

MANAGE = "disputes.manage_team"


def members_to_add(party: Party) -> QuerySet[User]:
    """Those who act for the organisation and are not on the team, by name."""
    acting = Membership.objects.confirmed().filter(organisation=party.organisation_id).values("user")
    there = party.team.values("user")
    return User.objects.active().filter(pk__in=acting).exclude(pk__in=there).order_by("person__name", "pk")


@transaction.atomic
def add_to_team(dispute: Dispute, *, user: User, by, now: datetime) -> None:
    """Somebody else of the same organisation sees the dispute and acts in it. They are told."""
    dispute = lock(dispute)
    require(by, MANAGE, dispute)
    party = party_of(by, dispute)
    if not members_to_add(party).filter(pk=user.pk).exists():
        raise ValidationError({"user": f"{user.name} does not act for {party}, or is on the team already."})
    party.team.create(user=user, added_at=now)
    record(dispute, "added to the team", by=by, at=now, **{"for": party.organisation.name})
    emails.added_to_team(dispute, user, at=now)


@transaction.atomic
def remove_from_team(dispute: Dispute, *, pk: int, by, now: datetime) -> None:
    """`pk` is the user's. Raises ValidationError when nobody would be left to act for the party."""
    dispute = lock(dispute)
    require(by, MANAGE, dispute)
    party = party_of(by, dispute)
    leads = Membership.objects.leads().filter(organisation=party.organisation_id, user__is_active=True)
    others_act = party.team.exclude(user=pk).exists() or (not dispute.is_draft and leads.exclude(user=pk).exists())
    if not others_act:
        raise ValidationError("Somebody must act for your organisation. Add somebody else first.")
    if party.team.filter(user=pk).delete()[0]:
        record(dispute, "removed from the team", by=by, at=now, **{"for": party.organisation.name})
