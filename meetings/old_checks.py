"""What the portal points out in old minutes before they become a record."""

from collections import Counter
from collections.abc import Iterator

from compact_portal.wording import long_date
from meetings.checks import Finding
from meetings.choices import AttendanceStatus, Office
from meetings.models import Meeting, OldAttendee, OldLine, OldMinutes
from meetings.numbering import numbering_gaps
from meetings.written_dates import weekday_mismatch


def check_old_minutes(
    old: OldMinutes, attendees: list[OldAttendee], items: list[OldLine], already: Meeting | None
) -> list[Finding]:
    """Every finding, in the order of the page. `items` are the lines that open one; `already` is `same_day`."""
    return [*day(old, already), *numbers(items), *people(old, attendees)]


def same_day(old: OldMinutes) -> Meeting | None:
    """The meeting that the portal has of this committee on this day, besides the one made of these minutes."""
    found = Meeting.objects.select_related("committee").filter(committee=old.committee_id, date=old.date)
    return found.exclude(pk=old.meeting_id).first() if old.date else None


def day(old: OldMinutes, already: Meeting | None) -> Iterator[Finding]:
    heading = old.url("old-minutes-heading")
    wrong = weekday_mismatch(old.written_date) if old.written_date else None
    if wrong:
        yield Finding("weekday", f"The heading says “{old.written_date}”. {wrong}", heading)
    if not old.date:
        yield Finding("no-day", "No date was found. Minutes without one stand under “Records without a date”.", heading)
    if already:
        yield Finding("same-day", f"{old.committee} has a meeting on {long_date(old.date)} in the portal.", heading)


def numbers(items: list[OldLine]) -> Iterator[Finding]:
    for sentence in numbering_gaps([line.number for line in items if line.number]):
        yield Finding("numbering", sentence)
    if not items:
        yield Finding("no-items", "No title of an item was found. All text becomes one item.")


def people(old: OldMinutes, attendees: list[OldAttendee]) -> Iterator[Finding]:
    present = [each for each in attendees if each.status == AttendanceStatus.PRESENT]
    if not present:
        yield Finding("nobody-present", "Nobody is listed as present.")
    elif not any(each.office == Office.CHAIR for each in present):
        yield Finding("no-chair", "Nobody present is marked as Chair.")
    names = Counter(each.name.casefold() for each in attendees)
    for each in attendees:
        address = old.url("old-attendee", each.pk)
        if names.pop(each.name.casefold(), 0) > 1:
            yield Finding("twice", f"{each.name} is on the list more than once.", address)
        if each.deputises_for and each.deputises_for.casefold() not in {name.name.casefold() for name in attendees}:
            yield Finding("deputy", f"{each.name} stands in for {each.deputises_for}, who is not on the list.", address)
