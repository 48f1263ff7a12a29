"""Taking attendance: who came, who sent apologies, who stands in for whom."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from compact_portal.access.gate import require
from compact_portal.audit.services import record
from compact_portal.people.models import Organisation, Person
from meetings.choices import AttendanceStatus, Capacity
from meetings.initials import initials_of
from meetings.models import Attendance, Declaration, Item, Meeting, Term
from meetings.services.states import lock, require_minutes_open


def prefill_attendance(meeting: Meeting) -> None:
    """One expected line for every seat whose term covers the day. Lines already there are left alone."""
    already = set(meeting.attendance.values_list("person_id", flat=True))
    terms = (
        Term.objects.filter(seat__constituency__committee=meeting.committee)
        .current(meeting.date)
        .exclude(person__in=already)
        .select_related("person", "seat__constituency", "seat__organisation")
        .order_by("seat__constituency__position", "seat__position", "pk")
    )
    start = next_position(meeting)
    Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting,
            position=start + offset,
            person=term.person,
            name=term.person.name,
            initials=initials_of(term.person.name),
            organisation=term.seat.organisation,
            constituency=term.seat.constituency,
            side=term.seat.constituency.name,
            term=term,
            office=term.office,
        )
        for offset, term in enumerate(terms)
    )


def next_position(meeting: Meeting) -> int:
    return (meeting.attendance.aggregate(last=Max("position"))["last"] or 0) + 1


@transaction.atomic
def add_attendance(
    meeting: Meeting,
    *,
    name: str,
    person: Person | None = None,
    organisation: Organisation | None = None,
    capacity: str = Capacity.GUEST,
    status: str = AttendanceStatus.PRESENT,
    deputising_for: Attendance | None = None,
    by,
    now: datetime,
    **fields,
) -> Attendance:
    """Add someone who has no seat, or who stands in for someone who has: a deputy takes the side they stand in for.

    Raises WrongState when the minutes are closed, ValidationError for a deputy of someone who is present or has a
    deputy, and for someone who is on the list already.
    """
    require(by, "meetings.run_meetings")
    meeting = lock(meeting)
    require_minutes_open(meeting, "Take attendance")
    if meeting.attendance.filter(name__iexact=name.strip()).exists():
        raise ValidationError({"name": f"{name.strip()} is on the list already. Change the line that is there."})
    if deputising_for:
        refuse_needless_deputy(deputising_for)
        fields |= {"side": deputising_for.side, "constituency": deputising_for.constituency}
        organisation = organisation or deputising_for.organisation
        capacity = Capacity.SUBSTITUTE
    line = meeting.attendance.create(
        position=next_position(meeting),
        person=person or Person.objects.create(name=name),
        name=name,
        initials=fields.pop("initials", "") or initials_of(name),
        organisation=organisation,
        capacity=capacity,
        status=status,
        deputising_for=deputising_for,
        **fields,
    )
    record(meeting, "attendance added", by=by, at=now, name=name, status=str(status))
    return line


def refuse_needless_deputy(member: Attendance) -> None:
    if member.status == AttendanceStatus.PRESENT:
        raise ValidationError(
            {"deputising_for": f"{member.name} is marked as present. Mark their apologies first, then add the deputy."}
        )
    if member.deputies.filter(status=AttendanceStatus.PRESENT).exists():
        raise ValidationError({"deputising_for": f"{member.name} has a deputy already. Remove that one first."})


@transaction.atomic
def set_status(line: Attendance, *, status: str, by, now: datetime) -> Attendance:
    """Mark one line. "Apology and resignation" also ends the person's term on the day of the meeting."""
    require(by, "meetings.run_meetings")
    meeting = lock(line.meeting)
    require_minutes_open(meeting, "Take attendance")
    if line.status == status:
        return line
    before, line.status = line.status, status
    line.save(update_fields=["status"])
    if status == AttendanceStatus.RESIGNED and line.term and line.term.ends_on is None:
        line.term.ends_on, line.term.ended_because = meeting.date, "Resigned"
        line.term.save(update_fields=["ends_on", "ended_because"])
    record(meeting, "attendance marked", by=by, at=now, name=line.name, **{"from": before, "to": str(status)})
    return line


@transaction.atomic
def set_statuses(meeting: Meeting, *, statuses: dict[int, str], by, now: datetime) -> int:
    """Mark many lines at once, by the lines' ids. Returns how many changed."""
    lines = meeting.attendance.filter(pk__in=statuses)
    changed = [line for line in lines if statuses[line.pk] and line.status != statuses[line.pk]]
    for line in changed:
        set_status(line, status=statuses[line.pk], by=by, now=now)
    return len(changed)


@transaction.atomic
def change_attendance(line: Attendance, *, by, now: datetime, **fields) -> Attendance:
    """Change the rest of a line: role, initials, for whom they deputise, when they arrived and left.

    Raises ValidationError for a deputy of someone who is present or has another deputy.
    """
    require(by, "meetings.run_meetings")
    require_minutes_open(lock(line.meeting), "Take attendance")
    member = fields.get("deputising_for")
    if member and member != line.deputising_for:
        refuse_needless_deputy(member)
        fields |= {"side": member.side, "constituency": member.constituency}
    for name, value in fields.items():
        setattr(line, name, value)
    line.full_clean(exclude=["person"])
    line.save()
    record(line.meeting, "attendance changed", by=by, at=now, name=line.name)
    return line


@transaction.atomic
def remove_attendance(line: Attendance, *, by, now: datetime) -> None:
    require(by, "meetings.run_meetings")
    require_minutes_open(lock(line.meeting), "Take attendance")
    record(line.meeting, "attendance removed", by=by, at=now, name=line.name)
    line.delete()


@transaction.atomic
def declare_interest(
    item: Item, *, attendance: Attendance, interest: str, left_room: bool = False, by, now: datetime
) -> Declaration:
    require(by, "meetings.run_meetings")
    require_minutes_open(lock(item.meeting), "Record a declaration of interest")
    declaration = item.declarations.create(attendance=attendance, interest=interest, left_room=left_room)
    record(item.meeting, "interest declared", by=by, at=now, name=attendance.name, item=item.number)
    return declaration


@transaction.atomic
def remove_declaration(declaration: Declaration, *, by, now: datetime) -> None:
    require(by, "meetings.run_meetings")
    meeting = declaration.item.meeting
    require_minutes_open(lock(meeting), "Remove a declaration of interest")
    record(meeting, "declaration removed", by=by, at=now, name=declaration.attendance.name)
    declaration.delete()
