"""A reader finds what was decided: by mouse, by keyboard alone, and without scripts, on an old phone."""

import pytest
from playwright.sync_api import expect

from compact_portal.search.keeping import keep_all
from tests.factories.meetings import DecisionFactory, ItemFactory
from tests.journeys.hands import Keyboard, Mouse, WithoutScript

pytestmark = pytest.mark.browser

NARROW = {"width": 320, "height": 568}
MEANT = "Ask volunteers for their bank details once a year."


@pytest.fixture
def decided(transactional_db):
    item = ItemFactory(title="Community centres")
    for text in ("Thank every volunteer.", MEANT):
        DecisionFactory(item=item, text=text, published=True)
    ItemFactory(title="Volunteers who left", confidential=True)
    keep_all()
    return item


@pytest.mark.parametrize("hands", [Mouse, Keyboard, WithoutScript])
def test_a_reader_mistypes_a_word_narrows_the_search_and_opens_what_is_found(give_hands, decided, hands):
    reader = give_hands(hands)
    reader.page.set_viewport_size(NARROW)
    when_a_word_is_mistyped(reader)
    then_what_was_meant_is_found_and_nothing_confidential(reader)
    when_the_search_is_narrowed_to_actions(reader)
    then_nothing_is_found_and_the_page_says_what_to_do(reader)
    when_everything_is_searched_again(reader)
    then_the_decision_can_be_opened(reader)


def when_a_word_is_mistyped(reader):
    reader.open("/")
    reader.follow("Search")
    reader.fill("Search for", "voluntear bank")
    reader.press("Search")


def then_what_was_meant_is_found_and_nothing_confidential(reader):
    expect(reader.page.get_by_text("Showing results for volunteer bank")).to_be_visible()
    expect(reader.page.get_by_role("heading", name="1 result", exact=True)).to_be_visible()
    expect(reader.page.locator("mark").first).to_have_text("volunteers")
    expect(reader.page.get_by_text("who left")).to_have_count(0)


def when_the_search_is_narrowed_to_actions(reader):
    open_details(reader, reader.page.locator("summary"))
    reader.select("Kind", "Action")
    reader.press("Search")


def then_nothing_is_found_and_the_page_says_what_to_do(reader):
    expect(reader.page.get_by_role("heading", name="Nothing found for “voluntear bank”")).to_be_visible()
    expect(reader.page.get_by_text("Check the spelling.")).to_be_visible()


def when_everything_is_searched_again(reader):
    reader.follow("Search everything")


def then_the_decision_can_be_opened(reader):
    reader.follow(MEANT)
    expect(reader.page.get_by_role("heading", level=1)).to_have_text(MEANT)


def open_details(reader, summary):
    """It opens without a page of its own: Enter does it, and a click."""
    if isinstance(reader, Keyboard):
        reader.reach(summary)
        reader.page.keyboard.press("Enter")
    else:
        summary.click()
