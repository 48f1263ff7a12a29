"""Corrections to draft minutes: proposed by those who were there, answered by officers."""

from collections import defaultdict
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from compact_portal.access.gate import require
from compact_portal.audit.services import record
from meetings import emails
from meetings.choices import MeetingState, ProposalState
from meetings.models import Circulation, Item, Meeting, ProposedCorrection, ReplyLink
from meetings.services.links import held
from meetings.services.states import MeetingMovedOn, WrongState, lock


class AnsweredAlready(MeetingMovedOn):
    """Somebody else was quicker. Their answer stands."""

    def __init__(self, meeting: Meeting, proposal: ProposedCorrection):
        answer = proposal.get_state_display().lower()
        super().__init__(meeting, f"This correction was {answer} by {proposal.decided_by} already.")


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
    own = meeting.proposals.filter(proposed_by=link.person)
    if sent_before := own.filter(item=item, words=words, why=why).first():
        return sent_before  # the page was sent twice
    if own.count() >= MOST_PROPOSALS:
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


def words_to_correct(link: ReplyLink, item: Item) -> str:
    """What the holder of the link read of an item, in rich text."""
    return circulated_words(link.meeting.circulations.first(), item)


def circulated_words(circulation: Circulation | None, item: Item) -> str:
    """An item's rich text as it was circulated."""
    lines = circulation.data["items"] if circulation else []
    return next((line["html"] for line in lines if line["anchor"] == item.anchor), "")


@transaction.atomic
def accept_correction(proposal: ProposedCorrection, *, by, now: datetime) -> ProposedCorrection:
    """Agree to a proposed correction. The text is the officer's to change: nothing is written into the minutes."""
    return _answer(proposal, ProposalState.ACCEPTED, reason="", by=by, now=now)


@transaction.atomic
def decline_correction(proposal: ProposedCorrection, *, reason: str, by, now: datetime) -> ProposedCorrection:
    """Leave the draft as it is, with the reason its proposer is told."""
    return _answer(proposal, ProposalState.DECLINED, reason=reason, by=by, now=now)


def _answer(proposal: ProposedCorrection, state: str, *, reason: str, by, now: datetime) -> ProposedCorrection:
    require(by, "meetings.run_meetings")
    meeting, proposal = _held_proposal(proposal)
    if not proposal.is_waiting:
        raise AnsweredAlready(meeting, proposal)
    proposal.state, proposal.reason, proposal.decided_by, proposal.decided_at = state, reason, by, now
    proposal.save()
    record(meeting, f"correction {state}", by=by, at=now, proposal=proposal.pk, reason=reason)
    return proposal


@transaction.atomic
def reopen_correction(proposal: ProposedCorrection, *, by, now: datetime) -> ProposedCorrection:
    """Take back an answer until the minutes are approved. Its proposer hears of the next answer, too."""
    require(by, "meetings.run_meetings")
    meeting, proposal = _held_proposal(proposal)
    if meeting.state == MeetingState.APPROVED:
        raise WrongState(meeting, "Take back an answer")
    if proposal.is_waiting:
        return proposal
    proposal.state, proposal.reason = ProposalState.WAITING, ""
    proposal.decided_by = proposal.decided_at = proposal.told_at = None
    proposal.save()
    record(meeting, "answer to a correction taken back", by=by, at=now, proposal=proposal.pk)
    return proposal


def _held_proposal(proposal: ProposedCorrection) -> tuple[Meeting, ProposedCorrection]:
    """Read again behind the meeting's lock, so that of two officers who answer at once the second is told."""
    meeting = lock(proposal.meeting)
    return meeting, meeting.proposals.select_related("decided_by__person").get(pk=proposal.pk)


@transaction.atomic
def tell_proposers(meeting: Meeting, *, by, now: datetime) -> int:
    """Send each proposer one email with every answer they do not know yet. Returns how many people get one."""
    require(by, "meetings.run_meetings")
    meeting = lock(meeting)
    answered = defaultdict(list)
    for proposal in meeting.proposals.untold().select_related("proposed_by__user"):
        answered[proposal.proposed_by].append(proposal)
    for person, proposals in answered.items():
        emails.corrections_answered(meeting, person, proposals, at=now)
    if answered:
        meeting.proposals.untold().update(told_at=now)
        record(meeting, "answers to corrections sent", by=by, at=now, people=len(answered))
    return len(answered)


def forget_proposals(*, before: datetime, now: datetime) -> int:
    """Remove what was proposed to minutes that were approved before then."""
    forgotten, _ = ProposedCorrection.objects.filter(meeting__approved_at__lt=before).delete()
    return forgotten
