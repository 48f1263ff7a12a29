"""Draft minutes as those who were there read them, and what they propose."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import F, QuerySet

from meetings.models import Item, Meeting, ProposedCorrection, ReplyLink


def open_to_proposals(meeting: Meeting) -> QuerySet[Item]:
    return meeting.items.public()


def draft_for(link: ReplyLink) -> dict | None:
    """The draft as it was circulated last. An item that became confidential since then keeps its heading only."""
    circulation = link.meeting.circulations.first()
    if circulation is None:
        return None
    readable = set(open_to_proposals(link.meeting).values_list("pk", flat=True))
    items = [_line(item, readable) for item in circulation.data["items"]]
    return circulation.data | {"items": items, "circulated_at": circulation.circulated_at}


def _line(item: dict, readable: set[int]) -> dict:
    pk = int(item["anchor"].removeprefix("item-"))
    if pk in readable and not item["confidential"]:
        return item | {"pk": pk, "papers": []}  # a paper of a draft is nobody’s but the officers’
    return item | {"pk": None, "html": "", "decisions": [], "actions": [], "papers": [], "confidential": True}


def proposals_by(link: ReplyLink) -> QuerySet[ProposedCorrection]:
    """What this person has proposed to these minutes, in the order in which it came."""
    return ProposedCorrection.objects.filter(meeting=link.meeting, proposed_by=link.person)


@dataclass(frozen=True, slots=True)
class ProposedAt:
    """What is proposed to one item, or to the minutes as a whole."""

    about: str
    proposals: list[ProposedCorrection]


def by_item(meeting: Meeting) -> list[ProposedAt]:
    """Every proposal to these minutes, in the order of the items; what is about the whole stands last. One query."""
    found = meeting.proposals.select_related("item", "proposed_by", "decided_by__person")
    found = found.order_by(F("item__position").asc(nulls_last=True), "item", "proposed_at", "pk")
    groups = groupby(found, key=lambda proposal: (proposal.item_id, proposal.about))
    return [ProposedAt(about, list(proposals)) for (_, about), proposals in groups]
