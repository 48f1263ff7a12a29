from datetime import UTC, date, datetime

import pytest
import time_machine

from meetings.choices import ActionState, DueRule
from tests.factories.meetings import (
    ActionFactory,
    ActionUpdateFactory,
    DecisionAnswerFactory,
    DecisionFactory,
    ItemFactory,
    MeetingFactory,
    SeatFactory,
    TermFactory,
)
from tests.factories.people import MembershipFactory, OrganisationFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 18)


@pytest.fixture(autouse=True)
def wednesday():
    with time_machine.travel(datetime(2026, 11, 18, 9, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def item():
    return ItemFactory(meeting=MeetingFactory(draft_published=True, date=date(2026, 10, 1)))


@pytest.fixture
def secret():
    return ItemFactory(meeting=MeetingFactory(draft_published=True), confidential=True)


def given(item, **fields):
    return ActionFactory(item=item, published=True, **fields)


def listed(client, query=""):
    return list(client.get(f"/actions/{query}").context["page"])


def lines(response) -> list[str]:
    return b"".join(response.streaming_content).decode().splitlines()


# --- The action log


def test_the_log_starts_with_what_is_open_soonest_first_and_undated_last(client, item):
    undated = given(item, undated=True)
    later, sooner = given(item, due_on=date(2027, 5, 1)), given(item, due_on=date(2026, 5, 1))
    given(item, done=True)
    assert listed(client) == [sooner, later, undated]
    assert len(listed(client, "?state=")) == 4
    assert len(listed(client, "?state=done")) == 1


def test_a_blank_log_says_what_to_expect(client):
    assert "No action is open" in client.get("/actions/").content.decode()
    assert "No action fits" in client.get("/actions/?owner=Nobody").content.decode()


def test_the_log_narrows_by_committee(client, item):
    wanted = given(item)
    given(ItemFactory())
    assert listed(client, f"?committee={item.meeting.committee.slug}") == [wanted]


def test_the_log_narrows_by_part_of_an_owners_name(client, item):
    person = given(item, owners=[PersonFactory(name="Ross Example"), PersonFactory(name="Rosslyn Example")])
    group = given(item, owners=["Rossendale working group"])
    given(item)
    assert set(listed(client, "?owner=ross")) == {person, group}


def test_the_log_narrows_by_organisation_and_those_who_hold_its_seats(client, item):
    council = OrganisationFactory()
    holder = TermFactory(seat=SeatFactory(organisation=council)).person
    own, holders = given(item, owners=[council]), given(item, owners=[holder])
    given(item, owners=[OrganisationFactory()])
    assert set(listed(client, f"?organisation={council.slug}")) == {own, holders}


def test_the_log_narrows_by_when_an_action_is_due(client, item):
    late, soon = given(item, due_on=date(2026, 11, 17)), given(item, due_on=date(2026, 12, 18))
    given(item, due_on=date(2026, 12, 19))
    undated = given(item, undated=True)
    assert listed(client, "?due=overdue") == [late]
    assert listed(client, "?due=soon") == [soon]
    assert listed(client, "?due=none") == [undated]


def test_the_log_sorts_by_a_link_and_keeps_what_was_chosen(client, item):
    later, sooner = given(item, due_on=date(2027, 5, 1)), given(item, due_on=date(2026, 5, 1))
    response = client.get("/actions/?sort=due&owner=Example")
    assert list(response.context["page"]) == [sooner, later]
    assert 'aria-sort="ascending"' in response.content.decode()
    assert "sort=-due&amp;owner=Example" in response.content.decode()
    assert listed(client, "?sort=-due") == [later, sooner]


def test_a_late_action_says_how_late(client, item):
    given(item, due_on=date(2026, 11, 16))
    assert "2 working days late" in client.get("/actions/").content.decode()


def test_drafts_and_confidential_actions_are_listed_for_officers_only(client, item, secret):
    ActionFactory(item=item)
    given(secret)
    assert listed(client) == []
    client.force_login(UserFactory(officer=True))
    response = client.get("/actions/")
    assert len(response.context["page"]) == 2
    for mark in ("Not published", "Confidential"):
        assert mark in response.content.decode()


def test_the_log_downloads_as_csv_without_formulas(client, item):
    action = given(item, text="=HYPERLINK(1)", owners=[PersonFactory(name="Ross Example"), "+ group"])
    response = client.get("/actions/actions.csv?owner=Ross")
    assert response["Content-Disposition"] == 'attachment; filename="actions.csv"'
    meeting = item.meeting
    assert lines(response)[1] == (
        f'1,\'=HYPERLINK(1),"Ross Example, + group",2027-01-15,Open,{meeting.committee},2026-10-01,{item},'
        f"http://localhost:8000/actions/{action.pk}/"
    )


def test_the_csv_holds_drafts_for_officers_only_and_says_so(client, item):
    ActionFactory(item=item)
    assert len(lines(client.get("/actions/actions.csv"))) == 1
    client.force_login(UserFactory(officer=True))
    assert '"Open, Not published"' in lines(client.get("/actions/actions.csv"))[1]


# --- One action


def test_an_action_shows_who_by_when_from_where_and_what_happened(client, item):
    action = given(item, owners=["Example group"])
    ActionUpdateFactory(action=action, note="Halfway there.", to_state=ActionState.DONE)
    body = client.get(f"/actions/{action.pk}/").content.decode()
    for words in ("Example group", "15 January 2027", "1 October 2026", "Halfway there.", "Open to done"):
        assert words in body
    assert item.get_absolute_url() in body


def test_a_draft_action_is_a_404_for_everyone_but_officers_and_its_owner(client, item):
    owner = UserFactory()
    action = ActionFactory(item=item, owners=[owner.person])
    address = f"/actions/{action.pk}/"
    assert client.get(address).status_code == 404
    client.force_login(UserFactory())
    assert client.get(address).status_code == 404
    client.force_login(owner)
    assert client.get(address).status_code == 200
    client.force_login(UserFactory(officer=True))
    assert client.get(address).status_code == 200


def test_a_confidential_action_is_a_404_for_the_public(client, secret):
    assert client.get(f"/actions/{given(secret).pk}/").status_code == 404


def test_an_owner_reports_that_it_is_done(client, item):
    owner = UserFactory()
    action = given(item, owners=[owner.person])
    client.force_login(owner)
    response = client.post(f"/actions/{action.pk}/update/", {"state": "done", "note": "Sent to all."})
    assert response.url == f"/actions/{action.pk}/"
    action.refresh_from_db()
    update = action.updates.get()
    assert (action.state, update.note, update.made_by) == ("done", "Sent to all.", owner)


def test_a_member_of_the_owning_organisation_may_report(client, item):
    membership = MembershipFactory()
    action = given(item, owners=[membership.organisation])
    client.force_login(membership.user)
    assert client.get(f"/actions/{action.pk}/update/").status_code == 200


def test_someone_else_is_refused_and_a_stranger_asked_to_sign_in(client, item):
    address = f"/actions/{given(item).pk}/update/"
    assert client.get(address).status_code == 302
    client.force_login(UserFactory())
    assert client.get(address).status_code == 403
    assert client.post(address, {"state": "done"}).status_code == 403


def test_dropping_an_action_needs_a_reason(client, item):
    action = given(item)
    client.force_login(UserFactory(officer=True))
    response = client.post(f"/actions/{action.pk}/update/", {"state": "dropped", "note": ""})
    assert response.context["form"].errors == {"note": ["Say why the action is dropped."]}
    action.refresh_from_db()
    assert action.state == ActionState.OPEN


def test_an_officer_sets_a_new_date_with_a_reason(client, item):
    action = given(item, undated=True)
    client.force_login(UserFactory(officer=True))
    client.post(
        f"/actions/{action.pk}/date/",
        {"on_day": "1", "on_month": "3", "on_year": "2027", "note": "The venue is booked."},
    )
    action.refresh_from_db()
    assert (action.due_rule, action.due_on) == (DueRule.DATE, date(2027, 3, 1))
    assert action.updates.get().note == "The venue is booked."


def test_an_owner_may_not_set_the_date_and_a_settled_action_takes_none(client, item):
    owner = UserFactory()
    action = given(item, owners=[owner.person])
    client.force_login(owner)
    assert client.get(f"/actions/{action.pk}/date/").status_code == 403
    client.force_login(UserFactory(officer=True))
    assert client.get(f"/actions/{given(item, done=True).pk}/date/").status_code == 404


# --- Decisions


def decided(client, query=""):
    return [decision for _, made in client.get(f"/decisions/{query}").context["decided"] for decision in made]


def test_decisions_come_latest_meeting_first(client):
    old, new, undated = (
        DecisionFactory(item__meeting=meeting, published=True)
        for meeting in (
            MeetingFactory(date=date(2020, 1, 1)),
            MeetingFactory(date=date(2021, 1, 1)),
            MeetingFactory(undated=True),
        )
    )
    assert decided(client) == [new, old, undated]


def test_decisions_narrow_by_committee_kind_and_year(client, item):
    wanted = DecisionFactory(item=item, published=True, kind="noted")
    DecisionFactory(item=item, published=True)
    DecisionFactory(published=True, kind="noted")
    assert decided(client, f"?committee={item.meeting.committee.slug}&kind=noted&year=2026") == [wanted]
    assert decided(client, "?year=1999") == decided(client)


def test_blank_decisions_say_what_to_expect(client):
    assert "No decision has been published yet" in client.get("/decisions/").content.decode()


def test_draft_and_confidential_decisions_are_for_officers_only(client, item, secret):
    draft, hidden = DecisionFactory(item=item), DecisionFactory(item=secret, published=True)
    assert decided(client) == []
    for decision in (draft, hidden):
        assert client.get(decision.get_absolute_url()).status_code == 404
    client.force_login(UserFactory(officer=True))
    assert set(decided(client)) == {draft, hidden}
    assert "Not published" in client.get(draft.get_absolute_url()).content.decode()


def test_decisions_download_as_csv(client, item):
    decision = DecisionFactory(item=item, published=True, text="@SUM(1)")
    assert lines(client.get("/decisions/decisions.csv"))[1] == (
        f"'@SUM(1),Agreed,{item.meeting.committee},2026-10-01,{item},http://localhost:8000/decisions/{decision.pk}/"
    )


def test_a_decision_shows_what_each_signatory_made_of_it(client, item):
    decision = DecisionFactory(item=item, published=True, needs_adoption=True)
    DecisionAnswerFactory(
        decision=decision, organisation__name="Example Council", answer="adopted", answered_on=date(2026, 11, 2)
    )
    body = client.get(decision.get_absolute_url()).content.decode()
    for words in ("Example Council", "Adopted", "2 November 2026"):
        assert words in body
    assert "Change</th>" not in body
