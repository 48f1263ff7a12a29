"""A Champion's own page, the card that leads to it, and the demo's records."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from champions.demo.exceptions import load_exceptions
from champions.demo.invented import load_signatories
from champions.demo.load import load_compact
from champions.models import ComplianceException, Interest, Promotion
from compact_portal.deadlines.keeping import keep_all
from meetings.demo.people import load_people
from tests.factories.champions import (
    ChampionFactory,
    ComplianceExceptionFactory,
    InterestFactory,
    PromotionFactory,
    SignatoryFactory,
    clause_in_force,
)
from tests.factories.people import MembershipFactory, UserFactory

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)

MOST_QUERIES = 12

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def signatory():
    return SignatoryFactory(organisation__name="Example Council")


@pytest.fixture
def champion(signatory):
    user = UserFactory()
    ChampionFactory(signatory=signatory, person=user.person, ends_on=date(2026, 12, 31))
    return user


def mine(client, user) -> str:
    keep_all()
    client.force_login(user)
    return client.get("/champions/mine/").content.decode()


def questions(client, address) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_a_champion_sees_their_organisation_in_a_minute(client, signatory, champion):
    clause = clause_in_force(text="Answer within ten days.")
    ComplianceExceptionFactory(signatory=signatory, clause=clause, review_on=date(2026, 12, 1))
    ComplianceExceptionFactory(clause=clause_in_force(text="Of somebody else."))
    PromotionFactory(signatory=signatory, title="Open day")
    InterestFactory(person=champion.person, organisation__name="Example Party")
    page = mine(client, champion)
    for words in (
        "Review the exception to clause",
        "Answer within ten days.",
        "<strong>1 December 2026</strong> <small>Next review</small>",
        "Open day",
        "until 31 December 2026",
        "Example Party",
        f'href="/champions/{signatory.organisation.slug}/promotion/new/"',
        f'href="/champions/interests/{champion.person_id}/new/"',
    ):
        assert words in page
    assert "Of somebody else." not in page
    assert 'href="/compact/exceptions/new/"' not in page


def test_a_lead_has_the_page_without_interests(client, signatory):
    lead = MembershipFactory(organisation=signatory.organisation, lead=True).user
    page = mine(client, lead)
    assert "Example Council" in page
    assert 'href="/compact/exceptions/new/"' in page
    assert "Your interests" not in page


@pytest.mark.parametrize("days", [{"ends_on": date(2026, 11, 19)}, {"starts_on": date(2026, 11, 21)}])
def test_the_page_is_there_on_the_days_of_the_term(client, days):
    user = UserFactory()
    ChampionFactory(person=user.person, **days)
    client.force_login(user)
    assert client.get("/champions/mine/").status_code == 404


def test_the_home_page_leads_there_those_who_have_it(client, champion):
    link = 'href="/champions/mine/"'
    client.force_login(champion)
    assert link in client.get("/").content.decode()
    client.force_login(UserFactory(champion=True))
    assert link not in client.get("/").content.decode()


def test_the_page_asks_as_often_for_many_as_for_one(client, signatory, champion):
    ComplianceExceptionFactory(signatory=signatory)
    PromotionFactory(signatory=signatory)
    client.force_login(champion)
    for_one = questions(client, "/champions/mine/")
    for _ in range(2):
        other = ChampionFactory(person=champion.person, ends_on=date(2026, 12, 31)).signatory
        ComplianceExceptionFactory.create_batch(2, signatory=other)
        PromotionFactory.create_batch(2, signatory=other)
        InterestFactory(person=champion.person)
    assert questions(client, "/champions/mine/") == for_one


@pytest.mark.parametrize("role", ["champion", "lead", "officer", "nobody"])
def test_the_home_page_keeps_to_its_budget(client, signatory, champion, role):
    users = {
        "champion": champion,
        "lead": MembershipFactory(organisation=signatory.organisation, lead=True).user,
        "officer": UserFactory(officer=True),
        "nobody": UserFactory(),
    }
    ComplianceExceptionFactory(signatory=signatory)
    client.force_login(users[role])
    assert questions(client, "/") <= MOST_QUERIES


def test_the_demo_has_an_exception_promotion_and_an_interest(client):
    officer = load_people(password="example", now=NOW)
    load_compact(by=officer, now=NOW)
    load_signatories(by=officer, now=NOW)
    load_exceptions(by=officer, now=NOW)
    exception = ComplianceException.objects.get()
    assert exception.why.startswith("Example: ")
    assert (Promotion.objects.count(), Interest.objects.count()) == (2, 1)
    assert "Example Health Trust" in client.get("/compact/exceptions/").content.decode().split("<table")[1]
    champion = officer.__class__.objects.get(email="champion@example.org")
    assert "Example: five things the Compact promises" in mine(client, champion)
