"""Every component and every kind of answer, as a browser and the checkers see them."""

import pytest

from tests.rig.browser import NARROW, WIDE
from tests.rig.checkers import axe, pa11y, vnu
from tests.test_pages import Record, faults_of_layout

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("pages")]

STATES = ["", "filled", "wrong"]


@pytest.fixture(autouse=True)
def built_by_developers(settings):
    settings.DEBUG = True


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
@pytest.mark.parametrize("state", STATES)
def test_every_component_is_in_order(visit, page, live_server, state, size):
    record = Record(page, live_server.url)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    visit(f"/gallery/?state={state}")
    assert [*faults_of_layout(page), *axe(page), *pa11y(page), *record.faults(expected_status=200)] == []


@pytest.mark.django_db
def test_the_html_of_every_component_is_valid(client, tmp_path):
    for state in STATES:
        (tmp_path / f"gallery-{state}.html").write_bytes(client.get("/gallery/", {"state": state}).content)
    assert vnu(tmp_path) == []


def test_the_summary_has_the_focus_and_each_line_leads_to_where_one_can_answer(visit):
    page = visit("/gallery/?state=wrong")
    summary = page.locator(".govuk-error-summary")
    assert summary.evaluate("element => element === document.activeElement")
    links = summary.locator("a")
    landed = []
    for link in links.all():
        link.click()
        landed.append(page.evaluate("document.activeElement.id"))
    assert landed == [link.get_attribute("href").removeprefix("#") for link in links.all()]


def test_a_choice_reveals_the_question_that_belongs_to_it(visit):
    page = visit("/gallery/")
    assert not page.get_by_label("Link to the meeting").is_visible()
    page.get_by_label("Online").check()
    assert page.get_by_label("Link to the meeting").is_visible()
