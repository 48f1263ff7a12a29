"""Meetings taken through the services to where the public can read them."""

from datetime import UTC, date, datetime

from meetings.choices import AttendanceStatus, DecisionKind, DueRule
from meetings.models import ActionOwner, Meeting
from meetings.services import actions, agenda, decisions, minutes
from tests.factories.meetings import CommitteeFactory, ItemFactory, MeetingFactory
from tests.factories.people import PersonFactory, UserFactory

NOW = datetime(2015, 1, 20, 10, 0, tzinfo=UTC)
DAY = date(2015, 1, 12)
OWNER = "Ross Example"


def meeting_with_agenda(**fields) -> Meeting:
    """Two open items and a confidential one; the agenda is published."""
    committee = fields.pop("committee", None) or CommitteeFactory(
        name="Example Partnership", slug="example-partnership"
    )
    meeting = MeetingFactory(committee=committee, **{"date": DAY, **fields})
    ItemFactory(meeting=meeting, title="Welcome")
    ItemFactory(meeting=meeting, title="Social value")
    ItemFactory(meeting=meeting, title="A tender", confidential=True)
    return agenda.publish_agenda(meeting, by=UserFactory(officer=True), now=NOW)


def held_meeting(**fields) -> Meeting:
    """Minutes in draft, with a decision, an action, and a confidential item with an action of its own."""
    meeting = meeting_with_agenda(**fields)
    officer = UserFactory(officer=True)
    minutes.start_meeting(meeting, by=officer, now=NOW)
    meeting.attendance.create(
        person=PersonFactory(), name="Ada Example", status=AttendanceStatus.PRESENT, side="Members"
    )
    _, value, tender = meeting.items.in_order()
    minutes.save_text(value, text="<p>Ross Example spoke of social value.</p>", based_on=0, by=officer, now=NOW)
    minutes.save_text(tender, text="<p>The lowest bid was secret.</p>", based_on=0, by=officer, now=NOW)
    decisions.record_decision(value, text="Set up a group.", kind=DecisionKind.AGREED, by=officer, now=NOW)
    for item, text in ((value, "Circulate the paper."), (tender, "Ring the bidder.")):
        actions.record_action(
            item,
            text=text,
            owners=[ActionOwner.of(PersonFactory(name=OWNER))],
            due_rule=DueRule.DATE,
            due_on=date(2015, 2, 6),
            by=officer,
            now=NOW,
        )
    return minutes.finish_meeting(meeting, by=officer, now=NOW)


def meeting_with_minutes(**fields) -> Meeting:
    return minutes.publish_minutes(held_meeting(**fields), by=UserFactory(officer=True), now=NOW)


def approved_after_a_change() -> Meeting:
    """Published as a draft, revised, published again, and approved by the next meeting with one correction."""
    who = {"by": UserFactory(officer=True), "now": NOW}
    meeting = minutes.revise_minutes(meeting_with_minutes(), reason="A slip of the pen.", **who)
    value = meeting.items.get(title="Social value")
    minutes.save_text(value, text="<p>Ross Sample spoke of social value.</p>", based_on=value.revision, **who)
    minutes.publish_minutes(meeting, **who)
    following = MeetingFactory(committee=meeting.committee, date=date(2015, 3, 2), in_session=True, previous=meeting)
    said = {"item_number": "2", "what": "It was Ross Sample who spoke."}
    return minutes.approve_minutes(meeting, approved_by=following, corrections=[said], **who)
