"""Initials become names where it is certain whose they are, and are flagged where it is not."""

import re

import pytest
from playwright.sync_api import expect

from meetings.models import Item
from meetings.services.attendance import add_attendance
from tests.factories.meetings import ItemFactory


@pytest.fixture
def item(session):
    return ItemFactory(meeting=session, title="Transport")


@pytest.fixture
def page(transactional_db, item, officer, sign_in, visit, patience):
    sign_in(officer)
    page = visit(item.meeting.url("minute", item.pk))
    expect(page.get_by_role("textbox", name="Minute of")).to_be_focused()
    return page


def box(page):
    return page.get_by_role("textbox", name="Minute of")


@pytest.mark.browser
def test_initials_at_the_start_of_a_line_become_the_speaker(page, item):
    page.keyboard.type("AE: asked about the bus. CE: not at the start.")
    page.keyboard.press("Enter")
    page.keyboard.type("CE: answered.")
    expect(box(page).locator("p")).to_have_text(
        ["Ada Example: asked about the bus. CE: not at the start.", "Chris Example: answered."]
    )
    expect(page.locator("#save-state")).to_have_text(re.compile("^Saved at"))
    assert Item.objects.get(pk=item.pk).text.startswith("<p>Ada Example: asked")


@pytest.mark.browser
def test_undo_brings_the_initials_back(page):
    page.keyboard.type("AE:")
    expect(box(page)).to_have_text("Ada Example:")
    page.keyboard.press("Control+z")
    expect(box(page)).to_have_text("AE:")


@pytest.mark.browser
def test_a_committee_that_keeps_initials_switches_it_off_for_good(page):
    page.get_by_text("All shortcuts").click()
    page.get_by_label("Initials and a colon become the name of the speaker").uncheck()
    page.reload()
    expect(box(page)).to_be_focused()
    page.keyboard.type("AE: asked.")
    expect(box(page)).to_have_text("AE: asked.")


@pytest.mark.browser
def test_unknown_initials_stay_and_are_flagged_until_they_are_mended(page):
    page.keyboard.type("QX: asked.")
    doubt = page.locator("#doubts")
    expect(doubt).to_contain_text("QX: nobody on the attendance list has these initials.")
    expect(box(page)).to_have_text("QX: asked.")
    page.keyboard.press("Control+a")
    page.keyboard.type("AE: asked.")
    expect(doubt).to_have_text("")


@pytest.mark.browser
def test_initials_of_two_people_are_not_guessed(page, session, officer, now):
    add_attendance(session, name="Alan Evans", initials="AE", by=officer, now=now)
    page.reload()
    expect(box(page)).to_be_focused()
    page.keyboard.type("AE: asked.")
    expect(page.locator("#doubts")).to_have_text("AE could be Ada Example or Alan Evans. Write the name.")
    expect(box(page)).to_have_text("AE: asked.")


def test_without_a_script_the_flag_stands_on_the_page_after_saving(signed_in, item):
    address = item.meeting.url("minute", item.pk)
    page = signed_in.post(address, {"text": "QX: asked.", "text-stored": "", "revision": "0"}, follow=True)
    assert page.context["doubts"] == [
        "QX: nobody on the attendance list has these initials. Correct them, or add the person to the list."
    ]
    assert "QX: nobody on the attendance list" in page.content.decode()
