"""From checked old minutes to a record: a meeting with all that hangs on it. Nobody gets an email."""

from datetime import datetime, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from compact_portal.audit.models import AuditEvent
from compact_portal.audit.services import record
from compact_portal.publishing.services import withdraw_latest
from meetings.choices import Becomes, MeetingState, TakenFor, VersionReason
from meetings.models import Action, Committee, Decision, DecisionAnswer, Declaration, Item, Meeting, OldMinutes, Paper
from meetings.old_checks import same_day
from meetings.queries.old_minutes import lines_to_check
from meetings.services.minutes import keep_versions, publish_edition
from meetings.services.old_minutes.bringing_in import OldMinutesMovedOn, lock, move
from meetings.services.old_minutes.checking import STALE
from meetings.services.old_minutes.record import business_of, write_attendance, write_items

STATES = {
    Becomes.APPROVED: MeetingState.APPROVED,
    Becomes.DRAFT: MeetingState.DRAFT_PUBLISHED,
    Becomes.LATER: MeetingState.IN_DRAFT,
}
NOON = time(12)


def changes_of(old: OldMinutes) -> int:
    """How often something was changed: a page that asks for a big step names what it was showing."""
    return AuditEvent.objects.about(old).count()


@transaction.atomic
def keep_as_record(old: OldMinutes, *, becomes: str, reason: str = "", seen: int, by, now: datetime) -> Meeting:
    """Make a meeting of them and, unless it is to wait, publish its minutes. No email, no reminder.

    Raises ValidationError for a day on which the committee has a meeting already, and for words that differ from the
    original without a reason; OldMinutesMovedOn for a page that came too late.
    """
    if lock(old).is_to_check and changes_of(old) != seen:
        raise OldMinutesMovedOn(old, STALE)
    old = move(old, "keep", by=by, now=now, reason=reason)
    Committee.objects.select_for_update().get(pk=old.committee_id)  # two files of one day are kept one by one
    refuse_to_keep(old, reason)
    old.meeting = meeting = write_meeting(old, becomes, now=now)
    old.save()
    people = write_attendance(old, meeting)
    write_items(old, meeting, people, is_published=becomes != Becomes.LATER, by=by, now=now)
    record(meeting, "brought in from old minutes", by=by, at=now, file=old.name, sha256=old.sha256)
    if becomes != Becomes.LATER:
        keep_versions(meeting, VersionReason.PUBLISHED, by=by, now=now)
        publish_edition(meeting, by=by, now=now)
    return meeting


def refuse_to_keep(old: OldMinutes, reason: str) -> None:
    if same_day(old):
        raise ValidationError(
            f"{old.committee} already has a meeting on {old.date:%-d %B %Y}. Change the date in the heading, or remove "
            "this file if that is the same meeting."
        )
    if not reason and old.lines.differing().exists():
        raise ValidationError({"reason": "Say why these words may differ, or put them right first."})


def write_meeting(old: OldMinutes, becomes: str, *, now: datetime) -> Meeting:
    """It counts as published when it was held, so that a cupboard of old minutes is not the latest news."""
    held = timezone.make_aware(datetime.combine(old.date, NOON)) if old.date else now
    return Meeting.objects.create(
        committee=old.committee,
        date=old.date,
        venue=old.venue,
        heading=old.title,
        written_date=old.written_date,
        written_time=old.written_time,
        next_meetings=old.next_meetings,
        state=STATES[Becomes(becomes)],
        finished_at=min(held, now),
        minutes_published_at=None if becomes == Becomes.LATER else min(held, now),
        approved_at=now if becomes == Becomes.APPROVED else None,
    )


@transaction.atomic
def take_back(old: OldMinutes, *, by, now: datetime) -> OldMinutes:
    """Undo the record, while nothing else refers to it. What was published of it is withdrawn; the draft is as it was.

    Raises ValidationError with what refers to it.
    """
    old = move(old, "take-back", by=by, now=now)
    meeting = old.meeting
    if meeting is None:
        raise OldMinutesMovedOn(old, "The record of these minutes is gone.")
    for refers, words in reasons_to_stay(meeting):
        if refers:
            raise ValidationError(words)
    withdraw_latest(meeting, "minutes", by=by, at=now)
    record(meeting, "taken back", by=by, at=now, file=old.name)
    old.meeting = None
    old.save()
    meeting.delete()
    return old


def reasons_to_stay(meeting: Meeting):
    """Pairs: whether something hangs on the record, and what to say then."""
    items = Item.objects.filter(meeting=meeting)
    yield (
        meeting.revision > 0 or items.filter(revision__gt=1).exists(),
        "The record has been changed in the portal since, so it stays.",
    )
    yield (
        meeting.following.exists() or meeting.approved_minutes.exists() or meeting.corrections_agreed.exists(),
        "A later meeting refers to this one, so it stays.",
    )
    yield (
        items.filter(carried_to__isnull=False).exists() or items.filter(brought_back__isnull=False).exists(),
        "An item of it is on another agenda or on the forward plan, so it stays.",
    )
    yield (
        Paper.objects.filter(item__in=items).exists()
        or Declaration.objects.filter(item__in=items).exists()
        or meeting.corrections.exists(),
        "Papers, interests or corrections have been added to it, so it stays.",
    )
    yield (
        Action.objects.filter(meeting=meeting, updates__isnull=False).exists()
        or DecisionAnswer.objects.filter(decision__in=Decision.objects.filter(item__in=items)).exists(),
        "Somebody has reported on an action or answered a decision of it, so it stays.",
    )


def counts_of(old: OldMinutes, attendees: list) -> list[tuple[str, int]]:
    """What the record will have, to look at before it is kept."""
    lines = list(lines_to_check(old))
    business = list(business_of(lines))
    return [
        ("People on the attendance list", len(attendees)),
        ("Items", len(business)),
        ("Decisions", sum(len(each.decisions) for each in business)),
        ("Actions still open", sum(action.is_open for each in business for action in each.actions)),
        ("Actions nobody is reminded of", sum(not action.is_open for each in business for action in each.actions)),
        ("Lines left out", sum(line.taken_for == TakenFor.LEFT_OUT for line in lines)),
    ]
