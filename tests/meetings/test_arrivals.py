"""Attendance on the minute-taking screen: a few letters and Enter; late and early at the item the meeting is at."""

import pytest
from playwright.sync_api import expect

from meetings.queries.arrivals import lines_called
from meetings.services.attendance import add_attendance
from tests.factories.meetings import ItemFactory
from tests.rig.browser import NARROW, caught


@pytest.fixture
def items(session):
    return [
        ItemFactory(meeting=session, title=title, number=str(number)) for number, title in ((1, "Hello"), (2, "Bus"))
    ]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ada", ["Ada Example"]),
        ("AE", ["Ada Example"]),
        ("exa", ["Ada Example", "Chris Example"]),
        ("chris ex", ["Chris Example"]),
        ("xam", []),
        (" ", []),
    ],
)
def test_letters_mean_beginnings_of_names_and_initials(session, typed, found):
    assert [line.name for line in lines_called(session.attendance.order_by("name"), typed)] == found


def note(client, item, name, what):
    return client.post(item.meeting.url("arrival", item.pk), {"name": name, "what": what}, follow=True)


def standing(page) -> tuple[int, int]:
    return page.context["quorum"].present, sum(side["present"] for side in page.context["sides"])


def test_who_came_late_and_who_left_counts_from_then_and_until_then(signed_in, items):
    first, second = items
    note(signed_in, first, "ada", "here")
    note(signed_in, second, "chris", "arrived")
    at_first = signed_in.get(first.meeting.url("minute", first.pk))
    at_second = signed_in.get(first.meeting.url("minute", second.pk))
    assert (standing(at_first), standing(at_second)) == ((1, 1), (2, 2))

    gone = note(signed_in, second, "ada", "left")
    assert standing(gone) == (1, 1)
    ada = first.meeting.attendance.get(name="Ada Example")
    assert (ada.status, ada.arrived_at, ada.left_at) == ("present", None, second)

    back = note(signed_in, second, "ada", "here")
    assert standing(back) == (2, 2)


@pytest.mark.parametrize(
    ("name", "what", "told"),
    [
        ("", "here", "Type the first letters of a name, or initials."),
        ("zed", "here", "Nobody on the list is called “zed”."),
        ("exa", "here", "This could be Ada Example or Chris Example. Type more of the name."),
        ("ada", "left", "Ada Example is not marked as here, so they cannot leave."),
    ],
)
def test_what_cannot_be_noted_says_why_and_keeps_the_letters(signed_in, items, name, what, told):
    page = note(signed_in, items[0], name, what)
    assert page.status_code == 422
    assert told in page.content.decode()
    assert (page.context["arrival"]["name"].value() or "") == name
    assert set(items[0].meeting.attendance.values_list("status", flat=True)) == {"expected"}


def test_nobody_leaves_before_they_came(signed_in, items):
    first, second = items
    note(signed_in, second, "ada", "arrived")
    page = note(signed_in, first, "ada", "left")
    assert "Ada Example arrived later, at 2. Bus." in page.content.decode()


@pytest.fixture
def page(transactional_db, items, officer, sign_in, visit, patience):
    sign_in(officer)
    page = visit(items[0].meeting.url("minute", items[0].pk))
    expect(page.get_by_role("textbox", name="Minute of")).to_be_focused()
    return page


@pytest.mark.browser
def test_names_typed_faster_than_the_server_answers_are_noted_one_by_one(page, session):
    def answer_late(route):
        answer = route.fetch()
        page.wait_for_timeout(800)
        route.fulfill(response=answer)

    caught(page, "**/who/", answer_late)
    page.keyboard.press("Control+Shift+L")
    for letters in ("ada", "chr"):
        page.keyboard.type(letters)
        page.keyboard.press("Enter")
    expect(page.locator("#who-match")).to_have_text("Chris Example is here.")
    assert set(session.attendance.filter(status="present").values_list("name", flat=True)) >= {
        "Ada Example",
        "Chris Example",
    }


@pytest.mark.browser
def test_attendance_by_keyboard_leaves_the_text_where_it_is(page, session, items, officer, now):
    add_attendance(session, name="Dee Price", status="apologies", by=officer, now=now)
    page.reload()
    box = page.get_by_role("textbox", name="Minute of")
    expect(box).to_be_focused()
    page.keyboard.type("The Chair ")
    page.keyboard.press("Control+Shift+L")
    for letters, name in (("ada", "Ada Example"), ("chr", "Chris Example")):
        page.keyboard.type(letters)
        expect(page.locator("#who-match")).to_have_text(name)
        page.keyboard.press("Enter")
        expect(page.locator("#who-match")).to_have_text(f"{name} is here.")
    expect(page.locator("#standing")).to_contain_text("Quorate")
    page.keyboard.type("zzz")
    page.keyboard.press("Enter")
    expect(page.locator("#id_name_error")).to_contain_text("Nobody on the list is called “zzz”.")
    page.keyboard.press("Escape")
    expect(box).to_be_focused()
    page.keyboard.type("welcomed everyone.")
    expect(box).to_have_text("The Chair welcomed everyone.")
    assert dict(session.attendance.values_list("name", "status")) == {
        "Ada Example": "present",
        "Chris Example": "present",
        "Dee Price": "apologies",
    }


@pytest.mark.browser
def test_the_clock_runs(page):
    page.clock.install(time="2026-12-02T17:24:50Z")
    page.reload()
    expect(page.locator("#clock")).to_have_text("5:24pm")
    page.clock.run_for(20_000)
    expect(page.locator("#clock")).to_have_text("5:25pm")


@pytest.mark.browser
def test_a_question_mark_opens_the_list_of_keys_unless_one_types_or_has_switched_it_off(page):
    keys = page.locator("#shortcuts")
    page.keyboard.type("Why?")
    expect(page.get_by_role("textbox", name="Minute of")).to_have_text("Why?")
    expect(keys).not_to_have_attribute("open", "")

    page.get_by_role("heading", level=1).click()
    page.keyboard.press("?")
    expect(keys).to_have_attribute("open", "")
    expect(keys.get_by_text("Save and go to the next item")).to_be_visible()

    page.get_by_label("The ? key opens this list").uncheck()
    page.reload()
    expect(page.get_by_role("textbox", name="Minute of")).to_be_focused()
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("?")
    expect(keys).not_to_have_attribute("open", "")


@pytest.mark.browser
def test_on_a_narrow_screen_the_field_is_below_the_text(page):
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    field, text = page.get_by_label("Name, then Enter"), page.get_by_role("textbox", name="Minute of")
    assert field.bounding_box()["y"] > text.bounding_box()["y"]
