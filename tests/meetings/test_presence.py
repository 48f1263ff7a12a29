"""Who is at an item is said beside it, while they are there."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from meetings.models import Presence
from meetings.queries.presence import company_at, item_being_minuted
from meetings.services.minutes import close_item, save_text
from meetings.services.presence import leave, note_presence
from tests.factories.meetings import ItemFactory
from tests.factories.people import UserFactory
from tests.rig.browser import session_of


@pytest.fixture
def item(session):
    return ItemFactory(meeting=session, title="Transport")


@pytest.fixture
def una(db):
    return UserFactory(officer=True, name="Una Example")


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "Una Example is editing this item."),
        (29, "Una Example is editing this item."),
        (30, ""),
    ],
)
def test_who_typed_is_editing_until_their_page_is_not_heard_of(item, officer, una, now, seconds, said):
    note_presence(item, typing=True, by=una, now=now)
    assert company_at(item, besides=officer, now=now + timedelta(seconds=seconds)) == said


def test_who_has_not_typed_for_a_minute_is_reading(item, officer, una, now):
    note_presence(item, typing=True, by=una, now=now)
    later = now + timedelta(minutes=1)
    note_presence(item, typing=False, by=una, now=later)
    assert company_at(item, besides=officer, now=later) == "Una Example is reading this item."


def test_nobody_is_their_own_company_and_who_left_is_none(item, officer, una, now):
    note_presence(item, typing=True, by=una, now=now)
    assert company_at(item, besides=una, now=now) == ""
    leave(item, by=una, now=now)
    assert company_at(item, besides=officer, now=now) == ""


def test_presence_is_forgotten(item, officer, una, now):
    note_presence(item, typing=True, by=una, now=now)
    note_presence(item, typing=True, by=officer, now=now + timedelta(hours=13))
    assert [each.user for each in Presence.objects.all()] == [officer]


def test_the_meeting_is_where_somebody_typed_or_saved_last(item, session, officer, now):
    following = ItemFactory(meeting=session, title="Any other business")
    assert item_being_minuted(session) == item
    close_item(save_text(item, text="<p>Said.</p>", based_on=0, by=officer, now=now), by=officer, now=now)
    assert item_being_minuted(session) == item
    note_presence(following, typing=True, by=officer, now=now + timedelta(seconds=5))
    assert item_being_minuted(session) == following


@pytest.mark.browser
@pytest.mark.usefixtures("patience")
def test_two_at_one_item_see_each_other(transactional_db, item, officer, una, sign_in, visit, new_context, live_server):
    sign_in(officer)
    page = visit(item.meeting.url("minute", item.pk))
    expect(page.get_by_role("textbox", name="Minute of")).to_be_focused()
    theirs = new_context()
    theirs.add_cookies([{"name": "sessionid", "value": session_of(una), "url": live_server.url}])
    second = theirs.new_page()
    second.goto(page.url)
    expect(second.locator("#company")).to_have_text("Olive Example is reading this item.")
    second.get_by_role("textbox", name="Minute of").press_sequentially("The bus was late.")
    expect(page.locator("#company")).to_have_text("Una Example is editing this item.")
    second.close()
    expect(page.locator("#company")).to_have_text("")
