"""What the portal points out before publishing. Findings warn; an officer may override them with a reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.html import strip_tags

from compact_portal.dates import clear_days_before
from compact_portal.wording import count_of, long_date
from meetings.choices import AttendanceStatus, DueRule, ItemKind, MeetingState, Office
from meetings.initials import unknown_speakers
from meetings.models import Meeting
from meetings.numbering import numbering_gaps
from meetings.queries.attendance import quorum_of
from meetings.queries.minutes import Minutes
from meetings.written_dates import weekday_mismatch


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: a code for tests and filters, a sentence for people, the address where to mend it ("" for
    what nobody can mend any more)."""

    code: str
    sentence: str
    url: str = ""


def check_minutes(minutes: Minutes) -> list[Finding]:
    """Every finding about the minutes of a meeting, in the order of the page."""
    return [finding for check in MINUTES_CHECKS for finding in check(minutes)]


def check_agenda(meeting: Meeting, today: date, clear_days: int) -> list[Finding]:
    """Too late for the clear days, or nothing on it."""
    findings = []
    last_day = clear_days_before(meeting.date, clear_days)
    if today > last_day:
        findings.append(
            Finding(
                "late",
                f"{count_of(clear_days, 'clear working day')} before the meeting means publishing by "
                f"{long_date(last_day)}. That day has passed.",
            )
        )
    if not meeting.items.exists():
        findings.append(Finding("empty", "The agenda has no items.", meeting.url("agenda-edit")))
    return findings


def weekday(minutes: Minutes) -> Iterator[Finding]:
    sentence = weekday_mismatch(minutes.meeting.written_date) if minutes.meeting.written_date else None
    if sentence:
        yield Finding(
            "weekday", f"The heading says “{minutes.meeting.written_date}”. {sentence}", minutes.meeting.url("details")
        )


def numbering(minutes: Minutes) -> Iterator[Finding]:
    for sentence in numbering_gaps([item.number for item in minutes.items if item.number]):
        yield Finding("numbering", sentence, minutes.meeting.url("agenda-edit"))


def nobody_present(minutes: Minutes) -> Iterator[Finding]:
    if not minutes.present:
        yield Finding("nobody-present", "Nobody is marked as present.", minutes.meeting.url("attendance"))


def no_chair(minutes: Minutes) -> Iterator[Finding]:
    if minutes.present and not any(line.office == Office.CHAIR for line in minutes.present):
        yield Finding("no-chair", "Nobody present is marked as Chair.", minutes.meeting.url("attendance"))


def below_quorum(minutes: Minutes) -> Iterator[Finding]:
    quorum = quorum_of(minutes.meeting, minutes.lines)
    if quorum.is_asked_for and not quorum.is_met:
        yield Finding("quorum", f"{quorum.sentence}.", minutes.meeting.url("attendance"))


def present_and_absent(minutes: Minutes) -> Iterator[Finding]:
    here = {line.person_id for line in minutes.present}
    for line in minutes.lines:
        if line.person_id in here and line.status != AttendanceStatus.PRESENT:
            yield Finding(
                "present-and-apologies",
                f"{line.name} is listed as present and also under “{line.get_status_display()}”.",
                minutes.meeting.url("attendance"),
            )


def not_known_yet(minutes: Minutes) -> Iterator[Finding]:
    """Once anybody is marked: nobody vanishes from the minutes because their mark was forgotten."""
    names = [line.name for line in minutes.lines if line.status == AttendanceStatus.EXPECTED]
    if names and minutes.present:
        yield Finding(
            "not-known-yet",
            f"It is not marked yet whether {' or '.join(names)} came.",
            minutes.meeting.url("attendance"),
        )


def deputy_for_someone_present(minutes: Minutes) -> Iterator[Finding]:
    for line in minutes.present:
        if line.deputising_for and line.deputising_for.status == AttendanceStatus.PRESENT:
            yield Finding(
                "deputy-for-present",
                f"{line.name} deputises for {line.deputising_for.name}, who is marked as present.",
                minutes.meeting.url("attendance"),
            )


def items_without_text(minutes: Minutes) -> Iterator[Finding]:
    parents = {
        before.pk for before, after in zip(minutes.items, minutes.items[1:], strict=False) if after.level > before.level
    }
    for item in minutes.items:
        said = strip_tags(item.text).strip() or item.decisions.all() or item.actions.all()
        if not said and item.pk not in parents and not item.not_reached:
            yield Finding("no-text", f"Item {item} has no text.", minutes.meeting.url("minute", item.pk))


def actions_without_owner_or_date(minutes: Minutes) -> Iterator[Finding]:
    for item in minutes.items:
        for action in item.actions.all():
            if not action.owner_list:
                yield Finding(
                    "no-owner",
                    f"Nobody is named for the action “{action.text}”.",
                    minutes.meeting.url("minute", item.pk),
                )
            if action.due_rule == DueRule.NONE:
                yield Finding(
                    "no-date", f"The action “{action.text}” has no date.", minutes.meeting.url("minute", item.pk)
                )


def unknown_initials(minutes: Minutes) -> Iterator[Finding]:
    known = {line.initials for line in minutes.lines if line.initials}
    if not known:
        return
    seen: set[str] = set()
    for item in minutes.items:
        for initials in unknown_speakers(item.text, known | seen):
            seen.add(initials)
            yield Finding(
                "initials",
                f"{initials} speaks at item {item.number or item.title} but is not on the attendance list.",
                minutes.meeting.url("attendance"),
            )


def previous_minutes_left(minutes: Minutes) -> Iterator[Finding]:
    asked = any(item.kind in (ItemKind.PREVIOUS_MINUTES, ItemKind.ACCURACY) for item in minutes.items)
    previous = minutes.meeting.previous if asked else None
    if previous and previous.state == MeetingState.DRAFT_PUBLISHED:
        yield Finding(
            "previous-minutes",
            f"The minutes of {long_date(previous.date)} are on this agenda but have not been approved.",
            minutes.meeting.url("approve-previous"),
        )


MINUTES_CHECKS = (
    weekday,
    numbering,
    nobody_present,
    no_chair,
    below_quorum,
    present_and_absent,
    not_known_yet,
    deputy_for_someone_present,
    previous_minutes_left,
    items_without_text,
    actions_without_owner_or_date,
    unknown_initials,
)
