"""The officers' pages of meetings, in their states."""

from datetime import date, timedelta

from django.utils import timezone

from meetings.choices import Office
from meetings.models import Decision, Meeting
from meetings.services import attendance, decisions, minutes, templates
from tests.factories.meetings import (
    ActionFactory,
    CommitteeFactory,
    ConstituencyFactory,
    DecisionFactory,
    ForwardPlanEntryFactory,
    ItemFactory,
    MeetingFactory,
    PaperFactory,
    SeatFactory,
    SubstituteFactory,
    TermFactory,
)
from tests.factories.people import OrganisationFactory, PersonFactory, UserFactory
from tests.rig.states import State, submit

LONG = "Example arrangements for a partnership-wide review of commissioning and procurement-related correspondence"
SPOKEN = (
    "<p>Ada Example spoke of <strong>social value</strong>.</p><ul><li>The first point</li><li>The second</li></ul>"
    "<table><thead><tr><th>Year</th><th>Grants</th></tr></thead><tbody><tr><td>2026</td><td>12</td></tr></tbody></table>"
)


def board():
    """Two sides, three seats: a Chair, a member with a substitute, and a vacancy. Four must be present."""
    committee = CommitteeFactory(name="Example Board", slug="example-board", quorum=4)
    council = ConstituencyFactory(committee=committee, name="Councillors", position=1, quorum=1)
    sector = ConstituencyFactory(committee=committee, name="Voluntary sector", position=2)
    TermFactory(seat=SeatFactory(constituency=council), person__name="Ada Example", office=Office.CHAIR)
    filled = TermFactory(seat=SeatFactory(constituency=sector), person__name="Chris Example").seat
    SubstituteFactory(seat=filled, person__name="Dee Example")
    SeatFactory(constituency=sector)
    return committee


def planned(**fields) -> Meeting:
    return MeetingFactory(**{"committee": board(), "date": date(2027, 1, 13), **fields})


def with_agenda(**fields) -> Meeting:
    meeting = planned(**fields)
    ItemFactory(meeting=meeting, title="Welcome")
    PaperFactory(item=ItemFactory(meeting=meeting, title=LONG, presenters="Ada Example", purpose="decision"))
    ItemFactory(meeting=meeting, title="A tender", number="2.1", level=2, confidential=True)
    return meeting


def in_session(user) -> Meeting:
    """Started; one member present, one deputised for; one item full of what an item can hold, two still empty."""
    now = timezone.now()
    meeting = minutes.start_meeting(with_agenda(), by=user, now=now)
    ada, chris = meeting.attendance.order_by("name")
    attendance.set_statuses(meeting, statuses={ada.pk: "present", chris.pk: "apologies"}, by=user, now=now)
    attendance.add_attendance(
        meeting, name="Dee Example", capacity="substitute", deputising_for=chris, status="present", by=user, now=now
    )
    first = meeting.items.first()
    minutes.save_text(first, text=SPOKEN, based_on=0, by=user, now=now)
    DecisionFactory(item=first)
    ActionFactory(item=first, owners=[PersonFactory(), OrganisationFactory(), "An example group"])
    ActionFactory(item=first, owners=[], undated=True)
    attendance.declare_interest(first, attendance=ada, interest="A trustee.", left_room=True, by=user, now=now)
    return meeting


def with_a_long_address(user) -> Meeting:
    meeting = in_session(user)
    decision = Decision.objects.get(item__meeting=meeting)
    words = f"See https://example.org/{'averylongname' * 8}."
    decisions.change_decision(decision, text=words, kind="agreed", needs_adoption=False, by=user, now=timezone.now())
    return meeting


def finished(user) -> Meeting:
    return minutes.finish_meeting(in_session(user), by=user, now=timezone.now())


def circulated(user) -> Meeting:
    return minutes.circulate_minutes(finished(user), by=user, now=timezone.now())


def published(user) -> Meeting:
    return minutes.publish_minutes(finished(user), by=user, now=timezone.now(), reason="It was agreed.")


def next_meeting(user) -> Meeting:
    """The meeting after one whose draft minutes are out, in session."""
    previous = published(user)
    following = MeetingFactory(
        committee=previous.committee, previous=previous, date=previous.date + timedelta(weeks=8), in_session=True
    )
    for kind in ("previous-minutes", "accuracy", "matters-arising"):
        ItemFactory(meeting=following, title=kind.replace("-", " ").capitalize(), kind=kind)
    return following


def approved(user) -> Meeting:
    approving = next_meeting(user)
    corrections = [{"item_number": "1", "what": "The figure is £590,879."}]
    return minutes.approve_minutes(
        approving.previous, approved_by=approving, corrections=corrections, by=user, now=timezone.now()
    )


def at(page: str, make, *rest):
    """The path of a page of the meeting that `make` makes with the officer's name on it."""
    return lambda user: make(user).url(page, *rest)


def of_nobody(make):
    """`make`, for meetings made without anyone's doing."""
    return lambda user: make()


def remove_second_item(page) -> None:
    """The one that has a paper."""
    page.get_by_role("button", name="Remove").and_(page.locator(".p-agenda__tools button")).nth(1).click()
    page.wait_for_load_state()


def of_first_item(page: str, make=in_session):
    def path(user) -> str:
        meeting = make(user)
        return meeting.url(page, meeting.items.in_order().first().pk)

    return path


def under_committee(rest: str, make=board):
    return lambda user: f"{make().get_absolute_url()}{rest}"


def seat_of(name: str, rest: str = ""):
    def path(user) -> str:
        committee = board()
        seats = [seat for side in committee.constituencies.all() for seat in side.seats.all()]
        seat = seats[{"filled": 1, "vacant": 2}[name]]
        return f"{committee.get_absolute_url()}seats/{seat.pk}/{rest}"

    return path


def term_end(user) -> str:
    term = TermFactory(seat__constituency__committee=board())
    return f"{term.seat.constituency.committee.get_absolute_url()}terms/{term.pk}/end/"


def a_template(user) -> str:
    lines = ["Welcome", "Minutes of the last meeting", "- Accuracy", "Any other business"]
    template = templates.save_template(None, name="Example items", lines=lines, by=user, now=timezone.now())
    return f"/meetings/templates/{template.pk}/"


def templates_listed(user) -> str:
    a_template(user)
    return "/meetings/templates/"


def offers(user) -> str:
    meeting = next_meeting(user)
    ForwardPlanEntryFactory(committee=meeting.committee)
    return meeting.url("agenda-edit")


def forward_plan(user) -> str:
    entry = ForwardPlanEntryFactory(title=LONG)
    return f"{entry.committee.get_absolute_url()}forward-plan/"


def details_of_a_line(user) -> str:
    meeting = in_session(user)
    return meeting.url("attendance-details", meeting.attendance.first().pk)


# --- What brings a page into a state ------------------------------------------


def publish_after_a_colleague(page) -> None:
    """Publish, where Una Example has published since the page was opened. Later visits are refused at once."""
    meeting = Meeting.objects.get()
    if meeting.minutes_open:
        page.get_by_label("Why publish all the same?").fill("It was agreed.")
        colleague = UserFactory(officer=True, name="Una Example")
        minutes.publish_minutes(meeting, by=colleague, now=timezone.now(), reason="It was agreed.")
        submit(page)


def fill_the_seat(page) -> None:
    page.get_by_role("button", name="Fill the seat").click()
    page.wait_for_load_state()


OFFICERS_PAGES = [
    # name, path, what brings it into its state
    ("plan a meeting: no committee yet", "/meetings/plan/"),
    ("plan a meeting: choose the committee", lambda user: board() and "/meetings/plan/"),
    ("plan a meeting: the form", under_committee("plan/")),
    ("plan a meeting: the form, with errors", under_committee("plan/"), submit),
    ("forward plan, empty", under_committee("forward-plan/")),
    ("forward plan", forward_plan),
    ("agenda templates, none", "/meetings/templates/"),
    ("agenda templates", templates_listed),
    ("a new agenda template, with errors", "/meetings/templates/new/", submit),
    ("an agenda template", a_template),
    ("desk: scheduled, nothing on the agenda", at("desk", of_nobody(planned))),
    ("desk: agenda published", at("desk", of_nobody(lambda: with_agenda(agenda_published=True)))),
    ("desk: in session", at("desk", in_session)),
    ("desk: a long address in its history", at("desk", with_a_long_address)),
    ("desk: minutes in draft", at("desk", finished)),
    ("desk: circulated", at("desk", circulated)),
    ("desk: draft published", at("desk", published)),
    ("desk: last minutes to approve", at("desk", next_meeting)),
    ("desk: approved", at("desk", approved)),
    ("desk: cancelled", at("desk", of_nobody(lambda: planned(cancelled=True)))),
    ("desk: no date known", at("desk", of_nobody(lambda: planned(undated=True, in_draft=True)))),
    ("when and where", at("details", of_nobody(planned))),
    ("when and where, no date known", at("details", of_nobody(lambda: planned(undated=True, in_draft=True)))),
    ("agenda, empty", at("agenda-edit", of_nobody(planned))),
    ("agenda, empty, with errors", at("agenda-edit", of_nobody(planned)), submit),
    ("agenda", at("agenda-edit", of_nobody(with_agenda))),
    ("agenda, no date known", at("agenda-edit", of_nobody(lambda: with_agenda(undated=True, in_draft=True)))),
    ("agenda, before an item with papers is removed", at("agenda-edit", of_nobody(with_agenda)), remove_second_item),
    ("agenda, with offers", offers),
    ("an item of the agenda", of_first_item("item-edit", of_nobody(with_agenda))),
    ("a new paper", of_first_item("paper-add", of_nobody(with_agenda))),
    ("a new paper, with errors", of_first_item("paper-add", of_nobody(with_agenda)), submit),
    ("attendance, empty", at("attendance", of_nobody(planned))),
    ("attendance", at("attendance", in_session)),
    ("attendance, closed", at("attendance", published)),
    ("add someone", at("attendance-add", in_session)),
    ("add someone, with errors", at("attendance-add", in_session), submit),
    ("arrived and left", details_of_a_line),
    ("preview", at("preview", finished)),
    ("approve the last minutes", at("approve-previous", next_meeting)),
    ("correct approved minutes", at("correct", approved)),
    ("step: publish the agenda", at("step", of_nobody(with_agenda), "publish-agenda")),
    ("step: start", at("step", of_nobody(with_agenda), "start")),
    ("step: undo the start", at("step", in_session, "undo-start")),
    ("step: publish with findings", at("step", finished, "publish")),
    ("step: publish with findings, with errors", at("step", finished, "publish"), submit),
    ("step: revise, with errors", at("step", published, "revise"), submit),
    ("step: postpone, with errors", at("step", of_nobody(with_agenda), "postpone"), submit),
]  # fmt: skip

REFUSED = [
    ("step: refused, the meeting has moved on", at("step", of_nobody(with_agenda), "finish")),
    ("step: refused, someone was quicker", at("step", finished, "publish"), publish_after_a_colleague),
]

SET_UP = [
    ("set up a committee", "/meetings/committees/new/"),
    ("set up a committee, with errors", "/meetings/committees/new/", submit),
    ("change a committee", under_committee("edit/")),
    ("seats, no side yet", under_committee("seats/", CommitteeFactory)),
    ("seats", under_committee("seats/")),
    ("a new side, with errors", under_committee("sides/new/"), submit),
    ("a new seat", under_committee("seats/new/")),
    ("a seat that is held", seat_of("filled")),
    ("a vacant seat", seat_of("vacant")),
    ("a seat, with errors", seat_of("vacant"), fill_the_seat),
    ("a substitute, with errors", seat_of("filled", "substitute/"), submit),
    ("end a term", term_end),
]


def states(rows, status: int = 200) -> list[State]:
    return [State(name, path, role="officer", act=act[0] if act else None, status=status) for name, path, *act in rows]


PAGES = [
    *states(OFFICERS_PAGES),
    *states(REFUSED, status=409),
    *states(SET_UP),
]
