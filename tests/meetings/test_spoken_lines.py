"""A line becomes a decision or an action: who and by when are read in it, and shown to be corrected."""

import re
import threading
from datetime import date

import pytest
from playwright.sync_api import expect

from meetings.models import Action, Item
from meetings.queries.spoken import spoken_action, spoken_decision
from tests.factories.meetings import ItemFactory
from tests.rig.browser import caught

HELD = date(2026, 12, 2)  # a Wednesday


class Line:
    def __init__(self, name, initials):
        self.name, self.initials = name, initials


PEOPLE = [Line("Ross Diamond", "RD"), Line("Ada Example", "AE"), Line("Chris Example", "CE")]


@pytest.mark.parametrize(
    ("typed", "text", "owners", "rule", "day"),
    [
        ("Action: Ross to circulate the report by 3 March", "Circulate the report", ["Ross Diamond"], "date",
         date(2027, 3, 3)),
        ("Ross Diamond to circulate the report by 3 March 2028.", "Circulate the report.", ["Ross Diamond"], "date",
         date(2028, 3, 3)),
        ("ACTION – AE and CE to write to the council", "Write to the council", ["Ada Example", "Chris Example"],
         "none", None),
        ("Action: RD to report at the next meeting.", "Report.", ["Ross Diamond"], "next-meeting", None),
        ("Ada will look at it again in a year", "Look at it again", ["Ada Example"], "in-a-year", None),
        ("CE to ring them within two weeks", "Ring them", ["Chris Example"], "date", date(2026, 12, 16)),
        ("CE to ring them by Friday", "Ring them", ["Chris Example"], "date", date(2026, 12, 4)),
        ("CE to ring them by the end of January", "Ring them", ["Chris Example"], "date", date(2027, 1, 31)),
        ("CE to ring them as soon as possible", "Ring them as soon as possible", ["Chris Example"], "none", None),
        ("Form the working group.", "Form the working group.", [], "none", None),
        ("Ada to send the notes of 3 March", "Send the notes of 3 March", ["Ada Example"], "none", None),
        ("Ada to write by 3 March 2020", "Write by 3 March 2020", ["Ada Example"], "none", None),
        ("AE/RD - circulate the map by next Friday", "Circulate the map", ["Ada Example", "Ross Diamond"], "date",
         date(2026, 12, 4)),
        ("CE to phone them by 12/1", "Phone them", ["Chris Example"], "date", date(2027, 1, 12)),
        ("Paul Smith (Police) will check CCTV before Christmas", "Paul Smith (Police) will check CCTV before Christmas",
         [], "none", None),
        ("XX to write to them asap", "XX to write to them asap", ["XX"], "none", None),
        ("Action: All to read the paper", "All to read the paper", ["All"], "none", None),
    ],
)  # fmt: skip
def test_owner_and_date_of_an_action_are_read_in_its_line(typed, text, owners, rule, day):
    spoken = spoken_action(typed, PEOPLE, HELD)
    assert (spoken.text, spoken.owners, spoken.due_rule, spoken.due_on) == (text, owners, rule, day)


def test_without_a_day_of_the_meeting_no_date_is_counted_from_it():
    spoken = spoken_action("CE to ring them within two weeks", PEOPLE, None)
    assert (spoken.text, spoken.due_rule) == ("Ring them within two weeks", "none")


@pytest.mark.parametrize(
    ("typed", "text", "kind"),
    [
        ("RESOLVED that a group be set up.", "A group be set up.", "resolved"),
        ("Agreed: to ask for a second bus.", "To ask for a second bus.", "agreed"),
        ("It was agreed that the bus is late.", "The bus is late.", "agreed"),
        ("Noted.", "Noted.", "noted"),
        ("The report was noted: nobody asked.", "The report was noted: nobody asked.", "agreed"),
        ("NOTED – the report", "The report", "noted"),
        ("Set up a group", "Set up a group", "agreed"),
    ],
)
def test_how_it_was_decided_is_read_in_the_line(typed, text, kind):
    spoken = spoken_decision(typed)
    assert (spoken.text, spoken.kind) == (text, kind)


@pytest.fixture
def item(session):
    return ItemFactory(meeting=session, title="Transport", number="4")


@pytest.fixture
def page(transactional_db, item, officer, sign_in, visit, patience):
    sign_in(officer)
    page = visit(item.meeting.url("minute", item.pk))
    expect(page.get_by_role("textbox", name="Minute of")).to_be_focused()
    return page


@pytest.mark.browser
def test_the_line_with_the_cursor_becomes_an_action_and_typing_goes_on(page, item):
    page.keyboard.type("The bus was late.")
    page.keyboard.press("Enter")
    page.keyboard.type("Action: Ada to write to the bus company by 3 March")
    page.keyboard.press("Control+Shift+A")
    expect(page.locator("#outcome-said")).to_have_text("Action 1 is added: Ada Example, by 3 March 2027.")
    expect(page.locator("#outcomes")).to_contain_text("Write to the bus company")
    page.keyboard.type("It came at nine.")
    box = page.get_by_role("textbox", name="Minute of")
    expect(box.locator("p")).to_have_text(["The bus was late.", "It came at nine."])
    expect(page.locator("#save-state")).to_have_text(re.compile("^Saved at"))
    assert Item.objects.get(pk=item.pk).text == "<p>The bus was late.</p><p>It came at nine.</p>"
    assert [str(owner) for owner in item.actions.get().owner_list] == ["Ada Example"]


@pytest.mark.browser
def test_undo_brings_the_line_back_and_takes_nothing_else_away(page, item):
    page.keyboard.type("The bus was late.")
    page.keyboard.press("Enter")
    page.keyboard.type("Agreed to write.")
    page.keyboard.press("Control+Shift+D")
    expect(page.locator("#outcome-said")).to_contain_text("is added")
    page.keyboard.press("Control+z")
    lines = page.get_by_role("textbox", name="Minute of").locator("p")
    expect(lines).to_have_text(["The bus was late.", "Agreed to write."])


@pytest.mark.browser
def test_a_decision_too_and_the_page_keeps_both(page, item):
    page.keyboard.type("RESOLVED that a group be set up.")
    page.keyboard.press("Control+Shift+D")
    expect(page.locator("#outcome-said")).to_have_text("Decision 4/1 is added: resolved.")
    page.reload()
    expect(page.locator("#outcomes")).to_contain_text("A group be set up.")
    expect(page.get_by_role("textbox", name="Minute of")).to_have_text("")


@pytest.mark.browser
def test_a_line_that_could_not_be_added_stays_and_is_added_once_in_the_end(page, context, item):
    page.keyboard.type("Ada to ring them.")

    def lose_the_answer(route):
        route.fetch()
        route.abort()

    caught(page, "**/line/action/", lose_the_answer)
    page.keyboard.press("Control+Shift+A")
    expect(page.locator("#outcome-said")).to_contain_text("The line is still in the text.")
    page.unroute("**/line/action/")
    page.keyboard.press("Control+Shift+A")
    expect(page.locator("#outcome-said")).to_contain_text("Action 1 is added")
    assert Action.objects.count() == 1


@pytest.mark.browser
def test_while_the_server_is_slow_typing_goes_on_below_and_the_keys_add_the_line_once(page, item):
    page.keyboard.type("Ada to ring them.")
    slow = threading.Event()

    def answer_late(route):
        answer = route.fetch()
        page.wait_for_timeout(1_500)
        slow.set()
        route.fulfill(response=answer)

    caught(page, "**/line/action/", answer_late)
    page.keyboard.press("Control+Shift+A")
    page.keyboard.press("Control+Shift+A")
    page.wait_for_timeout(700)
    page.keyboard.type("They came at nine.")
    expect(page.locator("#outcome-said")).to_contain_text("Action 1 is added")
    assert slow.is_set()
    box = page.get_by_role("textbox", name="Minute of")
    expect(box.locator("p")).to_have_text(["They came at nine."])
    assert [action.text for action in item.actions.all()] == ["Ring them."]


@pytest.mark.browser
def test_on_an_empty_line_the_keys_lead_to_the_page_that_asks(page):
    with page.expect_navigation():
        page.keyboard.press("Control+Shift+D")
    expect(page.get_by_role("heading", level=1)).to_have_text("Record a decision")


@pytest.mark.browser
@pytest.mark.parametrize("keys", ["Control+Shift+D", "Control+Shift+A"])
def test_with_no_line_one_types_on_the_next_page_and_comes_back_to_ones_words(page, keys):
    page.keyboard.type("The van is at the garage.")
    expect(page.locator("#save-state")).to_have_text(re.compile("^Saved at"))
    page.keyboard.press("Enter")
    page.keyboard.press(keys)
    page.wait_for_url(re.compile("#id_text$"))
    page.keyboard.type("Fetch it.")
    expect(page.locator("#id_text")).to_have_value("Fetch it.")
    page.go_back()
    expect(page.get_by_role("textbox", name="Minute of")).to_contain_text("The van is at the garage.")
