"""The checkers find what is wrong: a checker that finds nothing anywhere proves nothing."""

import pytest

from tests.rig.browser import NARROW
from tests.rig.checkers import axe, pa11y, vnu
from tests.rig.documents import pdf_faults
from tests.test_pages import Record, faults_of_layout

pytestmark = pytest.mark.browser

FAULTY = """
<img src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7">
<input id="nameless"><p id="twice">One</p><p id="twice">Two</p>
"""


def rules(faults: list[str]) -> set[str]:
    return {fault.split(":")[0] for fault in faults}


def test_axe_and_pa11y_find_faults_put_into_a_page_with_a_strict_policy(visit):
    page = visit("/")
    assert [*axe(page), *pa11y(page)] == []
    page.locator("main").evaluate("(main, faulty) => { main.innerHTML += faulty }", FAULTY)
    assert {"axe image-alt", "axe label"} <= rules(axe(page))
    assert "pa11y WCAG2AA.Principle1.Guideline1_1.1_1_1.H37" in rules(pa11y(page))


def test_what_sticks_out_is_named(visit, page):
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    visit("/").locator("main").evaluate("main => { main.innerHTML += '<pre>' + 'wide '.repeat(99) + '</pre>' }")
    assert [fault[:16] for fault in faults_of_layout(page)] == ["scrolls sideways"]


def test_an_inline_style_and_a_strangers_image_are_seen(live_server, page, visit):
    record = Record(page, live_server.url)
    visit("/")
    assert record.faults(expected_status=200) == []
    page.locator("main").evaluate("main => { main.innerHTML += '<p style=\"color: red\">x</p>' }")
    page.locator("main").evaluate('main => { main.innerHTML += \'<img src="http://127.0.0.1:1/x.png" alt="">\' }')
    page.wait_for_timeout(200)
    assert any("style" in fault for fault in record.faults(expected_status=200))
    assert any("127.0.0.1:1" in fault for fault in record.faults(expected_status=200))


def test_vnu_names_the_page_and_the_fault(tmp_path):
    (tmp_path / "front.html").write_text(f'<!doctype html><html lang="en"><title>x</title><body>{FAULTY}')
    faults = vnu(tmp_path)
    assert any(fault.startswith("vnu front: Duplicate ID") for fault in faults)


@pytest.mark.parametrize(
    ("html", "sound"),
    [
        ('<html lang="en"><title>Minutes</title><h1>Minutes</h1><p>Agreed.', True),
        ("<html><h1>Minutes</h1><h4>Agreed</h4><p>Yes.", False),
    ],
)
def test_a_pdf_without_title_or_language_is_refused(html, sound, tmp_path):
    from weasyprint import HTML

    assert (pdf_faults(HTML(string=html).write_pdf(pdf_variant="pdf/ua-1"), tmp_path) == []) is sound
