"""Who hears a dispute, and who may: Champions who have nothing to do with either side, or an independent adviser."""

from collections.abc import Iterable, Set
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from champions.models import Champion
from champions.queries.interests import (
    champions_among,
    organisations_close_to,
    standing_of,
    unconflicted_champions,
)
from compact_portal.people.choices import Sector
from compact_portal.remembered import once_per_request
from compact_portal.written import written
from disputes.choices import DisputeState, PanelRole
from disputes.models import Dispute, PanelMember

#: One of each is enough, and less is not.
QUORUM = (Sector.PUBLIC, Sector.VOLUNTARY)


@once_per_request
def term_of(user, today: date) -> Champion | None:
    """The term in which this user is Champion today; None for everyone else, deputies too."""
    if not (user.is_authenticated and user.is_active and user.is_champion):
        return None
    return next(iter(_term_of(user.person_id, today)), None)


@written
def _term_of(person: int, today: date) -> QuerySet[Champion]:
    terms = Champion.objects.champions().current(today).filter(person=person)
    return terms.select_related("signatory__organisation").order_by("pk")[:1]


@once_per_request
def kept_out_by(user, today: date) -> frozenset[int]:
    """The organisations whose disputes this person never hears."""
    return frozenset(organisations_close_to(user.person, today=today))


def stands_apart(user, dispute: Dispute, today: date) -> bool:
    """A Champion today, close to none of its parties, who has declared no interest and not stepped down. Asked at
    every request: an interest that is declared later closes the page at once."""
    return term_of(user, today) is not None and is_close_to_nobody(user, dispute, today)


def is_close_to_nobody(user, dispute: Dispute, today: date) -> bool:
    return is_apart(user.person_id, dispute, kept_out_by(user, today))


def is_apart(person: int, dispute: Dispute, close_to: Set[int]) -> bool:
    """Whoever is close to these organisations is close to none of its parties, and has not stood aside."""
    return not parties_of(dispute) & close_to and person not in stood_aside(dispute)


def parties_of(dispute: Dispute) -> set[int]:
    """The ids of its organisations, of those too that have left it."""
    return {party.organisation_id for party in dispute.parties.all()}


def stood_aside(dispute: Dispute) -> set[int]:
    """The persons who declared an interest or, as Champions, stepped down: they do not hear it again."""
    declared = {each.person_id for each in dispute.declarations.all() if each.has_interest}
    left = {member.person_id for member in dispute.panel.all() if member.left_at and not is_adviser(member)}
    return declared | left


def is_adviser(member: PanelMember) -> bool:
    return member.role == PanelRole.ADVISER


def may_join(user, dispute: Dispute, today: date) -> bool:
    return dispute.state == DisputeState.REFERRED and stands_apart(user, dispute, today)


def seat_of(user, dispute: Dispute, today: date) -> PanelMember | None:
    """This user's place on the panel, as long as they stand apart; an adviser's, for the time set."""
    if not user.is_authenticated or not user.is_active:
        return None
    if not any(member.person_id == user.person_id for member in held_seats(dispute, today)):
        return None  # most people: asks nothing
    return next((member for member in seated(dispute, today) if member.person_id == user.person_id), None)


def held_seats(dispute: Dispute, today: date) -> list[PanelMember]:
    """Nobody stepped down from these, and no adviser's time is over."""
    return [
        member
        for member in dispute.panel.all()
        if member.left_at is None and (member.until is None or today <= member.until)
    ]


def seated(dispute: Dispute, today: date) -> list[PanelMember]:
    """Those who hear it and still stand apart, in the order in which they joined."""
    return seated_in([dispute], today)[dispute.pk]


def seated_in(disputes: Iterable[Dispute], today: date) -> dict[int, list[PanelMember]]:
    """The same of several, by the dispute's id: one query, however many; none before there is a panel."""
    held = {dispute.pk: (dispute, held_seats(dispute, today)) for dispute in disputes}
    people = frozenset(member.person_id for _, seats in held.values() for member in seats)
    close_to, champions = known_of(people, today) if people else ({}, frozenset())
    return {
        pk: [
            member
            for member in seats
            if is_apart(member.person_id, dispute, close_to[member.person_id])
            and (is_adviser(member) or member.person_id in champions)
        ]
        for pk, (dispute, seats) in held.items()
    }


@once_per_request
def known_of(people: frozenset[int], today: date) -> tuple[dict[int, set[int]], set[int]]:
    """What each of these persons is close to, and who of them is Champion today."""
    return standing_of(people, today=today)


def convening_seat(dispute: Dispute, today: date) -> PanelMember | None:
    """The one who convenes: the Champion who took it up first and still stands apart; the adviser where there is
    no Champion."""
    return first_of(seated(dispute, today))


def first_of(seats: list[PanelMember]) -> PanelMember | None:
    order = [PanelRole.CONVENING, PanelRole.PANEL, PanelRole.ADVISER]
    return min(seats, key=lambda member: order.index(member.role), default=None)


def convenes(user, dispute: Dispute, today: date) -> bool:
    seat = convening_seat(dispute, today)
    return bool(seat) and user.is_authenticated and user.is_active and seat.person_id == user.person_id


def without(seats: Iterable[PanelMember]) -> list[Sector]:
    """The sectors none of these is a Champion of."""
    there = {member.sector for member in seats}
    return [sector for sector in QUORUM if sector not in there]


def sectors_missing(dispute: Dispute) -> list[Sector]:
    """Of which sector a Champion is still needed. An adviser stands in for a sector that has none to ask."""
    today = timezone.localdate()
    return missing_of(dispute, seated(dispute, today), today)


def missing_of(dispute: Dispute, seats: list[PanelMember], today: date) -> list[Sector]:
    """The same, of those who are known to hear it: asks the database only where an adviser does."""
    missing = without(seats)
    if missing and any(is_adviser(member) for member in seats):
        nobody_to_ask = sectors_without_champion(dispute, today)
        return [sector for sector in missing if sector not in nobody_to_ask]
    return missing


def sectors_for_an_adviser(dispute: Dispute, today: date) -> list[Sector]:
    """The sectors still missing that have no Champion to ask: an adviser is named instead. None once there is one."""
    seats = seated(dispute, today)
    missing = set() if any(is_adviser(member) for member in seats) else set(sectors_missing(dispute))
    return [sector for sector in sectors_without_champion(dispute, today) if sector in missing] if missing else []


def sectors_without_champion(dispute: Dispute, today: date) -> list[Sector]:
    """The sectors in which the partnership has no Champion who could hear it: the Council and the CVS are often
    both close to a side."""
    organisations = [party.organisation for party in dispute.parties.all()]
    apart = unconflicted_champions(organisations, today=today)
    asked = champions_among([champion.person_id for champion in apart], today=today) - stood_aside(dispute)
    there = {champion.signatory.organisation.sector for champion in apart if champion.person_id in asked}
    return [sector for sector in QUORUM if sector not in there]
