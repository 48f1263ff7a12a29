"""Nothing typed is lost: what could not be saved stays in the browser and is offered back, to its writer alone."""

import re
from datetime import datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from meetings.models import Item
from meetings.services.minutes import save_text
from tests.factories.meetings import ItemFactory
from tests.factories.people import UserFactory
from tests.rig.browser import caught
from tests.rig.waiting import wait_for

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("patience")]

WRITTEN = "The bus was late."
#: Before any script runs: a browser that keeps nothing, as a private window may be.
NO_INDEXED_DB = "Object.defineProperty(window, 'indexedDB', { value: { open() { throw new Error('private'); } } });"
#: What lies in the browser's store, in words.
KEPT = """async () => {
    const done = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
    const db = await done(indexedDB.open("compact-portal", 1));
    return JSON.stringify(await done(db.transaction("drafts").objectStore("drafts").getAll()));
}"""


@pytest.fixture
def item(transactional_db, session, officer, now):
    return save_text(ItemFactory(meeting=session, title="Transport"), text="", based_on=0, by=officer, now=now)


@pytest.fixture
def address(item, live_server) -> str:
    return live_server.url + item.meeting.url("minute", item.pk)


@pytest.fixture
def page(page, officer, sign_in, address):
    sign_in(officer)
    page.goto(address)
    return page


def types(page, words: str) -> None:
    box = page.get_by_role("textbox", name="Minute of")
    expect(box).to_be_focused()
    page.keyboard.type(words)


def types_unsaved(page, words: str) -> None:
    """While no save can arrive."""
    caught(page, "**/save/", lambda route: route.abort())
    types(page, words)
    wait_for(lambda: words in page.evaluate(KEPT), "the words to be kept")


def closes_with_unsaved(page, words: str) -> None:
    """Type, and close the tab a moment later."""
    types_unsaved(page, words)
    page.close(run_before_unload=False)


def opens(context, address):
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_role("textbox", name="Minute of")).to_be_focused()
    return page


def offer(page):
    return page.get_by_role("region", name="Words of yours that were not saved")


def is_saved(page) -> None:
    expect(page.locator("#save-state")).to_have_text(re.compile("^Saved at"), timeout=15_000)


def text_of(item) -> str:
    return Item.objects.get(pk=item.pk).text


def test_words_of_a_closed_tab_are_offered_back_compared_and_saved(page, context, address, item):
    closes_with_unsaved(page, WRITTEN)
    again = opens(context, address)
    expect(offer(again).locator("ins")).to_contain_text(WRITTEN)
    again.get_by_role("button", name="Put my words back").click()
    expect(again.get_by_role("textbox", name="Minute of")).to_have_text(WRITTEN)
    is_saved(again)
    assert text_of(item) == f"<p>{WRITTEN}</p>"
    expect(offer(again)).to_be_hidden()

    again.reload()
    expect(again.locator("#words-kept")).to_be_visible()
    expect(offer(again)).to_be_hidden()


def test_words_can_be_thrown_away_and_are_gone(page, context, address, item):
    closes_with_unsaved(page, WRITTEN)
    again = opens(context, address)
    again.get_by_role("button", name="Throw them away").click()
    expect(offer(again)).to_be_hidden()
    again.reload()
    expect(again.locator("#words-kept")).to_be_visible()
    expect(offer(again)).to_be_hidden()
    assert text_of(item) == ""


def test_words_left_behind_twice_are_offered_one_after_the_other(page, context, address, live_server):
    page.on("dialog", lambda dialog: dialog.accept())
    for words in ("First words.", "Second words."):
        types_unsaved(page, words)
        page.goto(live_server.url + "/meetings/")
        page.goto(address)
    expect(offer(page).locator("ins")).to_contain_text("Second words.")
    expect(offer(page)).to_contain_text("After these, one more text of yours will be shown.")
    page.get_by_role("button", name="Throw them away").click()
    expect(offer(page).locator("ins")).to_contain_text("First words.")
    expect(offer(page)).not_to_contain_text("After these")


def test_words_older_than_two_weeks_are_gone(page, context, address):
    closes_with_unsaved(page, WRITTEN)
    later = context.new_page()
    later.clock.install(time=datetime.now() + timedelta(days=15))
    later.goto(address)
    expect(later.locator("#words-kept")).to_be_visible()
    expect(offer(later)).to_be_hidden()


def test_the_next_person_on_the_same_computer_is_not_shown_them(page, context, address, sign_in, officer):
    closes_with_unsaved(page, WRITTEN)
    sign_in(UserFactory(officer=True, name="Una Example"))
    una = opens(context, address)
    expect(una.locator("#words-kept")).to_be_visible()
    expect(offer(una)).to_be_hidden()

    sign_in(officer)
    expect(offer(opens(context, address)).locator("ins")).to_contain_text(WRITTEN)


def test_words_never_go_out_under_the_name_of_who_signed_in_meanwhile(page, sign_in, item, officer):
    sign_in(UserFactory(officer=True, name="Una Example"))
    types(page, WRITTEN)
    expect(page.locator("#save-state")).to_contain_text("Somebody else is signed in here now")
    assert text_of(item) == ""
    sign_in(officer)
    is_saved(page)
    assert Item.objects.get(pk=item.pk).saved_by == officer


def test_words_put_back_over_a_colleagues_end_side_by_side(page, context, address, item, now):
    closes_with_unsaved(page, WRITTEN)
    una = UserFactory(officer=True, name="Una Example")
    save_text(item, text="<p>It was early.</p>", based_on=1, by=una, now=now)
    again = opens(context, address)
    again.get_by_role("button", name="Put my words back").click()
    expect(again.locator("#save-state")).to_have_text("Una Example saved this too. Press Save to see both texts.")
    again.get_by_role("button", name="Save", exact=True).click()
    expect(again.get_by_role("heading", name="The text of Una Example")).to_be_visible()
    assert text_of(item) == "<p>It was early.</p>"


@pytest.mark.parametrize(
    ("role", "choice", "kept"),
    [
        ("button", "Take their text", "<p>It was early.</p>"),
        ("button", "Keep my text", f"<p>{WRITTEN}</p>"),
        ("button", "Save this text", f"<p>{WRITTEN}</p><p>It was early.</p>"),
    ],
)
def test_words_that_were_chosen_between_are_not_offered_again(page, item, now, role, choice, kept):
    una = UserFactory(officer=True, name="Una Example")
    save_text(item, text="<p>It was early.</p>", based_on=1, by=una, now=now)
    types(page, WRITTEN)
    expect(page.locator("#save-state")).to_have_text("Una Example saved this too. Press Save to see both texts.")
    page.get_by_role("button", name="Save", exact=True).click()
    with page.expect_navigation():
        page.get_by_role(role, name=choice).click()
    expect(page.locator("#words-kept")).to_be_visible()
    page.wait_for_load_state("networkidle")
    expect(offer(page)).to_be_hidden()
    assert text_of(item) == kept


def test_words_left_at_another_item_are_told_of(page, context, item, live_server):
    closes_with_unsaved(page, WRITTEN)
    other = ItemFactory(meeting=item.meeting, title="Any other business")
    again = opens(context, live_server.url + item.meeting.url("minute", other.pk))
    told = again.get_by_role("region", name="You also have words that were not saved at")
    told.get_by_role("link", name="Transport").click()
    expect(offer(again).locator("ins")).to_contain_text(WRITTEN)


def test_another_tab_that_is_still_open_keeps_its_own_words(page, context, address):
    caught(page, "**/save/", lambda route: route.abort())
    types(page, WRITTEN)
    expect(page.locator("#save-state")).to_contain_text("Not saved yet")
    second = opens(context, address)
    expect(second.locator("#words-kept")).to_be_visible()
    expect(offer(second)).to_be_hidden()


def test_an_hour_after_the_sign_in_expired_the_words_are_saved_as_soon_as_one_signs_in(page, sign_in, officer, item):
    page.clock.install()
    Session.objects.all().delete()
    types(page, WRITTEN)
    page.clock.run_for(5_000)
    expect(page.locator("#save-state")).to_contain_text("You are signed out. Your words are still here")
    page.clock.fast_forward("01:00:00")
    expect(page.get_by_role("textbox", name="Minute of")).to_have_text(WRITTEN)
    sign_in(officer)
    page.clock.resume()
    is_saved(page)
    assert text_of(item) == f"<p>{WRITTEN}</p>"


def test_without_any_cookie_one_is_asked_to_sign_in(page, context, sign_in, officer, item, live_server):
    context.clear_cookies()
    types(page, WRITTEN)
    expect(page.locator("#save-state")).to_contain_text("You are signed out. Your words are still here")
    sign_in(officer)
    context.new_page().goto(f"{live_server.url}/account/name/")  # as signing in does, it brings a new token
    is_saved(page)
    assert text_of(item) == f"<p>{WRITTEN}</p>"


def test_ten_minutes_without_a_network_lose_no_word(page, context, item):
    page.clock.install()
    context.set_offline(True)
    spoken = [f"Sentence {number} of ten." for number in range(1, 11)]
    for sentence in spoken:
        types(page, f"{sentence} ")
        page.clock.run_for(60_000)
    expect(page.locator("#save-state")).to_contain_text("Not saved yet. Your words are still here")
    context.set_offline(False)
    page.clock.resume()
    is_saved(page)
    assert text_of(item) == f"<p>{' '.join(spoken)} </p>"


def test_who_types_without_a_pause_is_saved_all_the_same(page, item):
    page.clock.install()
    for _ in range(12):
        page.keyboard.type("and ")
        page.clock.run_for(1_000)  # less than the quiet that a save waits for
    wait_for(lambda: text_of(item) != "", "a save")
    expect(page.locator("#save-state")).to_have_text(re.compile("^Saved at|^Not saved yet$"))


def test_a_browser_that_keeps_no_copy_says_so_and_saves_to_the_server(page, address, item):
    page.add_init_script(NO_INDEXED_DB)
    page.goto(address)
    expect(page.locator("#words-not-kept")).to_contain_text("This browser keeps no copy")
    types(page, WRITTEN)
    is_saved(page)
    assert text_of(item) == f"<p>{WRITTEN}</p>"
