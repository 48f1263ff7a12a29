"""What the agenda and the minutes say, as plain data: frozen when published, shown on screen and in the PDF."""

from itertools import groupby

from compact_portal.wording import long_date, short_date, time_range
from meetings.choices import MINUTES_PUBLIC, AttendanceStatus, Capacity, ItemKind, MeetingState, Office, Purpose
from meetings.models import Action, Attendance, Item, Meeting
from meetings.queries.agenda import matters_arising
from meetings.queries.attendance import quorum_of
from meetings.queries.minutes import Minutes, items_of

#: What stands over the lines that have no side of their own.
OTHER_SIDES = {
    Capacity.MEMBER: "Members",
    Capacity.SUBSTITUTE: "Substitutes",
    Capacity.OFFICER: "Officers in attendance",
    Capacity.GUEST: "Guests",
}
ABSENCES = (AttendanceStatus.APOLOGIES, AttendanceStatus.RESIGNED, AttendanceStatus.ABSENT)


def agenda_document(meeting: Meeting) -> dict:
    """The agenda: when, where, and what is to be discussed. Confidential items keep their title only."""
    items = [agenda_line(item) | {"actions": arising_at(item, meeting)} for item in items_of(meeting)]
    return frame(meeting, "Agenda") | {"mark": "", "items": items}


def arising_at(item: Item, meeting: Meeting) -> list[dict]:
    """Under "matters arising" the agenda lists the actions that should be done by then."""
    if item.kind != ItemKind.MATTERS_ARISING:
        return []
    return [action_line(action) for action in matters_arising(meeting) if not action.is_confidential]


def minutes_document(minutes: Minutes) -> dict:
    """The minutes as the public reads them. Confidential items are named, never told."""
    meeting, items = minutes.meeting, minutes.items
    actions = [action for action in minutes.actions if not action.is_confidential]
    return frame(meeting, "Minutes") | {
        "mark": "" if meeting.state == MeetingState.APPROVED else "Draft",
        "attendance": attendance_block(minutes),
        "declarations": [line for item in items for line in declarations_of(item)],
        "items": [minute_of(item) for item in items],
        "actions": [action_line(action) for action in actions if not action.outstanding],
        "outstanding_actions": [action_line(action) for action in actions if action.outstanding],
        "corrections": [
            {
                "item": correction.item_number,
                "what": correction.what,
                "agreed_at": day_text(correction.agreed_at),
            }
            for correction in meeting.corrections.select_related("agreed_at")
        ],
        "approved": approval_text(meeting),
        "next_meetings": meeting.next_meetings.splitlines(),
        "closing": meeting.closing,
    }


def frame(meeting: Meeting, title: str) -> dict:
    """What every document of a meeting starts with."""
    return {
        "title": title,
        "committee": meeting.committee.name,
        "heading": meeting.heading,
        "meeting_title": meeting.title,
        "style": meeting.committee.style,
        "meeting": {
            "date": meeting.date.isoformat() if meeting.date else None,
            "date_text": day_text(meeting),
            "written_date": meeting.written_date,
            "date_note": meeting.date_note,
            "time_text": meeting.written_time
            or (time_range(meeting.starts_at, meeting.ends_at) if meeting.starts_at else ""),
            "venue": meeting.venue,
        },
    }


def day_text(meeting: Meeting) -> str:
    return long_date(meeting.date) if meeting.date else "Date not given in the source"


def approval_text(meeting: Meeting) -> str:
    if meeting.state not in MINUTES_PUBLIC or not meeting.approved_by_meeting:
        return ""
    return f"Approved at the meeting on {day_text(meeting.approved_by_meeting)}."


def agenda_line(item: Item) -> dict:
    return {
        "number": item.number,
        "title": item.title,
        "level": item.level,
        "anchor": item.anchor,
        "presenters": item.presenters,
        "purpose": item.get_purpose_display() if item.purpose != Purpose.NONE else "",
        "confidential": item.confidential,
        "papers": [] if item.confidential else [paper_line(paper) for paper in item.papers.all()],
    }


def minute_of(item: Item) -> dict:
    if item.confidential:
        return agenda_line(item) | {"html": "", "decisions": [], "actions": []}
    return agenda_line(item) | {
        "html": item.text or ("<p>Not reached.</p>" if item.not_reached else ""),
        "decisions": [
            {"number": decision.number, "kind": decision.get_kind_display(), "text": decision.text}
            for decision in item.decisions.all()
        ],
        "actions": [action_line(action) for action in item.actions.all()],
    }


def paper_line(paper) -> dict:
    return {"title": paper.title, "url": paper.get_absolute_url(), "size": paper.size}


def action_line(action: Action) -> dict:
    return {
        "id": action.pk,
        "number": action.number,
        "item": (action.item.number or action.item.title) if action.item else "",
        "text": action.text,
        "owners": owners_text(action),
        "due_text": due_text(action),
        "state": action.get_state_display(),
    }


def owners_text(action: Action) -> str:
    """Ross Diamond, LSP working group (contact: Amanda Wadsley)"""
    return ", ".join(
        f"{owner} (contact: {owner.contact})" if owner.contact else str(owner) for owner in action.owner_list
    )


def due_text(action: Action) -> str:
    if action.due_on:
        return f"by {short_date(action.due_on)}"
    return "" if action.due_rule == "none" else action.get_due_rule_display().lower()


def attendance_block(minutes: Minutes) -> dict:
    lines, present = minutes.lines, minutes.present
    in_table = any(line.role for line in present) and not any(line.constituency_id for line in present)
    return {
        "sides": [
            {"name": side, "people": [person_line(line) for line in side_lines]}
            for side, side_lines in groupby(sorted(present, key=side_order(lines)), key=side_of)
        ],
        "columns": ["Name", "Role", "Organisation"] if in_table else [],
        "absences": [
            {"name": status.label, "people": [person_line(line) for line in lines if line.status == status]}
            for status in ABSENCES
            if any(line.status == status for line in lines)
        ],
        "quorum": "" if minutes.meeting.is_from_old_minutes else quorum_of(minutes.meeting, lines).sentence,
    }


def side_of(line: Attendance) -> str:
    return line.side or OTHER_SIDES[line.capacity]


def side_order(lines: list[Attendance]):
    """Sides in the order in which they first appear on the list, the list's order within each."""
    first: dict[str, int] = {}
    for index, line in enumerate(lines):
        first.setdefault(side_of(line), index)
    return lambda line: (first[side_of(line)], line.position, line.pk)


def person_line(line: Attendance) -> dict:
    office = Office(line.office).label if line.office else ""
    deputising = line.deputising_for.name if line.deputising_for else ""
    notes = [
        f"arrived during item {line.arrived_at.number}" if line.arrived_at else "",
        f"left during item {line.left_at.number}" if line.left_at else "",
    ]
    note = ", ".join(filter(None, notes))
    return {
        "name": line.name,
        "initials": line.initials,
        "role": line.role,
        "organisation": line.organisation.name if line.organisation else "",
        "office": office,
        "deputising_for": deputising,
        "note": note,
        "text": line.written
        or in_brackets(line.name, office, f"deputising for {deputising}" if deputising else "", note),
    }


def in_brackets(name: str, *notes: str) -> str:
    """Jon Pushkin (Chair)"""
    said = ", ".join(filter(None, notes))
    return f"{name} ({said})" if said else name


def declarations_of(item: Item) -> list[dict]:
    return [
        {
            "item": item.number,
            "person": declaration.attendance.name,
            "text": declaration.interest,
            "left": declaration.left_room,
        }
        for declaration in item.declarations.all()
    ]
