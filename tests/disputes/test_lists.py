"""The list at /disputes/: where each stands and what is due, in one look and as many questions for one as for four."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from compact_portal.deadlines.keeping import keep_all
from disputes.services import advisers, hearing, settling, stages
from tests.disputes.hearings import everyone
from tests.factories.disputes import champions, heard, moment, raised, referred, two_sides
from tests.factories.people import UserFactory
from tests.reading import text

DAY = date(2026, 11, 2)
NOW = moment(DAY)


@pytest.fixture
def panel(world):
    return champions()


def page(client, user) -> str:
    keep_all()
    client.force_login(user)
    return text(client.get("/disputes/"))


def questions(client, user, address="/disputes/") -> int:
    page(client, user)
    client.get(address)  # the first reading of a day is written down
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


def test_both_sides_see_what_is_due_and_when(client, world, dispute):
    for user in (world.raiser, world.respondent):
        said = page(client, user)
        assert "In 10 working days" in said
        assert f"{dispute.reference} · Stage 1" in said


def test_a_paused_one_has_no_date_and_one_that_ended_says_so(client, world, dispute):
    stages.pause_clock(dispute, reason="Our manager is ill.", by=world.raiser, now=NOW)
    assert "Paused" in page(client, world.raiser)
    settling.withdraw_dispute(dispute, reason="In order", by=world.raiser, now=NOW)
    said = page(client, world.raiser)
    assert "Ended" in said
    assert "working days" not in said.split("When a promise")[0]


def test_a_champion_reads_the_next_date_of_what_they_hear(client, world, panel):
    dispute = heard(world, panel, on=DAY)
    said = page(client, panel.public)
    assert "In 5 working days Monday 9 November" in said
    assert dispute.title in said
    assert f"{dispute.reference} · Statements" in said


def test_of_what_a_champion_has_not_taken_up_the_list_says_no_title(client, world, panel):
    dispute = referred(world, on=DAY)
    said = page(client, panel.public)
    assert f"{dispute.reference} · Champions take it up" in said
    assert dispute.title not in said
    assert world.group.name not in said


def test_the_list_asks_as_much_for_one_as_for_four(client, world, panel):
    heard(world, panel, on=DAY)
    raised(world, on=DAY)
    once = [questions(client, user) for user in (world.raiser, panel.public)]
    for _ in range(3):
        sides = two_sides()
        heard(sides, panel, on=DAY)
        raised(world, on=DAY)
    assert [questions(client, user) for user in (world.raiser, panel.public)] == once


def links(client, user) -> dict[str, str]:
    """What the list offers to open: address and words."""
    found = re.findall(r'href="(/disputes/\d{4}-[^"]+)">([^<]+)<', client.get("/disputes/").content.decode())
    return dict(found)


def test_everything_in_the_list_of_who_hears_opens_and_nothing_else_is_there(client, world):
    """One of each: not taken up, heard, settled, stood aside from, stepped down from, close to a side, advised in."""
    panel = everyone(world)
    own = heard(world, panel, on=DAY)
    others = [two_sides() for _ in range(5)]
    new = referred(others[0], on=DAY)
    aside, left, settled, advised = (referred(sides, on=DAY) for sides in others[1:])
    hearing.declare_interest(aside, has_interest=True, by=panel.public, now=NOW)
    for dispute in (left, settled):
        hearing.declare_interest(dispute, has_interest=False, by=panel.public, now=NOW)
    hearing.leave_panel(left, reason="In order", by=panel.public, now=NOW)
    settling.withdraw_dispute(settled, reason="In order", by=others[3].raiser, now=NOW)
    ada = UserFactory(email="ada@example.org")
    hearing.declare_interest(advised, has_interest=False, by=panel.voluntary, now=NOW)
    advisers.name_adviser(advised, name="Ada", email=ada.email, by=panel.voluntary, now=NOW)
    expected = {
        panel.public: {own.get_absolute_url(), settled.get_absolute_url(), new.url("hear"), advised.url("hear")},
        panel.councils: {each.url("hear") for each in (new, aside, left, advised)},
        ada: {advised.url("advise")},
        world.staff: set(),
    }
    for user, addresses in expected.items():
        client.force_login(user)
        assert set(links(client, user)) == addresses
        assert {client.get(address).status_code for address in addresses} <= {200}
    client.force_login(panel.public)
    titles = {words for address, words in links(client, panel.public).items() if address.endswith("/hear/")}
    assert titles == {"Say whether you have to do with either side"}


def test_ten_are_on_a_page(client, world):
    for _ in range(11):
        raised(world, on=DAY)
    said = page(client, world.raiser)
    assert said.count("· Stage 1") == 10
    assert "Next page" in said


def test_a_long_timeline_is_read_page_by_page_and_nothing_is_lost(client, world, dispute):
    for _ in range(30):
        stages.pause_clock(dispute, reason="Illness", by=world.raiser, now=NOW)
        stages.restart_clock(dispute, by=world.raiser, now=NOW)
    client.force_login(world.raiser)
    pages = [text(client.get(f"{dispute.get_absolute_url()}?page={number}")) for number in (1, 2, 3, 4)]
    shown = [page.count("Clock paused") + page.count("Clock started again") for page in pages]
    assert sum(shown) == 60
    assert "Next page" in pages[0]
    assert "Raised" in pages[-1]
    only = text(client.get(f"{dispute.get_absolute_url()}?kind=steps"))
    assert "Clock paused" not in only


def test_a_page_asks_only_for_what_there_is(client, world, panel, dispute):
    """Twelve questions at most, for those who hear it too. See docs/decisions/0022."""
    address = dispute.get_absolute_url()
    assert questions(client, world.raiser, address) <= 10
    stages.pause_clock(dispute, reason="Illness", by=world.raiser, now=NOW)
    assert questions(client, world.raiser, address) <= 11
    in_hearing = heard(world, panel, on=DAY).get_absolute_url()
    assert questions(client, world.raiser, in_hearing) <= 12
    assert questions(client, panel.public, in_hearing) <= 12
