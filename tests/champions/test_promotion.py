"""The promotion log."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from champions.models import Promotion
from champions.queries.promotion import YearOfPromotion, latest_promotions_of, reached_by_year
from champions.services.promotion import change_promotion, record_promotion, remove_promotion
from compact_portal.audit.models import AuditEvent
from tests.factories.champions import ChampionFactory, PromotionFactory, SignatoryFactory
from tests.factories.people import MembershipFactory, UserFactory

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
TODAY = NOW.date()

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def signatory():
    return SignatoryFactory(organisation__name="Example Council")


@pytest.fixture
def lead(signatory):
    return MembershipFactory(organisation=signatory.organisation, lead=True).user


def logged(signatory, by, on=TODAY, **fields) -> Promotion:
    fields = {"kind": "event", "title": "Open day", "audience": "Everyone", "reached": 40, "note": ""} | fields
    return record_promotion(signatory, on=on, by=by, now=NOW, **fields)


def test_leads_champions_deputies_and_officers_keep_the_log(signatory, lead):
    champion, deputy, officer = UserFactory(), UserFactory(), UserFactory(officer=True)
    ChampionFactory(signatory=signatory, person=champion.person)
    ChampionFactory(signatory=signatory, person=deputy.person, deputy=True)
    assert [logged(signatory, by).title for by in (lead, champion, deputy, officer)] == ["Open day"] * 4


def test_a_champion_whose_term_has_ended_keeps_it_no_more(signatory):
    champion, stranger = UserFactory(champion=True), UserFactory(champion=True)
    ChampionFactory(signatory=signatory, person=champion.person, ends_on=date(2026, 11, 19))
    ChampionFactory(person=stranger.person)
    for user in (champion, stranger):
        with pytest.raises(PermissionDenied):
            logged(signatory, user)


def test_the_log_says_what_happened_not_what_will(signatory, lead):
    with pytest.raises(ValidationError, match="today or an earlier day"):
        logged(signatory, lead, on=date(2026, 11, 21))
    promotion = logged(signatory, lead)
    with pytest.raises(ValidationError, match="today or an earlier day"):
        change_promotion(promotion, on=date(2026, 11, 21), by=lead, now=NOW, title="Later")
    assert Promotion.objects.get().title == "Open day"


def test_what_is_removed_stays_in_the_trail(signatory, lead):
    promotion = logged(signatory, lead)
    change_promotion(promotion, on=TODAY, title="Open evening", by=lead, now=NOW)
    remove_promotion(promotion, by=lead, now=NOW)
    assert not Promotion.objects.exists()
    events = AuditEvent.objects.filter(subject__startswith="champions.promotion").order_by("sequence")
    assert [event.verb for event in events] == ["logged", "changed", "removed"]
    assert events.last().details["title"] == "Open evening"


def test_the_signatory_s_page_shows_the_latest_ten_and_the_people_reached_each_year(client, signatory):
    for day in range(1, 12):
        PromotionFactory(signatory=signatory, on=date(2026, 3, day), title=f"Day {day:02}", reached=10)
    PromotionFactory(signatory=signatory, on=date(2025, 3, 1), reached=None)
    assert reached_by_year(signatory) == [YearOfPromotion(2026, 11, 110), YearOfPromotion(2025, 1, 0)]
    page = client.get(signatory.get_absolute_url()).content.decode()
    assert "2026: 11 activities, 110 people reached" in page
    assert "2025: 1 activity</li>" in page
    assert "Day 11" in page
    assert "Day 02" in page
    assert "Day 01" not in page


def test_each_signatory_has_its_own_latest(signatory):
    other = SignatoryFactory()
    PromotionFactory.create_batch(3, signatory=signatory)
    latest = PromotionFactory(signatory=other, on=date(2020, 1, 6))
    found = list(latest_promotions_of([signatory, other], 2))
    assert len(found) == 3
    assert found[-1] == latest


def test_a_number_that_is_none_is_said_and_the_words_are_kept(client, signatory, lead):
    client.force_login(lead)
    typed = {"kind": "event", "title": "<b>Open day</b>", "audience": "Everyone", "reached": "-1"}
    typed |= {"on_day": "20", "on_month": "11", "on_year": "2026"}
    address = f"{signatory.get_absolute_url()}promotion/new/"
    page = client.post(address, typed).content.decode()
    assert "Enter 0 or more" in page
    assert 'value="&lt;b&gt;Open day&lt;/b&gt;"' in page
    page = client.post(address, typed | {"reached": "many"}).content.decode()
    assert "as a number like 25" in page
    assert not Promotion.objects.exists()
    page = client.post(address, typed | {"reached": "0"}, follow=True).content.decode()
    assert "&lt;b&gt;Open day&lt;/b&gt;" in page
    assert "0 people reached" in page


def test_a_line_is_changed_and_removed_only_under_its_own_signatory(client, lead):
    client.force_login(lead)
    promotion = PromotionFactory()
    own = SignatoryFactory(organisation=MembershipFactory(user=lead, lead=True).organisation)
    address = f"{own.get_absolute_url()}promotion/{promotion.pk}/"
    assert [client.post(f"{address}{word}").status_code for word in ("", "remove/")] == [404, 404]
    assert client.post(f"{promotion.get_absolute_url()}remove/").status_code == 403


def test_removing_asks_first(client, signatory, lead):
    client.force_login(lead)
    promotion = logged(signatory, lead)
    assert "Open day" in client.get(f"{promotion.get_absolute_url()}remove/").content.decode()
    assert Promotion.objects.exists()
    client.post(f"{promotion.get_absolute_url()}remove/")
    assert not Promotion.objects.exists()


def test_the_log_narrows_and_downloads_as_narrowed(client, signatory):
    PromotionFactory(signatory=signatory, title="Ours", on=date(2025, 5, 5))
    PromotionFactory(title="Theirs")
    slug = signatory.organisation.slug
    for query in (f"organisation={slug}", "year=2025"):
        page = client.get(f"/champions/promotion/?{query}").content.decode()
        assert ("Ours" in page, "Theirs" in page) == (True, False)
        text = b"".join(client.get(f"/champions/promotion.csv?{query}").streaming_content).decode()
        assert ("Ours" in text, "Theirs" in text) == (True, False)
    assert client.get("/champions/promotion/?year=nonsense&kind=x&organisation=y").status_code == 200


def test_the_log_asks_as_often_for_many_as_for_one(client):
    def questions(address):
        with CaptureQueriesContext(connection) as captured:
            response = client.get(address)
            b"".join(response.streaming_content if response.streaming else [response.content])
        return len(captured)

    addresses = ["/champions/promotion/", "/champions/promotion.csv"]
    PromotionFactory()
    [client.get(address) for address in addresses]
    for_one = [questions(address) for address in addresses]
    PromotionFactory.create_batch(3)
    assert [questions(address) for address in addresses] == for_one
