"""Who hears a dispute in Stage 2, and who may: Champions who have nothing to do with either side."""

from datetime import date

from champions.models import Champion
from champions.queries.interests import organisations_close_to
from compact_portal.people.choices import Sector
from compact_portal.remembered import once_per_request
from disputes.choices import DisputeState, PanelRole
from disputes.models import Dispute, PanelMember

#: One of each is enough, and less is not.
QUORUM = (Sector.PUBLIC, Sector.VOLUNTARY)


@once_per_request
def term_of(user, today: date) -> Champion | None:
    """The term in which this user is Champion today; None for everyone else, deputies too."""
    if not (user.is_authenticated and user.is_active and user.is_champion):
        return None
    terms = Champion.objects.champions().current(today).filter(person=user.person_id)
    return terms.select_related("signatory__organisation").order_by("pk").first()


@once_per_request
def kept_out_by(user, today: date) -> frozenset[int]:
    """The organisations whose disputes this Champion never sees."""
    return frozenset(organisations_close_to(user.person, today=today))


def stands_apart(user, dispute: Dispute, today: date) -> bool:
    """A Champion today, close to none of its parties, who has declared no interest. Asked at every request: an
    interest that is declared later closes the page at once."""
    if term_of(user, today) is None:
        return False
    parties = {party.organisation_id for party in dispute.parties.all()}
    if parties & kept_out_by(user, today):
        return False
    return not any(each.person_id == user.person_id and each.has_interest for each in dispute.declarations.all())


def may_join(user, dispute: Dispute, today: date) -> bool:
    return dispute.state == DisputeState.REFERRED and stands_apart(user, dispute, today)


def seat_of(user, dispute: Dispute, today: date) -> PanelMember | None:
    """This user's place on the panel, as long as they stand apart."""
    if not user.is_authenticated:
        return None
    held = (member for member in dispute.panel.all() if member.left_at is None and member.person_id == user.person_id)
    seat = next(held, None)
    return seat if seat and stands_apart(user, dispute, today) else None


def convenes(user, dispute: Dispute, today: date) -> bool:
    seat = seat_of(user, dispute, today)
    return bool(seat and seat.role == PanelRole.CONVENING)


def sectors_missing(dispute: Dispute) -> list[Sector]:
    """Of which sector a Champion is still needed."""
    there = {member.sector for member in dispute.panel.all() if member.left_at is None}
    return [sector for sector in QUORUM if sector not in there]
