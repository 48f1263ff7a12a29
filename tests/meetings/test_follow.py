"""The screen for the room follows the minutes as they are typed, and shows nothing that is not for the room."""

import pytest
from playwright.sync_api import expect

from meetings.services.minutes import save_text
from tests.factories.meetings import ItemFactory
from tests.rig.browser import session_of


@pytest.fixture
def items(session):
    return [
        ItemFactory(meeting=session, title=title, number=str(number)) for number, title in ((1, "Hello"), (2, "Bus"))
    ]


@pytest.mark.browser
@pytest.mark.usefixtures("patience")
def test_it_follows_from_item_to_item(transactional_db, items, officer, sign_in, visit, new_context, live_server):
    sign_in(officer)
    page = visit(items[0].meeting.url("minute", items[0].pk))
    room = new_context()
    room.add_cookies([{"name": "sessionid", "value": session_of(officer), "url": live_server.url}])
    screen = room.new_page()
    screen.goto(live_server.url + items[0].meeting.url("follow"))
    expect(screen.get_by_role("heading", level=1)).to_have_text("1. Hello")

    expect(page.get_by_role("textbox", name="Minute of")).to_be_focused()
    page.keyboard.type("The Chair welcomed everyone.")
    expect(screen.get_by_role("main")).to_contain_text("The Chair welcomed everyone.")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    expect(page.get_by_role("textbox", name="Minute of")).to_be_focused()
    page.keyboard.type("It was late.")
    page.keyboard.press("Enter")
    page.keyboard.type("Ada to write by 3 March")
    page.keyboard.press("Control+Shift+A")
    expect(screen.get_by_role("heading", level=1)).to_have_text("2. Bus")
    expect(screen.get_by_role("main")).to_contain_text("Action 1 · Ada Example · by 3 March 2027")
    expect(screen.get_by_role("button")).to_have_count(0)
    expect(screen.get_by_role("link")).to_have_count(0)


def test_a_confidential_item_is_named_and_not_told(signed_in, session, officer, now):
    item = ItemFactory(meeting=session, title="Staffing", confidential=True)
    save_text(item, text="<p>Secret words.</p>", based_on=0, by=officer, now=now)
    page = signed_in.get(session.url("follow")).content.decode()
    assert "Staffing" in page
    assert "Secret" not in page
