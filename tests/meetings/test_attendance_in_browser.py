"""Marks are saved as they are made; the button comes after them, and neither puts back what somebody else marked."""

import pytest
from playwright.sync_api import expect

from meetings.choices import AttendanceStatus
from meetings.services.attendance import set_status
from tests.rig.browser import caught

pytestmark = [pytest.mark.browser]


@pytest.fixture
def register(transactional_db, session, officer, sign_in, visit):
    """The attendance list of the started meeting, open in the officer's browser."""
    sign_in(officer)
    return visit(session.url("attendance"))


def mark(page, name, status):
    page.get_by_role("group", name=name).get_by_role("radio", name=status, exact=True).check()


def slow_down(page):
    """Hold back what a script sends for a while: long enough for a hand to reach the button."""
    page.evaluate(
        """() => {
            const fetch = window.fetch;
            window.fetch = async (...what) => {
                await new Promise((resolve) => setTimeout(resolve, 600));
                return fetch(...what);
            };
        }"""
    )


def statuses(meeting) -> dict[str, str]:
    return dict(meeting.attendance.values_list("name", "status"))


def test_the_button_waits_for_a_slow_mark_and_says_that_all_is_saved(register, session):
    slow_down(register)
    mark(register, "Ada Example", "Present")
    mark(register, "Chris Example", "Apologies")
    register.get_by_role("button", name="Save the attendance").click()
    expect(register.get_by_role("main")).to_contain_text("The attendance is saved.")
    assert statuses(session) == {"Ada Example": "present", "Chris Example": "apologies"}


def test_a_mark_leaves_what_a_colleague_marked_meanwhile(register, session, officer, now):
    set_status(session.attendance.get(name="Chris Example"), status=AttendanceStatus.PRESENT, by=officer, now=now)
    mark(register, "Ada Example", "Present")
    expect(register.locator("#save-state")).to_have_text("Saved")
    expect(register.locator("#quorum")).to_have_text("Quorate: 2 present, 2 needed")
    assert statuses(session) == {"Ada Example": "present", "Chris Example": "present"}


def test_the_button_saves_a_mark_that_was_made_and_taken_back_while_offline(register, session):
    mark(register, "Ada Example", "Present")
    expect(register.locator("#save-state")).to_have_text("Saved")
    caught(register, register.url, lambda route: route.abort())
    mark(register, "Ada Example", "Not yet known")
    expect(register.locator("#save-state")).to_contain_text("Not saved yet")
    register.unroute(register.url)
    register.get_by_role("button", name="Save the attendance").click()
    expect(register.get_by_role("main")).to_contain_text("The attendance is saved.")
    assert statuses(session)["Ada Example"] == "expected"


def test_a_button_works_at_the_first_press(register, session):
    register.get_by_role("button", name="Remove Ada Example from the list").click()
    expect(register.get_by_role("group", name="Ada Example")).to_have_count(0)
    register.get_by_role("button", name="Save the attendance").click()
    expect(register.get_by_role("main")).to_contain_text("The attendance is saved.")
    assert statuses(session) == {"Chris Example": "expected"}
