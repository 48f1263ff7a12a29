"""What goes wrong while people talk: two at one item, a second click, a dropped network, an expired sign-in."""

from datetime import date

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from compact_portal.publishing.models import Publication
from meetings.models import Item
from meetings.services import minutes
from tests.factories.meetings import AttendanceFactory, ItemFactory, MeetingFactory
from tests.factories.people import UserFactory
from tests.journeys.hands import Mouse, WithoutScript
from tests.journeys.people import Officer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MINE, THEIRS = "The bus was late.", "The bus was early."


@pytest.fixture
def meeting(board):
    """In draft, nothing missing: one item, one member who was there."""
    meeting = MeetingFactory(committee=board, date=date(2026, 12, 2), in_draft=True)
    ItemFactory(meeting=meeting, title="Community transport")
    for name in ("Ada Example", "Chris Example"):
        AttendanceFactory(meeting=meeting, person__name=name, office="chair" if name.startswith("Ada") else "")
    return meeting


@pytest.fixture
def item(meeting):
    return meeting.items.get()


@pytest.fixture
def olive(give_hands, officer):
    return signed_in(Officer(give_hands(Mouse)), officer)


@pytest.fixture
def una(give_hands):
    return signed_in(Officer(give_hands(Mouse)), UserFactory(officer=True, name="Una Example"))


def signed_in(someone: Officer, user) -> Officer:
    someone.signs_in(user)
    someone.page.wait_for_url(f"{someone.hands.origin}/")
    return someone


def open_item(someone: Officer, item: Item) -> None:
    someone.hands.open(item.meeting.url("minute", item.pk))
    expect(box(someone)).to_be_visible()


def box(someone: Officer):
    return someone.page.get_by_role("textbox", name="Minute of 1. Community transport")


def types(someone: Officer, words: str) -> None:
    box(someone).fill(words)


def is_told(someone: Officer, words: str) -> None:
    expect(someone.page.locator("#save-state")).to_contain_text(words)


def text_of(item: Item) -> str:
    return Item.objects.get(pk=item.pk).text


# --- Two officers ---------------------------------------------------------------


def given_two_texts(olive, una, item):
    open_item(olive, item)
    open_item(una, item)
    olive.hands.write_minute(THEIRS)
    types(una, MINE)
    is_told(una, "Olive Example saved this too. Press Save to see both texts.")


def when_una_saves(una):
    una.page.get_by_role("button", name="Save", exact=True).click()
    una.is_at("Someone else saved this item while you were writing")


def then_both_stand_side_by_side(una):
    for heading, words in (("Your text", MINE), ("The text of Olive Example", THEIRS)):
        side = una.page.get_by_role("heading", name=heading, exact=True).locator("..")
        expect(side).to_contain_text(words)


def test_two_officers_saving_one_item_see_both_texts_and_lose_neither(olive, una, item):
    given_two_texts(olive, una, item)
    when_una_saves(una)
    then_both_stand_side_by_side(una)
    assert text_of(item) == f"<p>{THEIRS}</p>"

    una.hands.press("Save this text")
    assert text_of(item) == f"<p>{MINE}</p><p>{THEIRS}</p>"


def test_one_of_two_texts_can_be_kept(olive, una, item):
    given_two_texts(olive, una, item)
    when_una_saves(una)
    una.hands.press("Keep my text")
    assert text_of(item) == f"<p>{MINE}</p>"


def test_two_texts_are_shown_and_joined_without_javascript_too(olive, give_hands, item):
    una = signed_in(Officer(give_hands(WithoutScript)), UserFactory(officer=True, name="Una Example"))
    open_item(una, item)
    open_item(olive, item)
    olive.hands.write_minute(THEIRS)
    types(una, MINE)
    when_una_saves(una)
    then_both_stand_side_by_side(una)

    expect(una.page.get_by_label("One text made of both: yours stands first, theirs after it")).to_have_value(
        f"{MINE}\n\n{THEIRS}"
    )
    una.hands.press("Save this text")
    assert text_of(item) == f"<p>{MINE}</p><p>{THEIRS}</p>"


# --- Publishing twice -----------------------------------------------------------


def editions() -> list[int]:
    return list(Publication.objects.filter(document="minutes", edition="standard").values_list("number", flat=True))


@pytest.mark.parametrize("kind", [Mouse, WithoutScript])
def test_a_double_click_on_publish_makes_one_edition(kind, give_hands, officer, item):
    olive = signed_in(Officer(give_hands(kind)), officer)
    minutes.save_text(item, text=MINE, based_on=0, by=officer, now=timezone.now())
    olive.hands.open(item.meeting.url("step", "publish"))
    olive.page.get_by_role("button", name="Publish the draft minutes", exact=True).dblclick()
    expect(olive.page.get_by_role("main")).to_contain_text("Draft minutes published")
    assert editions() == [1]


def test_a_form_that_someone_overtook_changes_nothing_and_says_where_the_meeting_stands(olive, officer, item):
    minutes.save_text(item, text=MINE, based_on=0, by=officer, now=timezone.now())
    olive.hands.open(item.meeting.url("step", "publish"))
    minutes.publish_minutes(item.meeting, by=UserFactory(officer=True), now=timezone.now())

    with olive.page.expect_response(lambda answer: answer.request.method == "POST") as answered:
        olive.hands.press("Publish the draft minutes")
    assert answered.value.status == 409
    olive.is_at("Nothing was changed")
    olive.sees("is now “Draft minutes published”. Partnership officers can change that.")
    assert editions() == [1]


# --- Away from the server -------------------------------------------------------


def test_a_dropped_network_is_said_and_the_words_are_saved_when_it_is_back(olive, item):
    open_item(olive, item)
    olive.page.context.set_offline(True)
    types(olive, MINE)
    is_told(olive, "Not saved yet. Your words are still here; trying again.")

    olive.page.get_by_role("button", name="Save", exact=True).click()
    expect(box(olive)).to_have_text(MINE)
    assert text_of(item) == ""

    olive.page.context.set_offline(False)
    is_told(olive, "Saved at")
    assert text_of(item) == f"<p>{MINE}</p>"


def test_when_the_sign_in_has_expired_the_words_stay_and_are_saved_after_signing_in_again(olive, officer, item):
    open_item(olive, item)
    Session.objects.all().delete()
    types(olive, MINE)
    is_told(olive, "You are signed out. Your words are still here, but not saved.")

    olive.page.get_by_role("button", name="Save", exact=True).click()
    expect(box(olive)).to_have_text(MINE)

    with olive.page.expect_popup() as opened:
        olive.page.get_by_role("link", name="Sign in again (opens in a new tab)").click()
    second = Officer(Mouse(opened.value, olive.hands.origin))
    second.signs_in(officer)
    is_told(olive, "Saved at")
    assert text_of(item) == f"<p>{MINE}</p>"
