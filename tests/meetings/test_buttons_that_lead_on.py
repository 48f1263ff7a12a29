"""Buttons of the minute-taking screen that lead to another page: the words go first."""

import re

import pytest
from playwright.sync_api import expect

from meetings.services import minutes
from meetings.services.minutes import save_text
from tests.factories.meetings import ActionFactory, DecisionFactory, ItemFactory

#: Each button, and what the page asks that it leads to.
LEADING_ON = [
    ("Add a decision", "What was decided?"),
    ("Add an action", "What is to be done?"),
    ("Record an interest", "What is the interest?"),
    ("Bring back later", "What should come back?"),
    ("Change decision 1/1", "What was decided?"),
    ("Change action 1", "What is to be done?"),
    ("Remove decision 1/1", "Remove this decision?"),
    ("Remove action 1", "Remove this action?"),
    ("Remove the interest of Ada Example", "Remove the interest of Ada Example?"),
]


@pytest.fixture
def item(transactional_db, session, officer, now):
    item = ItemFactory(meeting=session, title="Transport")
    DecisionFactory(item=item, text="Ask the garage.")
    ActionFactory(item=item, text="Ring them.")
    item.declarations.create(attendance=session.attendance.get(name="Ada Example"), interest="She drives the van.")
    return save_text(item, text="<p>Agreed.</p>", based_on=0, by=officer, now=now)


@pytest.fixture
def screen(item, officer, sign_in, visit):
    sign_in(officer)
    return visit(item.meeting.url("minute", item.pk))


def presses(page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


@pytest.mark.browser
@pytest.mark.browser_context_args(java_script_enabled=False)
@pytest.mark.parametrize(("button", "asked"), LEADING_ON)
def test_without_javascript_the_words_are_saved_first(screen, item, button, asked):
    screen.get_by_label("Minute of").fill("Agreed fully.")
    presses(screen, button)
    expect(screen.get_by_text(asked, exact=True)).to_be_visible()
    item.refresh_from_db()
    assert "Agreed fully." in item.text


@pytest.mark.browser
@pytest.mark.browser_context_args(java_script_enabled=False)
def test_what_needs_saving_first_is_said_where_nothing_saves_by_itself(screen):
    expect(screen.get_by_text("Save before you follow a link or mark who is here.")).to_be_visible()


@pytest.mark.browser
def test_where_it_does_nothing_is_said(screen):
    expect(screen.get_by_role("textbox", name="Minute of")).to_be_focused()
    expect(screen.get_by_text("Save before you follow a link")).to_have_count(0)


@pytest.mark.browser
def test_words_typed_a_moment_ago_are_saved_first(screen, item):
    expect(screen.get_by_role("textbox", name="Minute of")).to_be_focused()
    screen.keyboard.type(" Fully.")
    presses(screen, "Add a decision")
    expect(screen.get_by_label("What was decided?")).to_be_visible()
    item.refresh_from_db()
    assert "Fully." in item.text


@pytest.mark.browser
@pytest.mark.parametrize("button", ["Add a decision", "Remove action 1"])
def test_whoever_typed_nothing_does_not_clash_with_a_colleague(screen, item, officer, now, button):
    expect(screen.get_by_role("textbox", name="Minute of")).to_be_focused()
    save_text(item, text="<p>Not agreed.</p>", based_on=item.revision, by=officer, now=now)
    presses(screen, button)
    expect(screen).to_have_url(re.compile("/(decision|remove)/"))


@pytest.mark.browser
def test_whoever_typed_what_clashes_is_shown_both_texts(screen, item, officer, now):
    expect(screen.get_by_role("textbox", name="Minute of")).to_be_focused()
    save_text(item, text="<p>Not agreed.</p>", based_on=item.revision, by=officer, now=now)
    screen.keyboard.type(" Fully.")
    presses(screen, "Add a decision")
    expect(screen.get_by_text("Not agreed.").first).to_be_visible()
    expect(screen.get_by_role("button", name="Keep my text")).to_be_visible()


@pytest.mark.parametrize(
    "then", ["", "minutes", "decision-edit x", "decision-edit " + "9" * 30, "https://example.org/", "declare 1 2"]
)
def test_no_button_leads_elsewhere(client, item, officer, then):
    client.force_login(officer)
    address = item.meeting.url("minute", item.pk)
    answer = client.post(address, {"text": "<p>Agreed fully.</p>", "revision": item.revision, "then": then})
    assert answer.status_code == 302
    assert answer["Location"] == address
    item.refresh_from_db()
    assert item.text == "<p>Agreed fully.</p>"


def test_minutes_that_cannot_be_changed_offer_no_change(client, item, session, officer, now):
    client.force_login(officer)
    address = item.meeting.url("minute", item.pk)
    assert b'name="then"' in client.get(address).content
    minutes.finish_meeting(session, by=officer, now=now)
    minutes.publish_minutes(session, by=officer, now=now)
    closed = client.get(address).content
    assert b"Ask the garage." in closed and b"<p>Agreed.</p>" in closed
    assert b'name="then"' not in closed and b"<textarea" not in closed
    late = client.post(address, {"text": "<p>Agreed too late.</p>", "revision": item.revision})
    assert late.status_code == 422 and b"Agreed too late." in late.content
