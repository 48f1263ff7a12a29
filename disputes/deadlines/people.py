"""Who answers for a date of a dispute, and what such a date depends on."""

from collections.abc import Iterable, Iterator

from django.utils import timezone

from compact_portal.deadlines.responsible import Responsible, leads, person
from disputes.models import Dispute, PanelMember
from disputes.panels import seated_in


def itself(dispute: Dispute) -> int:
    return dispute.pk


def panels_of(disputes: Iterable[Dispute]) -> dict[int, list[PanelMember]]:
    """Who hears each, by its id. Who has come close to a side since is no longer among them."""
    return seated_in(disputes, timezone.localdate())


def people(panel: Iterable[PanelMember]) -> tuple[Responsible, ...]:
    return tuple(person(member.person_id) for member in panel)


def both_sides(dispute: Dispute, *, only: str = "") -> Iterator[Responsible]:
    """The leads and the team of every party, or of those on one side."""
    for party in dispute.parties.all():
        if party.left_at is None and only in ("", party.side):
            yield leads(party.organisation_id)
            yield from (person(member.user.person_id) for member in party.team.all())
