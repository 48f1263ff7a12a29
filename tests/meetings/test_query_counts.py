"""Lists ask the database as much for many rows as for one, and never more than twelve times."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

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
    SubstituteFactory,
    TermFactory,
)
from tests.factories.people import OrganisationFactory, PersonFactory, UserFactory
from tests.meetings.published import NOW, meeting_with_minutes

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12


@pytest.fixture(params=["anonymous", "officer"])
def reader(request, client):
    if request.param == "officer":
        client.force_login(UserFactory(officer=True))
    return client


def queries(client, address) -> int:
    client.get(address)  # what a process remembers, such as content types, is not counted
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get(address)
        assert response.status_code == 200
        if response.streaming:
            list(response.streaming_content)
    return len(captured)


def a_row_of_everything(committee):
    """One more meeting to come and one held, with seats, items, an action, a decision."""
    MeetingFactory(committee=committee, date=date(2031, 1, committee.meetings.count() + 1))
    held = MeetingFactory(committee=committee, date=date(2021, 1, committee.meetings.count() + 1), draft_published=True)
    MeetingFactory(committee=committee, undated=True)
    item = ItemFactory(meeting=held)
    seat = SeatFactory(constituency__committee=committee)
    AttendanceFactory(meeting=held, term=TermFactory(seat=seat), organisation=OrganisationFactory())
    SubstituteFactory(seat=seat)
    ActionFactory(item=item, published=True, owners=[PersonFactory(), OrganisationFactory(), "Example group"])
    DecisionFactory(item=item, published=True)


ADDRESSES = [
    "/meetings/",
    "/meetings/meetings.csv",
    "/meetings/example-board/",
    "/actions/",
    "/actions/?owner=Example&due=none",
    "/actions/actions.csv",
    "/decisions/",
    "/decisions/decisions.csv",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_list_asks_as_much_for_many_rows_as_for_one(reader, address):
    committee = CommitteeFactory(slug="example-board")
    a_row_of_everything(committee)
    for_one = queries(reader, address)
    for _ in range(3):
        a_row_of_everything(committee)
    assert queries(reader, address) == for_one
    assert for_one <= MOST_QUERIES


def test_a_published_meeting_asks_as_much_for_many_items_and_editions_as_for_one(reader):
    meeting = meeting_with_minutes()
    item = meeting.items.get(title="Social value")
    addresses = [meeting.url(), meeting.url("agenda"), item.get_absolute_url()]
    for_one = [queries(reader, address) for address in addresses]
    for _ in range(3):
        ActionFactory(item=item, published=True)
    assert [queries(reader, address) for address in addresses] == for_one
    assert max(for_one) <= MOST_QUERIES


def test_an_action_and_a_decision_ask_as_much_with_a_long_history_as_with_a_short_one(reader):
    action = ActionFactory(published=True)
    decision = DecisionFactory(published=True, needs_adoption=True)
    addresses = [action.get_absolute_url(), decision.get_absolute_url()]

    def one_more():
        ActionUpdateFactory(action=action, made_at=NOW)
        DecisionAnswerFactory(decision=decision)

    one_more()
    for_one = [queries(reader, address) for address in addresses]
    for _ in range(3):
        one_more()
    assert [queries(reader, address) for address in addresses] == for_one
    assert max(for_one) <= MOST_QUERIES
