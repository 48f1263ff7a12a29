from datetime import UTC, datetime

import pytest
import time_machine

from tests.factories.meetings import ActionFactory, CommitteeFactory, MeetingFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(datetime(2026, 11, 20, 9, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def board():
    return CommitteeFactory(name="Example board")


def cards_of(client, user):
    client.force_login(user)
    return {card.title: card.context for card in client.get("/").context["cards"]}


def test_an_officer_goes_on_with_the_soonest_meeting(client, board):
    MeetingFactory(committee=board, date=datetime(2026, 12, 9).date(), agenda_published=True)
    soonest = MeetingFactory(committee=board, date=datetime(2026, 12, 2).date())
    MeetingFactory(committee=board, date=datetime(2026, 11, 25).date(), cancelled=True)

    cards = cards_of(client, UserFactory(officer=True))

    assert cards["Next meeting"] == {
        "meeting": soonest,
        "button": "Continue the agenda",
        "url": "/meetings/example-board/2026-12-02/agenda/edit/",
    }
    assert "Plan a meeting" in [start.label for start in cards["Start something"]["starts"]]


def test_a_member_reads_about_the_next_meeting_and_starts_nothing(client, board):
    MeetingFactory(committee=board, date=datetime(2026, 12, 2).date())

    cards = cards_of(client, UserFactory())

    assert list(cards) == ["Next meeting"]
    assert (cards["Next meeting"]["button"], cards["Next meeting"]["url"]) == (
        "",
        "/meetings/example-board/2026-12-02/",
    )


def test_while_a_meeting_goes_on_its_minutes_are_one_click_away(client, board):
    MeetingFactory(committee=board, date=datetime(2026, 11, 20).date(), in_session=True)

    first = cards_of(client, UserFactory(officer=True))["Start something"]["starts"][0]

    assert (first.label, first.url) == ("Take minutes now", "/meetings/example-board/2026-11-20/minutes/")


def test_without_a_meeting_to_come_there_is_no_card(client):
    assert cards_of(client, UserFactory()) == {}


def test_a_visitor_sees_the_next_meetings_and_the_latest_minutes(client, board):
    to_come = MeetingFactory(committee=board, date=datetime(2026, 12, 2).date())
    held = MeetingFactory(committee=board, date=datetime(2026, 11, 4).date(), draft_published=True)
    MeetingFactory(committee=board, date=datetime(2026, 11, 11).date(), in_draft=True)

    sections = {section.title: section.context for section in client.get("/").context["sections"]}

    assert {title: list(context["meetings"]) for title, context in sections.items()} == {
        "Next meetings": [to_come],
        "Latest minutes": [held],
    }


def test_with_nothing_planned_or_published_the_front_page_says_so(client):
    body = client.get("/").content.decode()

    assert "No meeting is planned at the moment." in body
    assert "No minutes have been published yet." in body


def test_an_action_without_a_date_is_shown_to_its_owner_all_the_same(client, board):
    owner = UserFactory()
    mine = ActionFactory(undated=True, published=True, owners=[owner.person])
    ActionFactory(undated=True, published=True)
    ActionFactory(undated=True, done=True, published=True, owners=[owner.person])

    assert cards_of(client, owner)["Your actions without a date"] == {"actions": [mine]}
    assert "Your actions without a date" not in cards_of(client, UserFactory())
