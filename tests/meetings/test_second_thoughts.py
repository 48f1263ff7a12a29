"""What an officer puts right later: attendance, papers, decisions, templates, approvals; and what nobody can mend."""

from datetime import date

import pytest

from meetings.choices import Capacity, DueRule
from meetings.models import AgendaTemplate
from meetings.services import attendance, decisions, planning
from tests.factories.meetings import (
    ActionFactory,
    AgendaTemplateFactory,
    DecisionFactory,
    ItemFactory,
    MeetingFactory,
    PaperFactory,
)
from tests.factories.people import OrganisationFactory
from tests.reading import text

pytestmark = pytest.mark.django_db


def the_line(session, name: str):
    return session.attendance.get(name=name)


@pytest.fixture
def deputy(session, officer, now):
    member = attendance.set_status(the_line(session, "Ada Example"), status="apologies", by=officer, now=now)
    return attendance.add_attendance(session, name="Dee Example", deputising_for=member, by=officer, now=now)


def details(line, **changed) -> dict:
    return {"name": line.name, "organisation": "", "deputising_for": line.deputising_for_id or ""} | changed


def test_a_deputy_can_be_put_right(signed_in, session, deputy, officer, now):
    club = OrganisationFactory(name="Example Rowing Club")
    chris = attendance.set_status(the_line(session, "Chris Example"), status="apologies", by=officer, now=now)
    typed = details(deputy, organisation=club.pk, deputising_for=chris.pk)
    signed_in.post(session.url("attendance-details", deputy.pk), typed)
    deputy.refresh_from_db()
    assert (str(deputy.organisation), deputy.deputising_for, deputy.side) == (
        "Example Rowing Club",
        chris,
        "Voluntary sector",
    )


def test_a_deputy_is_not_moved_to_somebody_who_is_present(signed_in, session, deputy, officer, now):
    chris = attendance.set_status(the_line(session, "Chris Example"), status="present", by=officer, now=now)
    answer = signed_in.post(session.url("attendance-details", deputy.pk), details(deputy, deputising_for=chris.pk))
    assert "Chris Example is marked as present." in text(answer)
    deputy.refresh_from_db()
    assert deputy.deputising_for.name == "Ada Example"


def test_a_member_keeps_the_organisation_of_their_seat(signed_in, session):
    member = the_line(session, "Ada Example")
    seat = member.organisation
    signed_in.post(session.url("attendance-details", member.pk), {"name": "Ada Example-Smith", "organisation": ""})
    member.refresh_from_db()
    assert (member.name, member.organisation, member.capacity) == ("Ada Example-Smith", seat, Capacity.MEMBER)


def test_nobody_leaves_before_they_came(signed_in, session):
    first, second = (ItemFactory(meeting=session, number=str(n), title=f"Item {n}", position=n) for n in (1, 2))
    member = the_line(session, "Ada Example")
    typed = {"name": "Ada Example", "arrived_at": second.pk, "left_at": first.pk}
    answer = signed_in.post(session.url("attendance-details", member.pk), typed)
    assert f"They arrived during {second}. Choose that item or a later one." in text(answer)
    assert (
        signed_in.post(session.url("attendance-details", member.pk), typed | {"left_at": second.pk}).status_code == 302
    )


def test_an_item_with_papers_is_removed_after_a_question(signed_in, meeting):
    item = PaperFactory(item=ItemFactory(meeting=meeting, title="Buses"), title="Timetable").item
    asked = signed_in.post(meeting.url("item-remove", item.pk))
    assert "Do you want to remove" in text(asked)
    assert "This paper is removed with it: Timetable" in text(asked)
    assert meeting.items.exists()
    gone = signed_in.post(meeting.url("item-remove", item.pk), {"sure": "yes"}, follow=True)
    assert "“Buses” is removed." in text(gone)
    assert not meeting.items.exists()


def test_decisions_leave_no_gap(session, officer, now):
    item = ItemFactory(meeting=session)
    first, *_ = (decisions.record_decision(item, text=each, kind="agreed", by=officer, now=now) for each in "ABC")
    decisions.remove_decision(first, by=officer, now=now)
    assert list(item.decisions.values_list("text", "position")) == [("B", 1), ("C", 2)]


@pytest.mark.parametrize(("factory", "page"), [(DecisionFactory, "decision-remove"), (ActionFactory, "action-remove")])
def test_the_words_of_an_outcome_are_shown_before_it_is_removed(signed_in, session, factory, page):
    made = factory(item=ItemFactory(meeting=session), text="Ask the garage about the van.")
    address = session.url(page, made.pk)
    asked = text(signed_in.get(address))
    assert "“Ask the garage about the van.”" in asked and "These words are in no other place" in asked
    assert type(made).objects.filter(pk=made.pk).exists()
    assert "is removed." in text(signed_in.post(address, follow=True))
    assert not type(made).objects.filter(pk=made.pk).exists()


@pytest.mark.parametrize(
    ("factory", "page"),
    [
        (DecisionFactory, "decision-edit"),
        (DecisionFactory, "decision-remove"),
        (ActionFactory, "action-edit"),
        (ActionFactory, "action-remove"),
    ],
)
def test_words_for_what_a_colleague_removed_meanwhile_are_not_lost(signed_in, session, factory, page):
    made = factory(item=ItemFactory(meeting=session), text="Ask the garage about the van.")
    address = session.url(page, made.pk)
    assert signed_in.get(address).status_code == 200
    made.delete()
    answer = signed_in.post(address, {"text": "Ask the garage about both vans."})
    assert answer.status_code == 409
    assert "was removed after you opened the page." in text(answer)
    assert "Ask the garage about both vans." in text(answer)
    assert signed_in.get(address).status_code == 404


@pytest.mark.parametrize(
    ("factory", "page", "rest"),
    [
        (DecisionFactory, "decision-edit", {"kind": "agreed"}),
        (ActionFactory, "action-edit", {"who": "", "due_rule": "none"}),
    ],
)
def test_who_changes_an_outcome_that_somebody_has_changed_reads_it_first(signed_in, session, factory, page, rest):
    made = factory(item=ItemFactory(meeting=session), text="Ask the garage.")
    address = session.url(page, made.pk)
    shown = signed_in.get(address).context["form"]["as_shown"].value()
    assert signed_in.post(address, rest | {"text": "Ring the garage.", "as_shown": shown}).status_code == 302
    refused = signed_in.post(address, rest | {"text": "Sell the van.", "as_shown": shown})
    assert (
        "was changed meanwhile to “Ring the garage.”." in text(refused) and "Sell the van." in refused.content.decode()
    )
    again = refused.context["form"]["as_shown"].value()
    assert signed_in.post(address, rest | {"text": "Sell the van.", "as_shown": again}).status_code == 302
    assert type(made).objects.get(pk=made.pk).text == "Sell the van."


def test_a_published_decision_keeps_its_number(session, officer, now):
    item = ItemFactory(meeting=session)
    first = DecisionFactory(item=item, position=1)
    DecisionFactory(item=item, position=2, text="Published", published=True)
    decisions.remove_decision(first, by=officer, now=now)
    assert list(item.decisions.values_list("text", "position")) == [("Published", 2)]


def test_a_decision_has_a_length_that_is_named(signed_in, session):
    item = ItemFactory(meeting=session)
    answer = signed_in.post(session.url("decision-new", item.pk), {"text": "x" * 20_000, "kind": "agreed"})
    assert "4000 characters" in text(answer).replace(",", "")
    assert not item.decisions.exists()


@pytest.mark.parametrize("name", ["Board agenda", "BOARD AGENDA"])
def test_two_templates_cannot_be_told_apart_by_one_name(signed_in, name):
    AgendaTemplateFactory(name="Board agenda")
    answer = signed_in.post("/meetings/templates/new/", {"name": name, "lines": "Welcome"})
    assert f"There is a template called {name} already." in text(answer)
    assert AgendaTemplate.objects.filter(name__iexact=name).count() == 1


def test_a_template_keeps_its_own_name(signed_in):
    template = AgendaTemplateFactory(name="Board agenda")
    signed_in.post(f"/meetings/templates/{template.pk}/", {"name": "Board agenda", "lines": "Welcome\nBuses"})
    assert template.items.count() == 2


def test_approving_what_is_approved_says_so(signed_in, session):
    session.previous = MeetingFactory(committee=session.committee, date=date(2026, 10, 7), approved=True)
    session.save()
    for answer in (
        signed_in.get(session.url("approve-previous"), follow=True),
        signed_in.post(session.url("approve-previous"), {"seen": 0, "corrections": ""}, follow=True),
    ):
        assert "The minutes of Wednesday 7 October 2026 are approved already." in text(answer)


def test_clear_days_that_have_passed_cannot_be_mended(signed_in, committee, officer):
    soon = MeetingFactory(committee=committee, date=date(2026, 11, 27))
    ItemFactory(meeting=soon)
    page = signed_in.get(soon.url("step", "publish-agenda"))
    assert "That day has passed." in text(page)
    assert ">Fix<" not in page.content.decode()


@pytest.fixture
def told(committee):
    """The meeting that an action's owner was told to report to, and one put in before it."""
    MeetingFactory(committee=committee, date=date(2027, 1, 20))
    return MeetingFactory(committee=committee, date=date(2027, 2, 10))


@pytest.fixture
def action(committee, told):
    given = MeetingFactory(committee=committee, date=date(2026, 12, 2), draft_published=True)
    item = ItemFactory(meeting=given)
    return ActionFactory(item=item, published=True, due_rule=DueRule.NEXT_MEETING, due_on=told.date)


def test_a_date_that_was_told_moves_with_its_meeting_and_not_back(told, action, officer, now):
    planning.change_meeting(told, date=date(2027, 2, 17), by=officer, now=now)
    action.refresh_from_db()
    assert action.due_on == date(2027, 2, 17)


def test_without_a_later_meeting_the_one_before_is_the_next(told, action, officer, now):
    planning.cancel_meeting(told, reason="Snow", by=officer, now=now)
    action.refresh_from_db()
    assert action.due_on == date(2027, 1, 20)
