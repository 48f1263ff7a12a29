"""What the public reads of meetings, and the records, in the states a reader can meet them in."""

from datetime import date

from meetings.models import Meeting
from tests.factories.meetings import (
    ActionFactory,
    ActionUpdateFactory,
    AttendanceFactory,
    CommitteeFactory,
    DecisionAnswerFactory,
    DecisionFactory,
    ItemFactory,
    MeetingFactory,
    SeatFactory,
    TermFactory,
)
from tests.meetings.published import approved_after_a_change, meeting_with_agenda, meeting_with_minutes
from tests.rig.states import State, submit


def full_calendar(user) -> str:
    meeting_with_minutes()
    meeting_with_agenda(date=date(2031, 1, 6), committee=CommitteeFactory())
    for state in ("cancelled", "postponed", "in_session", "circulated", "approved", "undated"):
        MeetingFactory(**{state: True})
    return "/meetings/"


def committee(user) -> str:
    meeting = meeting_with_minutes()
    SeatFactory(constituency__committee=meeting.committee)
    term = TermFactory(seat__constituency__committee=meeting.committee, office="chair")
    AttendanceFactory(meeting=meeting, term=term)
    return meeting.committee.get_absolute_url()


def attendance_by_term(user) -> str:
    """A member in term, and one whose term ended since."""
    meeting = meeting_with_minutes()
    for ends_on in (None, date(2026, 12, 2)):
        term = TermFactory(seat__constituency__committee=meeting.committee, ends_on=ends_on)
        AttendanceFactory(meeting=meeting, term=term, status="present")
    Meeting.objects.filter(pk=meeting.pk).update(date=date(2026, 11, 2))
    return f"{meeting.committee.get_absolute_url()}attendance/"


def attendance_by_term_of_nobody(user) -> str:
    committee = CommitteeFactory(shows_attendance_figures=False)
    return f"{committee.get_absolute_url()}attendance/"


def only_announced(user) -> str:
    return MeetingFactory().url()


def cancelled(user) -> str:
    return MeetingFactory(cancelled=True).url()


def postponed(user) -> str:
    new = MeetingFactory()
    return MeetingFactory(postponed=True, moved_to=new, committee=new.committee).url()


def agenda(user) -> str:
    return meeting_with_agenda().url("agenda")


def minutes(user) -> str:
    return meeting_with_minutes().url()


def changed(user) -> str:
    """One item reads differently, and one correction was agreed."""
    return approved_after_a_change().url("changes")


def minutes_in_columns(user) -> str:
    committee = CommitteeFactory(name="Example Partnership", slug="example-partnership", style="three-columns")
    return meeting_with_minutes(committee=committee).url()


def item(user) -> str:
    return meeting_with_minutes().items.get(title="Social value").get_absolute_url()


def action_log(user) -> str:
    item = ItemFactory(meeting=MeetingFactory(draft_published=True))
    for owners in ([], ["Example working group"], None):
        ActionFactory(item=item, published=True, owners=owners, due_on=date(2016, 1, 12))
    ActionFactory(item=item, undated=True)
    return "/actions/?sort=-due"


def action(user) -> str:
    action = ActionFactory(item__meeting=MeetingFactory(draft_published=True), published=True)
    ActionUpdateFactory(action=action, to_state="done")
    return action.get_absolute_url()


def update(user) -> str:
    return f"{action(user)}update/"


def new_date(user) -> str:
    return f"{action(user)}date/"


def decisions(user) -> str:
    DecisionFactory(item__meeting=MeetingFactory(draft_published=True), published=True, needs_adoption=True)
    return "/decisions/"


def decision(user) -> str:
    decision = DecisionFactory(item__meeting=MeetingFactory(draft_published=True), published=True, needs_adoption=True)
    DecisionAnswerFactory(decision=decision)
    return decision.get_absolute_url()


PAGES = [
    State("calendar with nothing in it", "/meetings/"),
    State("calendar with nothing in it", "/meetings/", role="officer"),
    State("calendar", full_calendar),
    State("calendar, filtered to nothing", "/meetings/?state=approved"),
    State("committee", committee),
    State("committee", committee, role="officer"),
    State("attendance by term", attendance_by_term),
    State("attendance by term, of nobody", attendance_by_term_of_nobody, role="officer"),
    State("meeting only announced", only_announced),
    State("meeting cancelled", cancelled),
    State("meeting postponed", postponed),
    State("agenda", agenda),
    State("published minutes", minutes),
    State("published minutes", minutes, role="officer"),
    State("published minutes in three columns", minutes_in_columns),
    State("what changed in the minutes", changed),
    State("item of published minutes", item),
    State("action log with nothing in it", "/actions/"),
    State("action log", action_log, role="officer"),
    State("action", action),
    State("action", action, role="officer"),
    State("report progress", update, role="officer"),
    State("set a new date, with errors", new_date, role="officer", act=submit),
    State("decisions with nothing in it", "/decisions/"),
    State("decisions", decisions),
    State("decision with answers", decision, role="officer"),
]
