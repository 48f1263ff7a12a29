"""The four real minutes: from readable files to records, each published in its own house style."""

from datetime import datetime, time
from pathlib import Path

from django.utils.text import slugify

from compact_portal.people.models import Organisation, Person, User
from meetings.choices import AttendanceStatus, Capacity, CommitteeKind, DueRule, MeetingState, Office, kind_of_title
from meetings.demo.schema import read
from meetings.initials import initials_of
from meetings.models import Action, ActionOwner, Attendance, Committee, Constituency, Decision, Item, Meeting
from meetings.services.actions import due_date, set_owners
from meetings.services.committees import create_committee
from meetings.services.minutes import publish_minutes

MINUTES = Path(__file__).parent / "minutes"

KINDS = {"board": CommitteeKind.BOARD, "group": CommitteeKind.WORKING_GROUP}
OFFICES = {"": Office.NONE, "Chair": Office.CHAIR, "Vice Chair": Office.VICE_CHAIR}
DUE_RULES = {"next_meeting": DueRule.NEXT_MEETING, "in_a_year": DueRule.IN_A_YEAR}
WHY = "Published as the source has it: what the checks found stands in the original."


def load_minutes(*, by: User, now: datetime) -> list[Meeting]:
    """Every minutes file, as a meeting with published draft minutes."""
    return [load_file(path, by=by, now=now) for path in sorted(MINUTES.glob("*.yaml"))]


def load_file(path: Path, *, by: User, now: datetime) -> Meeting:
    """One minutes file. Nothing is guessed: what the file leaves out stays empty."""
    source = read(path)
    for line in source["organisations"]:
        Organisation.objects.get_or_create(
            name=line["name"], defaults={"slug": slugify(line["name"])[:80], "sector": line["sector"]}
        )
    committee = load_committee(source["committee"], by=by, now=now)
    meeting = load_meeting(source, committee, now=now)
    load_attendance(source, meeting)
    for position, line in enumerate(source["items"], start=1):
        load_item(line, meeting, position, by=by, now=now)
    for line in source["outstanding_actions"]:
        load_action(line, meeting, None, outstanding=True)
    return publish_minutes(meeting, by=by, now=now, reason=WHY)


def load_committee(line: dict, *, by: User, now: datetime) -> Committee:
    committee = create_committee(
        name=line["name"],
        short_name=line["short_name"],
        kind=KINDS[line["kind"]],
        style=line["style"],
        by=by,
        now=now,
    )
    Constituency.objects.bulk_create(
        Constituency(committee=committee, name=name, position=position)
        for position, name in enumerate(line["constituencies"], start=1)
    )
    return committee


def load_meeting(source: dict, committee: Committee, *, now: datetime) -> Meeting:
    line = source["meeting"]
    return Meeting.objects.create(
        committee=committee,
        state=MeetingState.IN_DRAFT,
        date=line["date"],
        starts_at=clock_time(line["starts"]),
        ends_at=clock_time(line["ends"]),
        next_meetings="\n".join(source["next_meetings"]),
        finished_at=now,
        **{
            name: line[name]
            for name in ("heading", "title", "written_date", "written_time", "venue", "closing", "date_note")
        },
    )


def clock_time(written: str | None) -> time | None:
    return time.fromisoformat(written) if written else None


def load_attendance(source: dict, meeting: Meeting) -> None:
    sides = {side.name: side for side in meeting.committee.constituencies.all()}
    lines = {}
    for position, line in enumerate(source["attendance"]["lines"], start=1):
        lines[line["name"]] = Attendance.objects.create(
            meeting=meeting,
            position=position,
            person=Person.objects.named(line["name"]),
            name=line["name"],
            initials=line["initials"] or initials_of(line["name"]),
            role=line["role"],
            organisation=Organisation.objects.filter(name=line["organisation"]).first(),
            constituency=sides.get(line["side"]),
            side=line["side"],
            office=OFFICES[line["office"]],
            capacity=Capacity(line["capacity"]),
            status=AttendanceStatus(line["status"]),
            written=line["written"],
        )
    for line in source["attendance"]["lines"]:
        if line["deputising_for"]:
            Attendance.objects.filter(pk=lines[line["name"]].pk).update(deputising_for=lines[line["deputising_for"]])


def load_item(line: dict, meeting: Meeting, position: int, *, by: User, now: datetime) -> None:
    item = Item.objects.create(
        meeting=meeting,
        position=position,
        number=line["number"],
        title=line["title"],
        level=line["level"],
        kind=kind_of_title(line["title"]),
        presenters=line["presenters"],
        text=line["html"],
        revision=1,
        saved_at=now,
        saved_by=by,
        closed_at=now,
    )
    Decision.objects.bulk_create(
        Decision(item=item, position=number, kind=decision["kind"], text=decision["text"])
        for number, decision in enumerate(line["decisions"], start=1)
    )
    for action in line["actions"]:
        load_action(action, meeting, item)


def load_action(line: dict, meeting: Meeting, item: Item | None, *, outstanding: bool = False) -> Action:
    rule = DUE_RULES[line["due"]["kind"]] if line.get("due") else DueRule.NONE
    position = meeting.actions.count() + 1
    action = Action.objects.create(
        meeting=meeting,
        item=item,
        position=position,
        number=line["number"] or str(position),
        text=line["text"],
        due_rule=rule,
        due_on=due_date(meeting, rule, None),
        outstanding=outstanding,
    )
    set_owners(action, [load_owner(owner) for owner in line["owners"]])
    return action


def load_owner(line: dict) -> ActionOwner:
    if line["kind"] == "person":
        return ActionOwner.of(Person.objects.named(line["name"]))
    if line["kind"] == "organisation":
        return ActionOwner.of(Organisation.objects.get(name=line["name"]))
    contact = Person.objects.named(line["contact"]) if line["contact"] else None
    return ActionOwner.of(line["name"], contact=contact)
