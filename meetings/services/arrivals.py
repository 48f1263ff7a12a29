"""Coming and going while the meeting is minuted, at the item it is at."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from meetings.choices import Arrival, AttendanceStatus
from meetings.models import Attendance, Item
from meetings.services.attendance import change_attendance, set_status


@transaction.atomic
def note_arrival(line: Attendance, *, what: str, item: Item, by, now: datetime) -> Attendance:
    """Mark one line, with the item somebody came or left at. Raises ValidationError for who left without being here."""
    if what == Arrival.APOLOGIES:
        return set_status(line, status=AttendanceStatus.APOLOGIES, by=by, now=now)
    if what == Arrival.LEFT:
        return note_departure(line, item=item, by=by, now=now)
    line = set_status(line, status=AttendanceStatus.PRESENT, by=by, now=now)
    came = item if what == Arrival.ARRIVED else line.arrived_at
    if (line.arrived_at, line.left_at) != (came, None):
        change_attendance(line, arrived_at=came, left_at=None, by=by, now=now)
    return line


def note_departure(line: Attendance, *, item: Item, by, now: datetime) -> Attendance:
    if line.status != AttendanceStatus.PRESENT:
        raise ValidationError(f"{line.name} is not marked as here, so they cannot leave.")
    if line.arrived_at and line.arrived_at.position > item.position:
        raise ValidationError(f"{line.name} arrived later, at {line.arrived_at}.")
    return change_attendance(line, left_at=item, by=by, now=now)
