"""The invented disputes: one in each interesting place."""

from datetime import UTC, datetime

import pytest
import time_machine

from champions.demo.load import load_compact
from compact_portal.people.models import User
from disputes.choices import DisputeState
from disputes.demo.load import load_disputes
from disputes.models import Dispute
from disputes.queries.disputes import referred_to
from meetings.demo.people import load_people
from tests.reading import text

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def demo():
    with time_machine.travel(NOW, tick=False):
        officer = load_people(password="example", now=NOW)
        load_compact(by=officer, now=NOW)
        load_disputes(by=officer, now=NOW)
        yield


def page_of(client, email: str, title: str) -> str:
    client.force_login(User.objects.get(email=email))
    return text(client.get(Dispute.objects.get(title=title).get_absolute_url()))


def test_there_are_five_in_the_order_in_which_they_were_raised():
    found = Dispute.objects.order_by("reference").values_list("reference", "state", "commitments__clause__number")
    assert [(reference, state) for reference, state, _ in found] == [
        ("2026-001", DisputeState.CLOSED),
        ("2026-002", DisputeState.REFERRED),
        ("2026-003", DisputeState.TALKING),
        ("2026-004", DisputeState.REFERRED),
        ("2026-005", DisputeState.TALKING),
    ]
    assert all(number for *_, number in found)


def test_stage_1_on_its_ninth_day(client):
    page = page_of(client, "group@example.org", "Notice before a grant was reduced")
    assert "Next: do you agree to more time?" in page


def test_stage_1_overdue(client):
    page = page_of(client, "youth.club@example.org", "A payment that came two months late")
    assert "Next: you choose how to go on" in page


def test_stage_2_waits_for_a_statement_and_has_more_time(client):
    page = page_of(client, "fire.champion@example.org", "Four weeks to answer a consultation")
    assert "Waiting for Example Borough Council." in page
    assert "More time agreed by both sides" in page
    assert "Two groups gave up" not in page


def test_what_was_learned_from_the_closed_one_is_public(client):
    assert "One short form for every grant below £500." in text(client.get("/disputes/"))


def test_the_champions_of_council_and_cvs_find_nothing_of_the_one_between_them(client):
    today = NOW.date()
    hears = {
        email: [dispute.title for dispute in referred_to(User.objects.get(email=email), today)]
        for email in ("council.champion@example.org", "cvs.champion@example.org", "advice.champion@example.org")
    }
    assert hears == {
        "council.champion@example.org": [],
        "cvs.champion@example.org": ["Four weeks to answer a consultation"],
        "advice.champion@example.org": [
            "Four weeks to answer a consultation",
            "Rooms that a small group could no longer book",
        ],
    }
