"""Who stands on which side of a dispute."""

from compact_portal.people.queries import organisations_led_by
from disputes.choices import Side
from disputes.models import Dispute, Party


def party_of(user, dispute: Dispute) -> Party | None:
    """The party a user acts for: as one of its team or, once it is sent, as a lead of its organisation. Of two, the one
    that speaks for its side."""
    if not user.is_authenticated or not user.is_active:
        return None
    there = [party for party in dispute.parties.all() if party.left_at is None]
    parties = sorted(there, key=lambda party: not party.speaks)
    on_a_team = [party for party in parties if any(member.user_id == user.pk for member in party.team.all())]
    if on_a_team or dispute.is_draft:
        return next(iter(on_a_team), None)
    led = organisations_led_by(user)
    return next((party for party in parties if party.organisation_id in led), None)


def side_of(user, dispute: Dispute) -> str:
    """ "raising", "responding", or "" for nobody's."""
    party = party_of(user, dispute)
    return party.side if party else ""


def names_of(dispute: Dispute, side: str) -> str:
    """The organisations on a side, in words: "Example Group, Example Club". The other side follows with an "and"."""
    return ", ".join(party.organisation.name for party in company_of(dispute, side))


def speaker_of(dispute: Dispute, side: str) -> Party | None:
    """The organisation that speaks for a side: one says yes or no for all."""
    return next((party for party in dispute.parties.all() if party.side == side and party.speaks), None)


def company_of(dispute: Dispute, side: str) -> list[Party]:
    """All the organisations on a side today."""
    return [party for party in dispute.parties.all() if party.side == side and party.left_at is None]


def other(side: str) -> str:
    return Side.RESPONDING if side == Side.RAISING else Side.RAISING
