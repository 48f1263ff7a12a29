"""Draft minutes as those who were there read them, and what they propose."""

from django.db.models import QuerySet

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
