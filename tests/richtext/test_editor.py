"""The editor in a browser; and the same box without JavaScript."""

import pytest

pytestmark = pytest.mark.browser

PASTE = """([html]) => {
    const data = new DataTransfer();
    data.setData("text/html", html);
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true}));
}"""

FROM_WORD = """<html><head><style>p.MsoNormal {margin:0}</style></head><body>
<h1 class=MsoTitle>Grants</h1><p class=MsoNormal style='margin:0'>We <b>agreed</b>:<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<i>&nbsp;</i></span>One</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<i>&nbsp;</i></span>Two</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.</span>First</p>
</body></html>"""


@pytest.fixture(autouse=True)
def built_by_developers(settings):
    settings.DEBUG = True


@pytest.fixture
def editor(visit):
    return visit("/gallery/").get_by_role("textbox", name="Minutes")


def html_of(page) -> str:
    return page.locator("textarea[name=minutes]").input_value()


def test_what_is_typed_goes_into_the_form(page, editor):
    editor.click()
    page.keyboard.type("Welcome")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+b")
    page.keyboard.type("Agreed")
    assert html_of(page) == "<p>Welcome</p><p><strong>Agreed</strong></p>"


def test_an_editor_emptied_again_leaves_nothing(page, editor):
    editor.click()
    page.keyboard.type("a")
    page.keyboard.press("Backspace")
    assert html_of(page) == ""


def test_the_tools_are_reached_and_used_by_keyboard_alone(page, editor):
    editor.click()
    page.keyboard.type("One")
    tool = page.get_by_role("button", name="List (with bullets)")
    while not tool.evaluate("element => element === document.activeElement"):
        page.keyboard.press("Shift+Tab")
    assert tool.get_attribute("aria-pressed") == "false"
    page.keyboard.press("Enter")
    assert tool.get_attribute("aria-pressed") == "true"
    assert html_of(page) == "<ul><li><p>One</p></li></ul>"


def test_a_paste_from_word_keeps_headings_emphasis_and_lists(page, editor):
    editor.click()
    page.evaluate(PASTE, [FROM_WORD])
    assert html_of(page) == (
        "<h3>Grants</h3><p>We <strong>agreed</strong>:</p>"
        '<ul><li><p>One</p></li><li><p>Two</p></li></ul><ol data-type="decimal"><li><p>First</p></li></ol>'
    )


def test_a_new_table_has_column_headers(page, editor):
    editor.click()
    page.get_by_role("button", name="Table", exact=True).click()
    assert html_of(page).count("<th") == 3
    assert page.get_by_role("button", name="Add row below").is_visible()


def test_without_javascript_the_box_takes_plain_text(browser, live_server):
    page = browser.new_page(java_script_enabled=False)
    page.goto(live_server.url + "/gallery/")
    box = page.get_by_label("Minutes", exact=True)
    assert box.evaluate("element => element.tagName") == "TEXTAREA"
    page.close()
