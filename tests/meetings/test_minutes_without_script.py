"""The minute box without JavaScript: text a person can read, and nothing lost when it is saved."""

import pytest
from playwright.sync_api import expect

from meetings.services.minutes import save_text
from tests.factories.meetings import ItemFactory

pytestmark = [pytest.mark.browser]

MINUTED = (
    "<h3>Grants</h3><p>Ada Example <strong>agreed</strong> with\n the "
    '<a href="https://example.org/report">report</a>.</p><ul><li>One</li><li>Two</li></ul>'
    '<table><tbody><tr><th scope="col">Fund</th></tr><tr><td rowspan="1">A</td></tr></tbody></table>'
)
TEXT = """# Grants

Ada Example **agreed** with the [report](https://example.org/report).

- One
- Two

| # Fund |
| A |"""


@pytest.fixture
def item(transactional_db, session, officer, now):
    return save_text(ItemFactory(meeting=session), text=MINUTED, based_on=0, by=officer, now=now)


@pytest.fixture
def box(item, officer, sign_in, visit):
    sign_in(officer)
    return visit(item.meeting.url("minute", item.pk)).get_by_label("Minute of")


def saved(page, item) -> str:
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("[name=revision]")).to_have_value(str(item.revision + 1))
    item.refresh_from_db()
    return item.text


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_it_shows_text_and_says_how_to_write(page, box):
    assert box.input_value() == TEXT
    expect(page.get_by_text("Start a heading with # and a space.")).to_be_visible()


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_a_save_of_what_was_not_touched_changes_nothing(page, box, item):
    assert saved(page, item) == MINUTED


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_a_changed_word_and_a_new_point_leave_the_rest_to_the_letter(page, box, item):
    box.fill(TEXT.replace("agreed", "agreed fully").replace("- Two", "- Two\n- Three"))
    table = MINUTED[MINUTED.index("<table>") :]
    assert saved(page, item) == (
        "<h3>Grants</h3><p>Ada Example <strong>agreed fully</strong> with the "
        '<a href="https://example.org/report">report</a>.</p>'
        "<ul><li><p>One</p></li><li><p>Two</p></li><li><p>Three</p></li></ul>" + table
    )


def test_with_it_the_box_has_html_and_the_server_is_not_told_otherwise(page, box, item):
    expect(page.locator("[name=text-stored]")).to_have_count(0)
    expect(page.get_by_text("Start a heading with # and a space.")).to_have_count(0)
    page.get_by_role("textbox", name="Minute of").press_sequentially("**More**")
    expect(page.locator("[name=revision]")).to_have_value(str(item.revision + 1))
    item.refresh_from_db()
    assert item.text.startswith("<h3>Grants</h3><p>Ada Example <strong>agreed</strong>")
    assert "More" in item.text
