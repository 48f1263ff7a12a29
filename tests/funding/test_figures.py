"""Funding in figures: drawn, said in words, and the same as a table; nothing before it is announced."""

import re
from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from champions.demo.load import load_compact
from compact_portal.charts import Bar, Chart, Group, drawn, of_pairs
from disputes.demo.champions import load_champions
from funding.demo.load import load_funding
from funding.demo.rounds import lead_of
from funding.figures import first_year_of
from funding.models import Award
from funding.services import awards
from meetings.demo.people import load_people
from tests.factories.funding import awarded
from tests.reading import text

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
FIGURES = "/funding/figures/"


@pytest.fixture
def demo(db):
    """One round that is over: £12,500 were asked for by three, and £7,000 awarded to two."""
    with time_machine.travel(NOW, tick=False):
        officer = load_people(password="example", now=NOW)
        load_compact(by=officer, now=NOW)
        load_champions(by=officer, now=NOW)
        load_funding(by=officer, now=NOW)
        yield


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 3, 31), 2025),
        (date(2026, 4, 1), 2026),
        (date(2026, 12, 31), 2026),
    ],
)
def test_a_year_runs_from_april_to_march(day, year):
    assert first_year_of(day) == year


def test_nothing_is_shown_before_anything_is_announced(client, funder, group, closed):
    awarded(funder, group, on=date(2026, 11, 2), announce=False)
    page = text(client.get(FIGURES))
    assert "Nothing is announced yet" in page and "£" not in page


def test_the_round_that_is_over_is_in_every_chart(client, demo):
    page = text(client.get(FIGURES))
    assert "Example Spring Fund, 2026 to 2027: £7,900" in page
    assert "Spring Fund: Asked for £13,500, Awarded £7,900." in page
    assert re.search(r"From closing to the decision, by round Spring Fund: \d+ days", page)
    assert re.search(r"by programme Example Spring Fund: \d+ days?", page)
    assert "Example Youth Club" not in page


def asked_of_funding(client) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(FIGURES)
    return len([query for query in asked if "funding_" in query["sql"]])


def test_the_charts_are_drawn_once_until_an_award_or_a_round_changes(client, demo):
    """Two questions say whether anything changed; six draw the charts."""
    assert (asked_of_funding(client), asked_of_funding(client)) == (8, 2)
    award = Award.objects.get(organisation__name="Example Befriending Project")
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        payment = award.payments.get(number=2)
        awards.move_payment(payment, "withhold", reason="Later.", by=lead_of("Example Borough Council"), now=NOW)
        assert asked_of_funding(client) == 8


def bars(chart: Chart) -> list[float]:
    root = ElementTree.fromstring(drawn(chart))
    return [float(each.get("width").rstrip("%")) for each in root.iter("rect")]


def test_bars_are_to_scale_and_the_smallest_is_still_seen():
    chart = of_pairs(
        "x", "Money", "Year", [("2024", 200, "£2"), ("2025", 50, "50p"), ("2026", 0.01, "1p"), ("2027", 0, "£0")]
    )
    assert bars(chart) == [100, 25, 0.5, 0]


def test_all_figures_are_said_in_words_and_no_name_becomes_markup():
    chart = Chart(
        "x", "Asked & awarded", "Round", (Group("<b>Fund</b>", (Bar(2, "£2", "Asked"), Bar(1, "£1", "Awarded"))),)
    )
    root = ElementTree.fromstring(drawn(chart))
    assert root.find("title").text == "Asked & awarded"
    assert root.find("desc").text == "<b>Fund</b>: Asked £2, Awarded £1."
    assert root.find("b") is None


def test_a_long_name_takes_as_many_lines_as_it_needs():
    name = "The programme of a partnership whose name is very long indeed"
    lines = ElementTree.fromstring(drawn(of_pairs("x", "Money", "Programme", [(name, 1, "£1")]))).findall("text")
    assert " ".join(line.text for line in lines) == f"{name}: £1"
    assert all(len(line.text) <= 32 for line in lines)
