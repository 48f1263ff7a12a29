"""The days on which signatories mean to adopt, and the demo's."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from champions.choices import CompactState
from champions.deadlines import AdoptionsExpected
from champions.demo.adoption import load_adoption
from champions.demo.invented import SIGNATORIES, load_signatories
from champions.queries.adoption import tracker
from compact_portal.deadlines.engine import sources
from tests.factories.champions import AdoptionFactory, CompactVersionFactory
from tests.factories.people import MembershipFactory, OrganisationFactory, UserFactory
from tests.kept import all_due, waiting_for

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
FAR = date(2999, 1, 1)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def source():
    return AdoptionsExpected()


@pytest.fixture
def officer():
    return UserFactory(officer=True)


def lead_of(adoption):
    return MembershipFactory(organisation=adoption.signatory.organisation, lead=True).user


def test_a_planned_adoption_waits_for_its_own_lead_and_nobody_else(source, officer):
    adoption = AdoptionFactory(signatory__organisation__name="Example Council", version__title="Example Compact")
    lead = lead_of(adoption)
    (deadline,), (watched,) = waiting_for(lead, source), all_due(source)
    assert (deadline.due, deadline.context, deadline.url) == (
        date(2026, 12, 14),
        "Example Council",
        adoption.get_absolute_url(),
    )
    assert [recipient.email for recipient in deadline.recipients + watched.recipients] == [lead.email] * 2
    assert [waiting_for(user, source) for user in (officer, UserFactory())] == [[], []]
    assert watched.key == deadline.key


def test_without_a_lead_it_waits_for_the_officers(source, officer):
    AdoptionFactory()
    (waiting,), (watched,) = waiting_for(officer, source), all_due(source)
    assert [recipient.email for recipient in waiting.recipients + watched.recipients] == [officer.email] * 2


@pytest.mark.parametrize("state", CompactState)
def test_only_what_can_be_adopted_is_watched(source, state):
    AdoptionFactory(version=CompactVersionFactory(state=state))
    watched = state in {CompactState.AGREED, CompactState.ADOPTING, CompactState.IN_FORCE}
    assert len(all_due(source)) == watched


@pytest.mark.parametrize("fields", [{"adopted": True}, {"declined": True}, {"expected_on": None}])
def test_what_is_decided_or_has_no_day_is_not_watched(source, fields):
    AdoptionFactory(**fields)
    assert all_due(source) == []


def test_they_come_soonest_first_and_only_those_asked_for(source):
    days = [date(2027, 1, 5), date(2026, 12, 1), date(2026, 12, 9)]
    for day in days:
        AdoptionFactory(expected_on=day)
    assert [deadline.due for deadline in all_due(source)] == sorted(days)
    assert [deadline.due for deadline in source.open(until=date(2026, 12, 31))] == days[1:]


def test_a_new_day_is_reminded_of_anew(source):
    adoption = AdoptionFactory()
    (before,) = all_due(source)
    adoption.expected_on = date(2027, 1, 5)
    adoption.save()
    (after,) = all_due(source)
    assert before.key != after.key


def test_many_are_asked_for_as_often_as_one(source, django_assert_num_queries):
    def read():
        return list(source.open())

    AdoptionFactory()
    with django_assert_num_queries(1):
        assert len(read()) == 1
    AdoptionFactory.create_batch(2)
    with django_assert_num_queries(1):
        assert len(read()) == 3


def test_the_engine_knows_them():
    assert isinstance(sources["champions.adoptions"], AdoptionsExpected)


def test_the_demo_has_one_of_each(officer):
    for name in SIGNATORIES:
        OrganisationFactory(name=name)
    load_signatories(by=officer, now=NOW)
    version = CompactVersionFactory(in_force=True)
    load_adoption(version, by=officer, now=NOW)
    assert {str(line.signatory): line.state.value for line in tracker(version)} == {
        "Example Befriending Project": "planned",
        "Example Health Trust": "adopted",
        "Example Police": "not-started",
    }
    assert all_due(AdoptionsExpected())[0].due == date(2026, 12, 20)
