"""Interests, and the Champions who have none in a matter."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from champions.choices import InterestKind
from champions.models import Champion, Interest
from champions.queries.interests import unconflicted_champions, unconflicted_deputies
from champions.retention import RETENTION
from champions.services.interests import declare_interest, end_interest, forget_interests
from compact_portal.people.models import Membership
from tests.factories.champions import ChampionFactory, InterestFactory, SignatoryFactory
from tests.factories.people import MembershipFactory, OrganisationFactory, PersonFactory, UserFactory

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
TODAY = NOW.date()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def party():
    return OrganisationFactory(name="Example Party")


@pytest.fixture
def champion():
    return ChampionFactory(person=UserFactory().person)


def free(*parties) -> list[Champion]:
    return unconflicted_champions(parties, today=TODAY)


def test_a_champion_apart_from_the_parties_may_look_into_it(champion, party):
    assert free(party) == [champion]
    assert free() == [champion]


def test_the_champion_of_a_party_may_not(champion, party):
    assert free(party, champion.signatory.organisation) == []


@pytest.mark.parametrize("kind", InterestKind.values)
def test_an_interest_of_any_kind_keeps_a_champion_out(champion, party, kind):
    InterestFactory(person=champion.person, organisation=party, kind=kind)
    assert free(party) == []
    assert free(OrganisationFactory()) == [champion]


@pytest.mark.parametrize(
    ("days", "is_free"),
    [
        ({"since": TODAY}, False),
        ({"since": TOMORROW}, True),
        ({"until": TODAY}, False),
        ({"until": YESTERDAY}, True),
        ({"ended": True}, True),
    ],
)
def test_an_interest_counts_on_its_days_and_until_it_is_over(champion, party, days, is_free):
    InterestFactory(person=champion.person, organisation=party, **days)
    assert (free(party) == [champion]) is is_free


@pytest.mark.parametrize(("how", "is_free"), [({}, False), ({"asked": True}, True), ({"ended": True}, True)])
def test_acting_for_a_party_on_the_portal_keeps_a_champion_out(champion, party, how, is_free):
    MembershipFactory(user=champion.person.user, organisation=party, **how)
    assert (free(party) == [champion]) is is_free


def test_who_is_deputy_of_a_party_is_kept_out_as_champion_of_another(champion, party):
    ChampionFactory(person=champion.person, signatory__organisation=party, deputy=True)
    assert free(party) == []


def test_deputies_are_asked_for_apart_and_sectors_too(champion, party):
    deputy = ChampionFactory(deputy=True, signatory__organisation__public=True)
    assert free(party) == [champion]
    assert unconflicted_deputies([party], today=TODAY) == [deputy]
    assert unconflicted_deputies([party], today=TODAY, sector="voluntary") == []
    assert unconflicted_champions([party], today=TODAY, sector="voluntary") == [champion]


def test_a_term_that_is_over_or_to_come_is_not_asked(party):
    ChampionFactory(ends_on=YESTERDAY)
    ChampionFactory(starts_on=TOMORROW)
    assert free(party) == []


def test_one_query_however_many(party, django_assert_num_queries):
    ChampionFactory.create_batch(3)
    parties = [party, *OrganisationFactory.create_batch(3)]
    with django_assert_num_queries(1):
        found = unconflicted_champions(iter(parties), today=TODAY)
        assert [(str(champion), champion.signatory.organisation.name) for champion in found]


def by_hand(parties, today) -> list[Champion]:
    """The same in plain words: everything is read, and looked at one by one."""
    named = {organisation.pk for organisation in parties}
    terms = [term for term in Champion.objects.select_related("signatory__organisation") if is_on(term, today)]
    close: dict[int, set[int]] = {}
    for term in terms:
        close.setdefault(term.person_id, set()).add(term.signatory.organisation_id)
    for interest in Interest.objects.all():
        begun = interest.since is None or interest.since <= today
        if interest.ended_at is None and begun and (interest.until is None or interest.until >= today):
            close.setdefault(interest.person_id, set()).add(interest.organisation_id)
    for membership in Membership.objects.select_related("user"):
        if membership.state == "confirmed":
            close.setdefault(membership.user.person_id, set()).add(membership.organisation_id)
    found = [term for term in terms if term.role == "champion" and not close[term.person_id] & named]
    return sorted(found, key=lambda term: (term.signatory.organisation.name, term.pk))


def is_on(term, today) -> bool:
    return term.starts_on <= today and (term.ends_on is None or term.ends_on >= today)


@pytest.mark.parametrize("seed", range(12))
def test_it_finds_what_looking_one_by_one_finds(seed):
    chance = random.Random(seed)
    users = UserFactory.create_batch(4)
    organisations = OrganisationFactory.create_batch(6)
    days = (None, YESTERDAY, TODAY, TOMORROW)
    for organisation in organisations[:5]:
        signatory = SignatoryFactory(organisation=organisation)
        for _ in range(2):
            ChampionFactory(
                signatory=signatory,
                person=chance.choice(users).person,
                role=chance.choice(["champion", "deputy"]),
                starts_on=chance.choice([date(2026, 1, 1), TODAY]),
                ends_on=chance.choice([None, None, TODAY, TOMORROW]),
            )
    for user in users:
        since, until = chance.choice(days), chance.choice(days)
        if not (since and until and until < since):
            InterestFactory(
                person=user.person,
                organisation=chance.choice(organisations),
                since=since,
                until=until,
                ended=chance.random() < 0.2,
            )
        MembershipFactory(user=user, organisation=chance.choice(organisations), asked=chance.random() < 0.5)
    parties = chance.sample(organisations, 2)
    assert unconflicted_champions(parties, today=TODAY) == by_hand(parties, TODAY)


def declared(person, organisation, by) -> Interest:
    return declare_interest(person, organisation=organisation, kind="funds", by=by, now=NOW)


def test_champions_declare_for_themselves_and_officers_for_them(champion, party):
    assert str(declared(champion.person, party, champion.person.user)) == "Funds Example Party"
    other = ChampionFactory(person=UserFactory().person)
    declared(other.person, party, UserFactory(officer=True))
    with pytest.raises(PermissionDenied):
        declared(other.person, OrganisationFactory(), champion.person.user)


def test_the_same_interest_is_declared_once_until_it_is_over(champion, party):
    own = champion.person.user
    first = declared(champion.person, party, own)
    with pytest.raises(ValidationError, match="declared already"):
        declared(champion.person, party, own)
    end_interest(first, by=own, now=NOW)
    assert end_interest(first, by=own, now=NOW + timedelta(hours=1)).ended_at == NOW
    assert declared(champion.person, party, own) != first


def test_the_last_day_is_not_before_the_first(client, champion, party):
    client.force_login(champion.person.user)
    typed = {"organisation": party.pk, "kind": "funds", "note": "My words"}
    for name, year in (("since", "2026"), ("until", "2025")):
        typed |= {f"{name}_day": "1", f"{name}_month": "1", f"{name}_year": year}
    page = client.post(f"/champions/interests/{champion.person_id}/new/", typed).content.decode()
    assert "The last day must be on or after the first." in page
    assert 'value="My words"' in page
    assert not Interest.objects.exists()


def test_nobody_sees_another_s_interests_on_the_public_pages(client, champion, party):
    InterestFactory(person=champion.person, organisation=party)
    for address in ("/champions/", champion.signatory.get_absolute_url(), "/champions/champions.csv"):
        response = client.get(address)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        assert b"Example Party" not in content


def test_an_interest_of_someone_else_is_not_found_under_one_s_own_name(client, champion):
    other = InterestFactory(person=PersonFactory())
    client.force_login(champion.person.user)
    assert client.post(f"/champions/interests/{champion.person_id}/{other.pk}/end/").status_code == 404
    other.refresh_from_db()
    assert other.ended_at is None


def test_interests_are_forgotten_six_years_after_they_ended():
    old = InterestFactory(ended_at=NOW - timedelta(days=2200))
    InterestFactory(until=(NOW - timedelta(days=2200)).date())
    kept = [InterestFactory(ended_at=NOW), InterestFactory(since=date(2001, 1, 1))]
    limit = RETENTION["champions.interest"].limit(NOW)
    assert forget_interests(before=limit, now=NOW) == 2
    assert list(Interest.objects.order_by("pk")) == kept
    assert old not in kept
