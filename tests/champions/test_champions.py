"""Signatories and the Champions they appoint."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from champions.deadlines import TermsEnding, VacanciesToFill
from champions.models import Champion
from champions.queries.champions import directory, vacant
from champions.services.champions import add_signatory, appoint_champion, change_contact, end_term
from tests.factories.champions import ChampionFactory, SignatoryFactory
from tests.factories.people import MembershipFactory, OrganisationFactory, UserFactory
from tests.kept import all_due, waiting_for

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
TODAY = NOW.date()

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def officer():
    return UserFactory(officer=True)


@pytest.fixture
def signatory():
    return SignatoryFactory(organisation__name="Example Council", since=date(2026, 1, 5))


@pytest.fixture
def lead(signatory):
    return MembershipFactory(organisation=signatory.organisation, lead=True).user


def appoint(signatory, by, name="Ada Example", **fields) -> Champion:
    fields = {"role": "champion", "starts_on": TODAY} | fields
    return appoint_champion(signatory, name=name, by=by, now=NOW, **fields)


def test_a_lead_appoints_for_their_own_organisation_and_no_other(signatory, lead):
    assert str(appoint(signatory, lead)) == "Ada Example, Champion of Example Council"
    with pytest.raises(PermissionDenied):
        appoint(SignatoryFactory(), lead)


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        (date(2026, 6, 1), None),
        (date(2026, 1, 1), date(2026, 2, 2)),
        (date(2026, 12, 31), date(2027, 1, 5)),
        (date(2025, 1, 1), date(2027, 1, 1)),
    ],
)
def test_two_champions_do_not_share_a_day(signatory, officer, starts_on, ends_on):
    ChampionFactory(signatory=signatory, starts_on=date(2026, 2, 2), ends_on=date(2026, 12, 31))
    with pytest.raises(ValidationError, match="End that term first"):
        appoint(signatory, officer, starts_on=starts_on, ends_on=ends_on)
    assert signatory.champions.count() == 1


def test_a_typed_name_never_becomes_a_namesake_who_signs_in(client, signatory, lead):
    namesake = UserFactory(name="Ada Example", email="ada@example.org")
    client.force_login(lead)
    typed = {"name": "Ada Example", "email": "ada@example.org", "role": "champion"}
    typed |= {"starts_on_day": "20", "starts_on_month": "11", "starts_on_year": "2026"}
    client.post(f"{signatory.get_absolute_url()}appoint/", typed)
    assert [str(term.person) for term in signatory.champions.all()] == ["Ada Example"]
    assert not namesake.has_perm("champions.log_promotion", signatory)
    client.force_login(namesake)
    assert client.get("/champions/mine/").status_code == 404


def test_a_member_is_chosen_and_only_one_who_acts_for_the_signatory(signatory, lead):
    member = MembershipFactory(organisation=signatory.organisation).user
    for stranger in (UserFactory(), MembershipFactory().user, MembershipFactory(asked=True).user):
        with pytest.raises(ValidationError, match="does not act for Example Council here"):
            appoint(signatory, lead, name="", person=stranger.person)
    appoint(signatory, lead, name="", person=member.person)
    assert member.has_perm("champions.log_promotion", signatory)


def test_a_successor_starts_the_day_after_and_a_deputy_whenever(signatory, officer):
    ChampionFactory(signatory=signatory, starts_on=date(2026, 2, 2), ends_on=date(2026, 12, 31))
    appoint(signatory, officer, name="Bob Example", starts_on=date(2027, 1, 1))
    appoint(signatory, officer, name="Dee Example", role="deputy", starts_on=date(2026, 3, 1))
    assert signatory.champions.count() == 3


def test_a_term_does_not_end_before_it_began(officer):
    champion = ChampionFactory(starts_on=date(2026, 2, 2))
    with pytest.raises(ValidationError, match="Monday 2 February 2026"):
        end_term(champion, on=date(2026, 2, 1), by=officer, now=NOW)
    assert end_term(champion, on=date(2026, 2, 2), by=officer, now=NOW).ends_on == date(2026, 2, 2)


def test_the_directory_names_today_s_champions_and_shows_the_gaps(officer):
    held = ChampionFactory(signatory__organisation__name="A council")
    ChampionFactory(signatory=held.signatory, deputy=True, ends_on=date(2026, 11, 19))
    gap = add_signatory(OrganisationFactory(name="B group"), since=TODAY, by=officer, now=NOW)
    assert [(str(line.signatory), line.champion, line.deputy) for line in directory(TODAY)] == [
        ("A council", held, None),
        ("B group", None, None),
    ]
    assert list(vacant(TODAY)) == [gap]


def test_the_directory_asks_as_often_for_many_as_for_few(client, django_assert_num_queries):
    ChampionFactory()
    client.get("/champions/")
    with django_assert_num_queries(3):
        client.get("/champions/")
    ChampionFactory.create_batch(20)
    with django_assert_num_queries(3):
        client.get("/champions/")


def test_a_vacancy_is_to_be_filled_twenty_working_days_after_the_last_one_left(signatory, lead):
    ChampionFactory(signatory=signatory, ends_on=date(2026, 11, 13))
    (deadline,) = waiting_for(lead, VacanciesToFill())
    assert deadline.due == date(2026, 12, 11)
    assert [recipient.email for recipient in deadline.recipients] == [lead.email]
    assert waiting_for(UserFactory(), VacanciesToFill()) == []
    appoint(signatory, lead)
    assert all_due(VacanciesToFill()) == []


def test_a_deputy_does_not_fill_the_place(signatory, officer):
    appoint(signatory, officer, role="deputy")
    assert [deadline.title for deadline in all_due(VacanciesToFill())] == ["Appoint a Compact Champion"]


def test_the_end_of_a_term_is_watched_until_a_successor_is_named(signatory, lead):
    champion = ChampionFactory(signatory=signatory, ends_on=date(2026, 12, 31), person__name="Ada Example")
    (deadline,) = waiting_for(lead, TermsEnding())
    assert (deadline.due, "Ada Example" in deadline.title) == (champion.ends_on, True)
    appoint(signatory, lead, name="Bob Example", starts_on=date(2027, 1, 1))
    assert waiting_for(lead, TermsEnding()) == []
    assert all_due(TermsEnding()) == []


def test_what_is_wrong_with_an_appointment_is_said_and_the_answers_are_kept(client, officer, signatory):
    ChampionFactory(signatory=signatory, person__name="Ada Example")
    client.force_login(officer)
    typed = {"name": "Bob Example", "role": "champion"}
    typed |= {"starts_on_day": "1", "starts_on_month": "3", "starts_on_year": "2026"}
    page = client.post(f"{signatory.get_absolute_url()}appoint/", typed).content.decode()
    assert "<title>Error: " in page
    assert "Ada Example is Champion from Monday 2 February 2026. End that term first" in page
    assert 'value="Bob Example"' in page


def test_a_last_day_moved_into_the_term_of_the_next_is_refused(signatory, officer):
    first = ChampionFactory(signatory=signatory, starts_on=date(2026, 1, 5), ends_on=date(2026, 12, 31))
    ChampionFactory(signatory=signatory, starts_on=date(2027, 1, 1))

    with pytest.raises(ValidationError) as refused:
        end_term(first, on=date(2027, 6, 1), by=officer, now=NOW)

    assert "End that term first" in refused.value.message_dict["on"][0]
    first.refresh_from_db()
    assert first.ends_on == date(2026, 12, 31)


def test_a_lead_changes_how_the_public_reaches_its_champion(client, signatory, lead):
    term = ChampionFactory(signatory=signatory, email="old@example.org", phone="")
    client.force_login(lead)

    client.post(f"/champions/{signatory.organisation.slug}/{term.pk}/contact/", {"phone": "020 7946 0000"})

    shown = client.get(signatory.get_absolute_url()).content.decode()
    assert "020 7946 0000" in shown
    assert "old@example.org" not in shown


def test_only_its_own_lead_and_officers_change_a_contact(signatory):
    term = ChampionFactory(signatory=signatory)
    stranger = MembershipFactory(lead=True).user

    with pytest.raises(PermissionDenied):
        change_contact(term, job_title="", email="", phone="1", by=stranger, now=NOW)
