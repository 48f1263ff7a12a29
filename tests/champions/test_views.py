"""Reading the Compact."""

import pytest

from champions.models import Clause
from tests.factories.champions import ClauseFactory, CompactVersionFactory, published_compact
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def page(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_before_there_is_a_compact_the_page_says_what_will_be_here(client):
    assert "No Compact has been published yet" in page(client, "/compact/")
    assert client.get("/compact/compact.pdf").status_code == 404


def test_the_version_in_force_is_the_compact_and_others_stay_reachable(client):
    published_compact(in_force=False, superseded=True, title="Old Compact")
    published_compact(title="New Compact")
    shown = page(client, "/compact/")
    assert "New Compact" in shown.split("<h1")[1].split("</h1>")[0]
    assert "Old Compact" in shown
    assert "(superseded)" in shown


def test_what_two_sides_promise_each_other_stands_side_by_side(client):
    shown = page(client, published_compact().get_absolute_url())
    columns = shown.split('class="p-columns"')[1]
    assert columns.index("Public bodies will:") < columns.index("The voluntary sector will:")


def test_a_draft_is_for_officers_and_to_others_does_not_exist(client):
    draft = CompactVersionFactory()
    clause = ClauseFactory(section__version=draft)
    addresses = [draft.get_absolute_url(), clause.get_absolute_url()]
    assert [client.get(address).status_code for address in addresses] == [404, 404]
    client.force_login(UserFactory(champion=True))
    assert [client.get(address).status_code for address in addresses] == [404, 404]
    client.force_login(UserFactory(officer=True))
    assert [client.get(address).status_code for address in addresses] == [200, 200]


def test_a_clause_has_a_page_of_its_own_and_knows_its_successor(client):
    old = ClauseFactory(section__version__superseded=True)
    new = ClauseFactory(section__version__in_force=True, predecessor=old, text="Work together.")
    assert new.get_absolute_url() in page(client, old.get_absolute_url())
    assert old.get_absolute_url() in page(client, new.get_absolute_url())


def test_a_successor_in_a_draft_is_not_told(client):
    old = ClauseFactory(section__version__in_force=True)
    draft = ClauseFactory(predecessor=old)
    assert draft.get_absolute_url() not in page(client, old.get_absolute_url())


def test_a_clause_that_is_not_there_is_not_found(client):
    version = published_compact()
    addresses = [f"{version.get_absolute_url()}{place}/" for place in ("1/99", "9.9/1", "foreword/1")]
    assert [client.get(address).status_code for address in addresses] == [404] * 3


def test_a_heading_cannot_be_cited():
    heading = ClauseFactory(heading=True)
    assert not Clause.objects.citable().filter(pk=heading.pk).exists()


def test_the_compact_comes_first_in_the_navigation_and_on_the_front_page(client):
    published_compact()
    shown = page(client, "/")
    navigation = shown.split('aria-label="Main"')[1]
    assert navigation.index(">Compact<") < navigation.index(">Meetings<")
    assert shown.index(">The Compact</h2>") < shown.index(">Next meetings</h2>")


def test_reading_costs_four_queries_however_many_clauses(client, django_assert_num_queries):
    version = published_compact()
    client.get("/compact/")
    ClauseFactory.create_batch(30, section=version.sections.get())
    with django_assert_num_queries(4):
        client.get("/compact/")
