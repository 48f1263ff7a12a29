"""Whoever wrote something and leaves without sending it is asked first."""

import re

import pytest
from playwright.sync_api import expect

from meetings.models import Decision
from tests.factories.meetings import ItemFactory, MeetingFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.browser

WORDS = "To mend the roof."


@pytest.fixture
def asked(page) -> list[str]:
    """Each time the browser asks; it is told to stay."""
    asked = []

    def stay(dialog):
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    return asked


@pytest.fixture
def box(page, live_server, transactional_db, sign_in):
    """Where a decision is written, on a page of its own."""
    sign_in(UserFactory(officer=True))
    item = ItemFactory(meeting=MeetingFactory(in_session=True))
    page.goto(live_server.url + item.meeting.url("decision-new", item.pk))
    return page.locator("textarea")


def leave(page) -> None:
    page.evaluate("location.assign('/meetings/')")
    page.wait_for_timeout(500)  # long enough to ask, or to go


def test_words_that_were_not_sent_are_asked_for_and_stay(page, box, asked):
    box.click()
    page.keyboard.type(WORDS)
    leave(page)
    assert asked == ["beforeunload"]
    expect(box).to_have_value(WORDS)


def test_nobody_is_asked_who_wrote_nothing_or_took_it_back(page, box, asked, live_server):
    box.click()
    page.keyboard.type("a")
    page.keyboard.press("Backspace")
    leave(page)
    expect(page).to_have_url(live_server.url + "/meetings/")
    assert asked == []


def test_nobody_is_asked_on_sending(page, box, asked):
    box.click()
    page.keyboard.type(WORDS)
    page.locator("main form button").first.click()
    expect(page).to_have_url(re.compile("#outcomes$"))
    assert asked == []
    assert Decision.objects.get().text == WORDS


def test_what_was_refused_is_nowhere_else_and_asked_for(page, box, asked):
    page.evaluate("document.querySelector('main form').noValidate = true")
    box.click()
    page.keyboard.insert_text("Too long. " * 3000)
    page.locator("main form button").first.click()
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    page.mouse.click(5, 5)  # browsers ask only whoever has done something on the page
    leave(page)
    assert asked == ["beforeunload"]
