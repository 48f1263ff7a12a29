"""Whoever types faster than pages come loses no key: it lands in the text that they are on their way to."""

import re

import pytest
from playwright.sync_api import expect

from meetings.models import Item
from tests.factories.meetings import ItemFactory
from tests.rig.browser import caught
from tests.rig.waiting import wait_for

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("patience")]

SAID, NEXT = "The bus was late.", "the quick brown fox"


@pytest.fixture
def items(transactional_db, session):
    return [ItemFactory(meeting=session, title=title) for title in ("Transport", "Room")]


@pytest.fixture
def minute(page, officer, sign_in, items, live_server):
    """The page of the first item, with something typed."""
    sign_in(officer)
    page.goto(live_server.url + items[0].meeting.url("minute", items[0].pk))
    expect(box(page)).to_be_focused()
    page.keyboard.type(SAID)
    return page


@pytest.fixture
def slow(minute):
    """Every answer takes half a second to arrive."""
    conditions = {"offline": False, "latency": 500, "downloadThroughput": -1, "uploadThroughput": -1}
    minute.context.new_cdp_session(minute).send("Network.emulateNetworkConditions", conditions)


def box(page):
    return page.get_by_role("textbox", name="Minute of")


def texts(items) -> list[str]:
    return [Item.objects.get(pk=item.pk).text for item in items]


@pytest.mark.parametrize("network", ["quick", "slow"])
def test_what_is_typed_on_the_way_to_the_next_item_is_of_the_next_item(minute, items, network, request):
    if network == "slow":
        request.getfixturevalue("slow")
    minute.keyboard.press("Control+Enter")
    minute.keyboard.type(NEXT, delay=40)
    expect(minute.get_by_role("heading", level=1)).to_contain_text("Room")
    expect(box(minute)).to_have_text(NEXT)
    wait_for(lambda: texts(items) == [f"<p>{SAID}</p>", f"<p>{NEXT}</p>"], "both texts to be saved")


def test_what_is_typed_before_the_editor_is_there_is_put_into_it(minute, items):
    held = []
    minute.route("**/js/richtext.js", lambda route: held.append(route))
    minute.keyboard.press("Control+Enter")
    expect(minute.get_by_role("heading", level=1)).to_contain_text("Room")
    minute.keyboard.type(NEXT)
    wait_for(lambda: minute.title() and held, "the editor to be asked for")
    held[0].continue_()
    expect(box(minute)).to_have_text(NEXT)
    wait_for(lambda: texts(items) == [f"<p>{SAID}</p>", f"<p>{NEXT}</p>"], "both texts to be saved")


def test_whoever_goes_back_types_into_the_item_they_came_from(minute, items):
    minute.keyboard.press("Control+Enter")
    expect(minute.get_by_role("heading", level=1)).to_contain_text("Room")
    minute.go_back()
    expect(minute.get_by_role("heading", level=1)).to_contain_text("Transport")
    box(minute).click()
    minute.keyboard.press("Control+End")
    minute.keyboard.type(" And full.")
    expect(box(minute)).to_have_text(f"{SAID} And full.")


def test_a_key_that_presses_a_link_is_no_text(minute, items):
    held = []
    minute.route("**/js/richtext.js", lambda route: held.append(route))
    minute.reload(wait_until="commit")
    wait_for(lambda: minute.title() and held, "the editor to be asked for")
    minute.get_by_role("link", name="Skip to main content").focus()
    minute.keyboard.press("Enter")
    held[0].continue_()
    expect(minute.locator("#words-kept")).to_be_visible()
    expect(box(minute).locator("p")).to_have_count(1)


def test_a_new_line_and_a_mistake_on_the_way_are_what_they_are(minute, slow, items):
    minute.keyboard.press("Control+Enter")
    minute.keyboard.type("One.x")
    minute.keyboard.press("Backspace")
    minute.keyboard.press("Enter")
    minute.keyboard.type("<b>Two</b> & 3")
    wait_for(lambda: texts(items)[1] == "<p>One.</p><p>&lt;b&gt;Two&lt;/b&gt; &amp; 3</p>", "both lines to be saved")


def test_what_is_typed_after_save_goes_on_in_the_same_text(minute, slow, items):
    minute.get_by_role("button", name="Save", exact=True).click()
    minute.keyboard.type(" And full.", delay=40)
    wait_for(lambda: texts(items)[0] == f"<p>{SAID} And full.</p>", "all of it to be saved")


def test_where_nothing_can_be_saved_the_words_stay_in_this_item(minute, items):
    caught(minute, "**/save/", lambda route: route.abort())
    minute.keyboard.press("Control+Enter")
    minute.keyboard.type(NEXT, delay=20)
    expect(minute.locator("#save-state")).to_contain_text("Not saved yet")
    expect(box(minute)).to_have_text(SAID + NEXT)
    minute.unroute("**/save/")
    wait_for(lambda: texts(items) == [f"<p>{SAID}{NEXT}</p>", ""], "it to be saved here")


def test_control_s_saves_at_once_and_stays(minute, items):
    minute.evaluate("window.setTimeout = () => 0")  # nothing is saved by itself any more
    minute.keyboard.type(" And full.")
    minute.keyboard.press("Control+s")
    expect(minute.locator("#save-state")).to_have_text(re.compile("^Saved at"))
    assert texts(items)[0] == f"<p>{SAID} And full.</p>"
    minute.keyboard.type(" Twice.")
    expect(box(minute)).to_have_text(f"{SAID} And full. Twice.")
