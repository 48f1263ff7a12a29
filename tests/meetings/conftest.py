"""A committee that is about to meet, and the officer who minutes it. (Django is not ready yet when this is read.)"""

from datetime import UTC, date, datetime

import pytest


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 12, 2, 17, 0, tzinfo=UTC)


@pytest.fixture
def patience():
    """Other work on the machine may slow a page down; where it is not about speed, that is no fault."""
    from playwright.sync_api import expect

    expect.set_options(timeout=20_000)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture
def officer(db):
    from tests.factories.people import UserFactory

    return UserFactory(officer=True, name="Olive Example")


@pytest.fixture
def committee(db):
    """Two sides; the Chair and a councillor hold seats, one seat is vacant."""
    from meetings.choices import Office
    from tests.factories.meetings import CommitteeFactory, ConstituencyFactory, SeatFactory, TermFactory

    committee = CommitteeFactory(name="Example Board", slug="example-board", quorum=2)
    council = ConstituencyFactory(committee=committee, name="Councillors", position=1, quorum=1)
    sector = ConstituencyFactory(committee=committee, name="Voluntary sector", position=2)
    TermFactory(seat=SeatFactory(constituency=council), person__name="Ada Example")
    chair = SeatFactory(constituency=sector)
    TermFactory(seat=chair, person__name="Chris Example", person__email="chris@example.org", office=Office.CHAIR)
    SeatFactory(constituency=sector)
    return committee


@pytest.fixture
def meeting(committee):
    from tests.factories.meetings import MeetingFactory

    return MeetingFactory(committee=committee, date=date(2026, 12, 2))


@pytest.fixture
def session(meeting, officer, now):
    """The meeting, started: its attendance list is filled in from the seats."""
    from meetings.services.minutes import start_meeting

    return start_meeting(meeting, by=officer, now=now)


@pytest.fixture
def signed_in(client, officer):
    client.force_login(officer)
    return client
