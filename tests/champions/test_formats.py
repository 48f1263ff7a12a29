"""Asking for the Compact in another format."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from champions.deadlines import FormatsAsked
from champions.models import FormatRequest
from champions.retention import RETENTION
from champions.services.formats import MOST_AN_HOUR, answer_format_request, forget_format_requests
from compact_portal.notices.models import Notice
from tests.factories.champions import FormatRequestFactory
from tests.factories.people import UserFactory
from tests.kept import all_due, waiting_for

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(NOW, tick=False):
        yield


def ask(client, **typed) -> str:
    return client.post("/compact/formats/", typed, follow=True).content.decode()


def test_what_was_asked_becomes_a_date_for_officers_and_a_copy_for_who_asked(client):
    page = ask(client, format="language", language="Example language", email="ada@example.org")
    assert "We have your request" in page
    assert "Friday 4 December 2026" in page
    officer = UserFactory(officer=True)
    (deadline,) = waiting_for(officer, FormatsAsked())
    assert (deadline.due, deadline.context) == (date(2026, 12, 4), "Another language: Example language")
    assert waiting_for(UserFactory(champion=True), FormatsAsked()) == []
    copy = Notice.objects.get()
    assert (copy.email, copy.private, "by Friday 4 December 2026" in copy.body) == ("ada@example.org", True, True)


def test_nobody_can_be_answered_without_a_way_to_reach_them(client):
    page = ask(client, format="audio", name="Ada Example")
    assert "Enter an email address, a phone number or a postal address" in page
    assert 'value="Ada Example"' in page
    assert not FormatRequest.objects.exists()


def test_a_language_is_asked_for_only_where_it_matters(client):
    assert "Error: " in ask(client, format="language", phone="1")
    assert not FormatRequest.objects.exists()
    assert "We have your request" in ask(client, format="audio", phone="020 7946 0000", language="left over")
    assert FormatRequest.objects.get().language == ""


def test_a_flood_is_stopped_and_told(client):
    FormatRequestFactory.create_batch(MOST_AN_HOUR, asked_at=NOW)
    assert "Too many requests came in the last hour" in ask(client, format="audio", phone="1")
    assert FormatRequest.objects.count() == MOST_AN_HOUR


def test_an_answer_ends_the_date_and_a_second_one_changes_nothing():
    officer, asked = UserFactory(officer=True), FormatRequestFactory()
    answer_format_request(asked, answer="Sent by post.", by=officer, now=NOW)
    again = answer_format_request(asked, answer="Twice.", by=officer, now=NOW + timedelta(hours=1))
    assert (again.answer, again.answered_at) == ("Sent by post.", NOW)
    assert all_due(FormatsAsked()) == []


def test_who_asked_is_forgotten_a_year_after_the_answer():
    old = FormatRequestFactory(answered_at=NOW - timedelta(days=366), answer="Sent.")
    kept = [FormatRequestFactory(answered_at=NOW, answer="Sent."), FormatRequestFactory(asked_at=old.asked_at)]
    limit = RETENTION["champions.formatrequest"].limit(NOW)
    assert forget_format_requests(before=limit, now=NOW) == 1
    assert list(FormatRequest.objects.order_by("pk")) == kept
