"""Exceptions to look at again: whom they wait for, and until when."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from champions.deadlines import ExceptionsToReview
from champions.services.exceptions import review_exception
from tests.factories.champions import (
    ChampionFactory,
    ClauseFactory,
    CompactVersionFactory,
    ComplianceExceptionFactory,
    SectionFactory,
    SignatoryFactory,
)
from tests.factories.people import MembershipFactory, UserFactory
from tests.kept import all_due, emails, waiting_for

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
    return SignatoryFactory(organisation__name="Example Council")


@pytest.fixture
def lead(signatory):
    return MembershipFactory(organisation=signatory.organisation, lead=True).user


@pytest.fixture
def clause():
    section = SectionFactory(version=CompactVersionFactory(in_force=True), number="8.2")
    return ClauseFactory(section=section, number=3, text="Meet in rooms everyone can reach.")


def test_a_review_waits_for_the_leads_and_for_the_champion_who_signs_in(signatory, lead, clause, officer):
    champion, deputy = UserFactory(), UserFactory()
    ChampionFactory(signatory=signatory, person=champion.person)
    ChampionFactory(signatory=signatory, person=deputy.person, deputy=True)
    exception = ComplianceExceptionFactory(signatory=signatory, clause=clause, review_on=date(2026, 12, 1))
    (deadline,) = all_due(ExceptionsToReview())
    assert (deadline.due, emails(deadline)) == (exception.review_on, [lead.email, champion.email])
    for user in (lead, champion):
        assert [waits.key for waits in waiting_for(user, ExceptionsToReview())] == [deadline.key]
    for user in (deputy, officer, UserFactory()):
        assert waiting_for(user, ExceptionsToReview()) == []


def test_a_lead_who_is_the_champion_is_reminded_once(signatory, lead, clause):
    ChampionFactory(signatory=signatory, person=lead.person)
    ComplianceExceptionFactory(signatory=signatory, clause=clause)
    (deadline,) = all_due(ExceptionsToReview())
    assert emails(deadline) == [lead.email]


def test_officers_look_after_what_nobody_else_does(signatory, clause, officer):
    ChampionFactory(signatory=signatory)  # who does not sign in
    ComplianceExceptionFactory(signatory=signatory, clause=clause)
    (deadline,) = all_due(ExceptionsToReview())
    assert emails(deadline) == [officer.email]
    assert [waits.key for waits in waiting_for(officer, ExceptionsToReview())] == [deadline.key]


def test_a_review_is_a_date_until_the_exception_ends(signatory, officer, clause):
    exception = ComplianceExceptionFactory(signatory=signatory, clause=clause, review_on=date(2026, 11, 2))
    assert [deadline.due for deadline in ExceptionsToReview().open(until=TODAY)] == [date(2026, 11, 2)]
    assert list(ExceptionsToReview().open(until=date(2026, 11, 1))) == []
    review_exception(exception, note="Done.", next_review_on=None, seen=0, by=officer, now=NOW)
    assert all_due(ExceptionsToReview()) == []


def test_dates_ask_as_often_for_many_as_for_one(clause, officer, django_assert_num_queries):
    for signatories in (1, 3):
        ComplianceExceptionFactory.create_batch(signatories, clause=clause)
        ComplianceExceptionFactory(clause=clause, signatory=ChampionFactory(person=UserFactory().person).signatory)
        with django_assert_num_queries(2):  # the exceptions, and the Champions who sign in
            list(ExceptionsToReview().open())
