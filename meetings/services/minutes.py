"""Writing the minutes: saves that never overwrite, versions at the moments that matter, publication, approval."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q

from compact_portal.access.gate import require
from compact_portal.audit.services import record
from compact_portal.publishing.services import publish_document
from compact_portal.richtext.fields import sanitise
from meetings import emails, pdfs
from meetings.choices import ActionState, AttendanceStatus, VersionReason
from meetings.models import Action, ActionOwner, Decision, Item, ItemVersion, Meeting
from meetings.queries.minutes import read_minutes
from meetings.services.attendance import prefill_attendance
from meetings.services.links import open_links
from meetings.services.planning import latest_before, settle_next_meeting
from meetings.services.states import WrongState, lock, move, require_minutes_open


class Conflict(Exception):
    """Someone saved this item since the text was opened. Nothing was overwritten; both texts are here."""

    def __init__(self, item: Item, mine: str):
        self.item, self.mine = item, mine
        super().__init__("Someone else saved this item while you were writing.")


@transaction.atomic
def start_meeting(meeting: Meeting, *, by, now: datetime, seen: int | None = None) -> Meeting:
    """Open the meeting: attendance is filled in from the seats whose terms cover the day.

    Only now is it certain which meeting came before: its minutes are the ones to approve here.
    """
    meeting = move(meeting, "start", by=by, now=now, seen=seen)
    meeting.started_at = now
    if meeting.date:
        meeting.previous = latest_before(meeting.committee, meeting.date) or meeting.previous
    meeting.save()
    prefill_attendance(meeting)
    return meeting


@transaction.atomic
def undo_start(meeting: Meeting, *, by, now: datetime, seen: int | None = None) -> Meeting:
    """Take back a start by a slip of the hand. Raises ValidationError once something of the meeting is on record."""
    verb = "undo-start" if meeting.agenda_published_at else "undo-early-start"
    meeting = move(meeting, verb, by=by, now=now, seen=seen)
    taken = meeting.attendance.exclude(status=AttendanceStatus.EXPECTED)
    minuted = meeting.items.exclude(text="", closed_at=None, decisions=None)
    if taken.exists() or minuted.exists() or meeting.actions.exists():
        raise ValidationError("Attendance or minutes have been taken, so the start cannot be undone.")
    meeting.attendance.all().delete()
    meeting.started_at = None
    meeting.save()
    return meeting


@transaction.atomic
def finish_meeting(meeting: Meeting, *, by, now: datetime, seen: int | None = None) -> Meeting:
    """Close the meeting. Items nobody came to are marked as not reached and offered for the next agenda."""
    meeting = move(meeting, "finish", by=by, now=now, seen=seen)
    meeting.finished_at = now
    meeting.save()
    meeting.items.filter(text="", closed_at=None, kind="ordinary", decisions=None, actions=None).update(
        not_reached=True
    )
    return meeting


@transaction.atomic
def save_text(
    item: Item, *, text: str, based_on: int, by, now: datetime, name: str = "", unanswered: Sequence[str] = ()
) -> Item:
    """Save one item's text if nobody saved it since revision `based_on`.

    One conditional UPDATE decides, so two officers can never both win. `name` is the browser's for this save, and
    `unanswered` its names of those whose answer was lost: where one of them did arrive, the browser's newer words are
    based on it. Raises Conflict (with both texts) when another came first with different words, WrongState when the
    minutes are closed.
    """
    require(by, "meetings.run_meetings")
    text = sanitise(text)
    meeting = lock(item.meeting)
    require_minutes_open(meeting, "Write minutes")
    words = {"text": text, "saved_at": now, "saved_by": by, "saved_as": name, "not_reached": False}
    mine = Q(revision=based_on) | Q(saved_as__in=[each for each in unanswered if each], saved_by=by)
    saved = Item.objects.filter(mine, pk=item.pk).update(**words, revision=F("revision") + 1)
    item.refresh_from_db()
    if not saved and item.text != text:
        raise Conflict(item, text)
    return item


@transaction.atomic
def settle_conflict(item: Item, *, text: str, based_on: int, by, now: datetime) -> Item:
    """Save the text that was chosen of two, or made of both. The one that stands is kept as a version first."""
    keep_version(item, VersionReason.SET_ASIDE, by=item.saved_by, now=now)
    return save_text(item, text=text, based_on=based_on, by=by, now=now)


@transaction.atomic
def close_item(item: Item, *, by, now: datetime) -> Item:
    """Finish an item: its text becomes a version that can be compared and brought back."""
    require(by, "meetings.run_meetings")
    require_minutes_open(lock(item.meeting), "Finish an item")
    item.closed_at = now
    item.save(update_fields=["closed_at"])
    keep_version(item, VersionReason.CLOSED, by=by, now=now)
    return item


def keep_version(item: Item, reason: str, *, by, now: datetime) -> ItemVersion | None:
    """Keep the item's text as its next version, unless the latest version has the same text."""
    latest = item.versions.first()
    if (latest.text if latest else "") == item.text:
        return None
    number = latest.number + 1 if latest else 1
    return item.versions.create(number=number, text=item.text, reason=reason, made_by=by, made_at=now)


def keep_versions(meeting: Meeting, reason: str, *, by, now: datetime) -> None:
    for item in meeting.items.prefetch_related("versions"):
        keep_version(item, reason, by=by, now=now)


@transaction.atomic
def restore_version(version: ItemVersion, *, based_on: int, by, now: datetime) -> Item:
    """Bring an earlier text back. The text it replaces is kept as a version first."""
    item = version.item
    keep_version(item, VersionReason.RESTORED, by=by, now=now)
    return save_text(item, text=version.text, based_on=based_on, by=by, now=now)


@transaction.atomic
def circulate_minutes(meeting: Meeting, *, by, now: datetime, seen: int | None = None) -> Meeting:
    """Send the draft to those who were there, each with a link to propose corrections. Officers keep writing.

    What they read is frozen here; confidential items are named in it and never told.
    """
    meeting = move(meeting, "circulate", by=by, now=now, seen=seen)
    meeting.save()
    keep_versions(meeting, VersionReason.CIRCULATED, by=by, now=now)
    data = pdfs.minutes_document(read_minutes(meeting))
    meeting.circulations.create(data=data, circulated_at=now, circulated_by=by)
    links = open_links(emails.checkers_of(meeting), meeting=meeting, now=now)
    emails.minutes_circulated(meeting, links, at=now)
    return meeting


@transaction.atomic
def publish_minutes(meeting: Meeting, *, by, now: datetime, seen: int | None = None, reason: str = "") -> Meeting:
    """Publish the draft minutes as the next numbered edition and tell action owners what is theirs.

    `reason` explains the findings of the checks that were overridden; it stays in the trail.
    """
    meeting = move(meeting, "publish", by=by, now=now, seen=seen, reason=reason)
    meeting.minutes_published_at = meeting.minutes_published_at or now
    meeting.save()
    keep_versions(meeting, VersionReason.PUBLISHED, by=by, now=now)
    release_outcomes(meeting, at=now)
    publish_edition(meeting, by=by, now=now)
    return meeting


def release_outcomes(meeting: Meeting, *, at: datetime) -> None:
    """Make decisions and actions public, and tell each owner once of each new action that is still to be done."""
    settle_next_meeting(meeting.committee)
    Decision.objects.filter(item__meeting=meeting).update(published=True)
    new = list(meeting.actions.filter(published=False).prefetch_related(ActionOwner.with_people()))
    Action.objects.filter(pk__in=[action.pk for action in new]).update(published=True)
    owners = {person for action in new for person in emails.told_of(action)}
    links = {link.person_id: link for link in open_links(owners, now=at)}
    for action in new:
        if action.state == ActionState.OPEN:
            emails.action_given(action, links, at=at)


def publish_edition(meeting: Meeting, *, by, now: datetime) -> None:
    document = pdfs.minutes_document(read_minutes(meeting))
    publish_document(
        meeting,
        "minutes",
        title=f"{document['title']}: {meeting.committee}, {document['meeting']['date_text']}",
        template="meetings/documents/minutes_body.html",
        data=document,
        filename=f"minutes-{meeting.committee.slug}-{meeting.day}",
        by=by,
        at=now,
    )


@transaction.atomic
def revise_minutes(meeting: Meeting, *, by, now: datetime, reason: str, seen: int | None = None) -> Meeting:
    """Open published draft minutes again. The published edition stays public until the next one."""
    meeting = move(meeting, "revise", by=by, now=now, seen=seen, reason=reason)
    meeting.save()
    return meeting


@transaction.atomic
def approve_minutes(
    meeting: Meeting,
    *,
    approved_by: Meeting,
    corrections: list[dict],
    by,
    now: datetime,
    seen: int | None = None,
) -> Meeting:
    """Record that a later meeting approved these minutes, "subject to" the corrections it agreed.

    `corrections`: [{"item_number": "4", "what": "…"}]. They go into the register, which the approved edition shows;
    the text itself stays as it was published.
    """
    if approved_by.committee_id != meeting.committee_id or approved_by.to_come:
        raise WrongState(approved_by, "Approve the minutes of the last meeting")
    meeting = move(meeting, "approve", by=by, now=now, seen=seen, approved_by=str(approved_by))
    meeting.approved_at, meeting.approved_by_meeting = now, approved_by
    meeting.save()
    add_corrections(meeting, corrections, agreed_at=approved_by, by=by, now=now)
    keep_versions(meeting, VersionReason.APPROVED, by=by, now=now)
    publish_edition(meeting, by=by, now=now)
    return meeting


def add_corrections(meeting: Meeting, corrections: list[dict], *, agreed_at: Meeting, by, now: datetime) -> None:
    for correction in corrections:
        meeting.corrections.create(**correction, agreed_at=agreed_at, recorded_by=by, recorded_at=now)
        record(meeting, "corrected", by=by, at=now, **correction)


@transaction.atomic
def correct_approved_minutes(
    meeting: Meeting, *, agreed_at: Meeting, corrections: list[dict], by, now: datetime, seen: int | None = None
) -> Meeting:
    """Add to the register of approved minutes. The next numbered edition shows it; the old one stays reachable."""
    meeting = move(meeting, "correct", by=by, now=now, seen=seen)
    meeting.save()
    add_corrections(meeting, corrections, agreed_at=agreed_at, by=by, now=now)
    publish_edition(meeting, by=by, now=now)
    return meeting
