"""The directory: narrowed, downloaded, and who is reminded of its gaps."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.validators import slug_re

from champions.apps import PAGES
from champions.deadlines import TermsEnding, VacanciesToFill
from champions.urls_champions import urlpatterns
from tests.factories.champions import ChampionFactory, SignatoryFactory
from tests.factories.people import MembershipFactory, UserFactory
from tests.kept import all_due, emails, waiting_for

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
FAR_OFF = date(2999, 1, 1)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(NOW, tick=False):
        yield


def table(client, query="") -> str:
    return client.get(f"/champions/{query}").content.decode().split("<table")[1]


def test_a_line_says_how_to_reach_the_champion(client):
    ChampionFactory(email="ada@example.org", phone="020 7946 0000")
    assert 'href="mailto:ada@example.org"' in table(client)
    assert "020 7946 0000" in table(client)


def test_the_gaps_alone_can_be_asked_for(client):
    ChampionFactory(signatory__organisation__name="Example with a Champion")
    ChampionFactory(signatory__organisation__name="Example with a deputy only", deputy=True)
    page = table(client, "?vacant=yes")
    assert "Example with a deputy only" in page
    assert "Example with a Champion" not in page
    page = client.get("/champions/?vacant=yes&sector=public").content.decode()
    assert "No place is vacant in this sector" in page


def test_the_directory_downloads_as_it_was_narrowed(client):
    ChampionFactory(signatory__organisation__name="Example Council", phone="+44 20 7946 0000")
    SignatoryFactory(organisation__name="Example Group")
    text = b"".join(client.get("/champions/champions.csv").streaming_content).decode()
    assert "'+44 20 7946 0000" in text
    assert "Example Group,Voluntary or community group,Vacant" in text
    text = b"".join(client.get("/champions/champions.csv?vacant=yes").streaming_content).decode()
    assert "Example Council" not in text


def test_officers_are_reminded_where_a_signatory_has_no_lead():
    officer = UserFactory(officer=True)
    led = MembershipFactory(lead=True)
    SignatoryFactory(organisation=led.organisation)
    SignatoryFactory(organisation__name="Example without a lead")
    (deadline,) = waiting_for(officer, VacanciesToFill())
    assert (deadline.context, emails(deadline)) == ("Example without a lead", [officer.email])
    (deadline,) = waiting_for(led.user, VacanciesToFill())
    assert emails(deadline) == [led.user.email]
    assert waiting_for(UserFactory(), VacanciesToFill()) == []
    assert sorted(map(emails, all_due(VacanciesToFill()))) == sorted([[officer.email], [led.user.email]])


@pytest.mark.parametrize("number", [1, 3])
def test_vacancies_and_terms_are_asked_for_once(django_assert_num_queries, number):
    SignatoryFactory.create_batch(number)
    ChampionFactory.create_batch(number, ends_on=date(2026, 12, 31))
    with django_assert_num_queries(1):
        list(VacanciesToFill().open())
    with django_assert_num_queries(1):
        list(TermsEnding().open())


def test_the_end_of_a_term_without_a_lead_is_the_officers():
    officer = UserFactory(officer=True)
    ChampionFactory(ends_on=date(2026, 12, 31))
    (deadline,) = waiting_for(officer, TermsEnding())
    assert emails(deadline) == [officer.email]


def test_a_member_who_is_appointed_is_the_person_behind_the_sign_in(client):
    member = MembershipFactory(user__name="Ada Example").user
    signatory = SignatoryFactory(organisation=member.memberships.get().organisation)
    client.force_login(UserFactory(officer=True))
    typed = {"role": "champion", "starts_on_day": "20", "starts_on_month": "11", "starts_on_year": "2026"}
    address = f"{signatory.get_absolute_url()}appoint/"
    both = client.post(address, typed | {"member": member.pk, "name": "Bob Example"}).content.decode()
    assert "Choose somebody or enter a name, not both" in both
    neither = client.post(address, typed).content.decode()
    assert "Enter the name of the Champion, or choose somebody" in neither
    stranger = client.post(address, typed | {"member": UserFactory().pk}).content.decode()
    assert "<title>Error: " in stranger
    assert client.post(address, typed | {"member": member.pk}).status_code == 302
    assert signatory.champions.get().person == member.person
    client.force_login(member)
    assert client.get("/champions/mine/").status_code == 200


def test_every_page_beside_the_signatories_is_reserved():
    """Or an organisation of that name would have an address that leads elsewhere."""
    first_parts = {str(each.pattern).split("/")[0] for each in urlpatterns}
    assert {part for part in first_parts if slug_re.fullmatch(part)} == set(PAGES)
