"""Invented meetings to try the portal with: one planned, one being written up. Every body is plainly an example."""

from datetime import datetime, time, timedelta
from pathlib import Path

from django.utils import timezone

from compact_portal.dates import add_working_days
from compact_portal.people.models import Organisation, Person, User
from meetings.choices import AttendanceStatus, CommitteeKind, DecisionKind, DueRule, HouseStyle, Office
from meetings.models import ActionOwner, AgendaTemplate, Committee, Meeting
from meetings.services import actions, agenda, attendance, committees, decisions, minutes, planning
from meetings.services.old_minutes import bringing_in, reading

OLD_MINUTES = Path(__file__).parent / "old" / "example-steering-group-2014-03-04.txt"
#: How every file of Word before 2007 begins.
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

#: side → (members who must be present, [(organisation, holder, email, office)])
SEATS = {
    "Public bodies": (
        1,
        [
            ("Example Borough Council", "Demo Councillor", "councillor@example.org", Office.VICE_CHAIR),
            ("Example Health Trust", "Demo Champion", "champion@example.org", Office.NONE),
            ("Example Police", None, "", Office.NONE),
        ],
    ),
    "Voluntary sector": (
        1,
        [
            ("Example Befriending Project", "Demo Group Manager", "group@example.org", Office.CHAIR),
            ("Example Youth Club", "Demo Youth Worker", "youth.club@example.org", Office.NONE),
        ],
    ),
}


def load_invented(*, by: User, now: datetime) -> None:
    template = AgendaTemplate.objects.filter(committee=None).first()
    committee = load_committee(by=by, now=now)
    write_past_meeting(committee, template, by=by, now=now)
    plan_next_meeting(committee, template, by=by, now=now)
    bring_in_old_minutes(committee, by=by, now=now)


def bring_in_old_minutes(committee: Committee, *, by: User, now: datetime) -> None:
    """Two files to try checking with: one that was read, one that cannot be."""
    files = [(OLD_MINUTES.name, OLD_MINUTES.read_bytes()), ("scanned-minutes-2013.doc", OLD_WORD)]
    for old in bringing_in.bring_in(committee, files=files, by=by, now=now).new:
        reading.read(old.pk, now=now)


def load_committee(*, by: User, now: datetime) -> Committee:
    committee = committees.create_committee(
        name="Example Compact Steering Group",
        short_name="Example group",
        kind=CommitteeKind.BOARD,
        purpose="An invented committee, for trying the portal.",
        style=HouseStyle.NARRATIVE,
        quorum=3,
        by=by,
        now=now,
    )
    start = timezone.localdate(now).replace(day=1) - timedelta(days=365)
    for side, (quorum, seats) in SEATS.items():
        constituency = committees.add_constituency(committee, name=side, quorum=quorum, by=by, now=now)
        for organisation, holder, email, office in seats:
            seat = committees.add_seat(
                constituency, organisation=Organisation.objects.get(name=organisation), by=by, now=now
            )
            if holder:
                person = Person.objects.named(holder, email=email)
                committees.start_term(seat, person=person, starts_on=start, office=office, by=by, now=now)
    return committee


def write_past_meeting(committee: Committee, template: AgendaTemplate, *, by: User, now: datetime) -> Meeting:
    """A meeting whose draft minutes are still to be published, with a decision and two actions."""
    day = add_working_days(timezone.localdate(now), -8)
    meeting = planning.plan_meeting(
        committee,
        date=day,
        starts_at=time(17),
        ends_at=time(18, 30),
        venue="Example Hall",
        template=template,
        by=by,
        now=now,
    )
    item = agenda.add_item(meeting, title="A room for small groups", presenters="Demo Youth Worker", by=by, now=now)
    meeting = minutes.start_meeting(meeting, by=by, now=now)
    mark_attendance(meeting, by=by, now=now)
    minutes.save_text(
        item,
        text="<p>Demo Youth Worker said that small groups have nowhere to meet in the evening.</p>"
        "<p>Demo Councillor offered the use of a room in the town hall on weekdays after 6pm.</p>",
        based_on=0,
        by=by,
        now=now,
    )
    decisions.record_decision(
        item, text="Small groups may use the room from next month.", kind=DecisionKind.AGREED, by=by, now=now
    )
    chair = Person.objects.named("Demo Group Manager", email="group@example.org")
    councillor = Person.objects.named("Demo Councillor", email="councillor@example.org")
    soon = add_working_days(timezone.localdate(now), 6)
    for text, owner, due in (
        ("Tell small groups how to book the room.", chair, {"due_rule": DueRule.DATE, "due_on": soon}),
        ("Report how often the room was used.", councillor, {"due_rule": DueRule.NEXT_MEETING}),
    ):
        actions.record_action(item, text=text, owners=[ActionOwner.of(owner)], **due, by=by, now=now)
    return minutes.finish_meeting(meeting, by=by, now=now)


def mark_attendance(meeting: Meeting, *, by: User, now: datetime) -> None:
    for line in meeting.attendance.all():
        attendance.set_status(line, status=AttendanceStatus.PRESENT, by=by, now=now)


def plan_next_meeting(committee: Committee, template: AgendaTemplate, *, by: User, now: datetime) -> Meeting:
    day = add_working_days(timezone.localdate(now), 9)
    return planning.plan_meeting(
        committee,
        date=day,
        starts_at=time(17),
        ends_at=time(18, 30),
        venue="Example Hall",
        template=template,
        by=by,
        now=now,
    )
