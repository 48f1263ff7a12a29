"""Corrections to draft minutes: proposed by those who were there, answered by officers."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from compact_portal.audit.services import record
from meetings.models import Circulation, Item, ProposedCorrection, ReplyLink
from meetings.services.links import held
from meetings.services.states import lock

#: From one link: far more than anybody needs, and not enough to bury an officer.
MOST_PROPOSALS = 50
THE_WHOLE = "The minutes as a whole"


@transaction.atomic
def propose_correction(
    link: ReplyLink, *, item: Item | None, words: str, why: str, now: datetime
) -> ProposedCorrection:
    """Keep what the holder of the link would put right, at an item or about the minutes as a whole.

    Raises LinkEnded when it comes too late, ValidationError when the link has sent too many.
    """
    meeting = lock(link.meeting)
    link = held(link, now=now)
    if meeting.proposals.filter(proposed_by=link.person).count() >= MOST_PROPOSALS:
        raise ValidationError(
            f"You have proposed {MOST_PROPOSALS} corrections by this link, which is the most. Please write the rest "
            "to the partnership officer."
        )
    record(meeting, "correction proposed", by=None, at=now, by_link=link.person.name, item=item.number if item else "")
    return meeting.proposals.create(
        item=item,
        about=str(item) if item else THE_WHOLE,
        original=circulated_words(meeting.circulations.first(), item) if item else "",
        words=words,
        why=why,
        proposed_by=link.person,
        proposed_at=now,
    )


def circulated_words(circulation: Circulation | None, item: Item) -> str:
    """An item's rich text as it was circulated."""
    lines = circulation.data["items"] if circulation else []
    return next((line["html"] for line in lines if line["anchor"] == item.anchor), "")


def forget_proposals(*, before: datetime, now: datetime) -> int:
    """Remove what was proposed to minutes that were approved before then."""
    forgotten, _ = ProposedCorrection.objects.filter(meeting__approved_at__lt=before).delete()
    return forgotten
