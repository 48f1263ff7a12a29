"""What is declined goes to the next in reserve of the lot, within its budget, once."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from compact_portal.notices.models import Notice
from funding.choices import AwardState
from funding.models import Award
from funding.queries import free_in
from funding.results import results_of
from funding.services import assessing, awards, deciding, reserves
from funding.services.deciding import Said
from funding.services.drafts import RoundMovedOn
from tests.at_once import at_once
from tests.disputes.test_secrecy import client_for
from tests.factories.champions import InterestFactory
from tests.factories.disputes import moment
from tests.factories.funding import being_assessed, mark
from tests.factories.people import MembershipFactory
from tests.funding.beginnings import GARDEN
from tests.reading import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("closed")]

DAY = date(2026, 11, 2)
BUDGET = 50_000_00
FIRST = 30_000_00


@pytest.fixture
def made(funder, groups, clock):
    """The first got 30,000 of 50,000; the other two are in reserve, the last one with the better marks."""
    made = being_assessed(funder, *groups, MembershipFactory(lead=True, organisation__name="Example Choir"), on=DAY)
    for application, given in zip(made.applications, (5, 3, 4), strict=True):
        for user in made.assessors:
            mark(application, user, *(given for _ in application.lot.criteria.all()), now=made.now)
    who = {"by": funder.user, "now": made.now}
    assessing.finish_marking(made.round, **who)
    verdicts = {each.pk: Said("reserve", "Next in line.") for each in made.applications}
    verdicts[made.applications[0].pk] = Said("award", "It reaches many.", FIRST)
    deciding.recommend(made.round, verdicts=verdicts, **who)
    said = {"decided_by": "Cabinet", "decided_on": made.now.date(), "minutes": "Cabinet, minute 45"}
    made.round = deciding.decide(made.round, verdicts=verdicts, **said, **who)
    made.now = moment(made.round.announced_on)
    clock.move_to(made.now)
    deciding.announce(made.round, by=funder.user, now=made.now)
    made.award = Award.objects.get()
    made.lot = made.round.lots.get()
    made.garden, made.choir = made.applications[1:]
    return made


@pytest.fixture
def declined(made, group):
    awards.answer_offer(made.award, accepts=False, by=group.user, now=made.now)
    return made


def offered(made, funder, application, amount: int = 10_000_00) -> Award:
    return reserves.offer_to_reserve(made.lot, seen=application.pk, amount=amount, by=funder.user, now=made.now)


def test_as_long_as_nothing_is_declined_nobody_moves_up(made, funder):
    with pytest.raises(RoundMovedOn, match="No offer was declined"):
        offered(made, funder, made.choir)


def test_the_one_with_the_better_marks_is_next(declined, funder):
    with pytest.raises(RoundMovedOn, match="another one is next now"):
        offered(declined, funder, declined.garden)
    award = offered(declined, funder, declined.choir)
    assert (award.organisation.name, award.state) == ("Example Choir", AwardState.OFFERED)
    assert Notice.objects.filter(key__startswith="funding.reserve-offered:").count() == 1
    assert offered(declined, funder, declined.garden).organisation.name == GARDEN
    with pytest.raises(RoundMovedOn, match="Nobody is left"):
        offered(declined, funder, declined.garden)


@pytest.mark.parametrize("amount", [0, BUDGET + 1])
def test_no_more_is_offered_than_is_free(declined, funder, amount):
    with pytest.raises(ValidationError, match="Enter £50,000 or less"):
        offered(declined, funder, declined.choir, amount)


def test_an_offer_that_waits_holds_its_money(declined, funder):
    offered(declined, funder, declined.choir, BUDGET)
    assert free_in(declined.lot) == 0
    with pytest.raises(RoundMovedOn, match="All the money is offered"):
        offered(declined, funder, declined.garden, 1)


def test_offered_in_the_browser_and_accepted(client, declined, funder, groups):
    client.force_login(funder.user)
    page = client.get(declined.award.get_absolute_url())
    assert "Offer it to the next in reserve" in text(page)
    url = f"{declined.round.get_absolute_url()}lots/1/reserve/"
    page = text(client.get(url))
    assert "Example Choir, 80 of 100" in page and "£50,000 is free" in page
    assert "Enter £50,000 or less" in text(client.post(url, {"amount": "60,000", "seen": declined.choir.pk}))
    assert client.post(url, {"amount": "9,000", "seen": declined.garden.pk}).status_code == 409
    client.post(url, {"amount": "9,000", "seen": declined.choir.pk})
    award = Award.objects.get(application=declined.choir)
    choir = client_for(award.organisation.memberships.get().user)
    assert "you are offered £9,000" in text(choir.get(declined.choir.get_absolute_url()))
    choir.post(award.url("award-answer"), {"accepts": "yes"})
    assert Award.objects.get(pk=award.pk).state == AwardState.ACCEPTED
    assert client.get(f"{declined.round.get_absolute_url()}lots/2/reserve/").status_code == 404


def test_only_the_funder_offers_and_nobody_who_has_to_do_with_an_applicant(declined, funder, group):
    with pytest.raises(PermissionDenied):
        reserves.offer_to_reserve(declined.lot, seen=declined.choir.pk, amount=1, by=group.user, now=declined.now)
    organisation = declined.garden.organisation
    InterestFactory(person=funder.user.person, organisation=organisation)
    with pytest.raises(ValidationError, match="You stand aside"):
        offered(declined, funder, declined.choir)


@pytest.mark.django_db(transaction=True)
def test_offered_by_several_at_once_the_budget_holds_and_it_is_one_offer(declined, funder):
    outcomes = []

    def move_up(number):
        try:
            offered(declined, funder, declined.choir, BUDGET - number)
            outcomes.append("offered")
        except RoundMovedOn:
            outcomes.append("refused")

    at_once(move_up)
    assert (outcomes.count("offered"), outcomes.count("refused")) == (1, 3)
    assert Award.objects.exclude(state=AwardState.DECLINED).count() == 1
    assert free_in(declined.lot) >= 0


def test_a_declined_offer_and_the_one_in_its_place_are_told_as_one(client, declined, funder):
    address = declined.round.get_absolute_url()
    page = text(client.get(address))
    assert "Offered 0 awards, 0% of the applications Declined 1 offer" in page
    offered(declined, funder, declined.choir)
    page = text(client.get(address))
    assert "Offered 1 award, 33% of the applications Declined 1 offer" in page
    (line,) = csv.DictReader(StringIO(client.get(f"{address}totals.csv").getvalue().decode().removeprefix("\ufeff")))
    told = [line[name] for name in ("Offers", "Offers in per cent of applications", "Offers declined")]
    assert told == ["1", "33", "1"]


def test_results_read_what_they_show_and_no_more(declined, funder, django_assert_num_queries):
    for application in (declined.choir, declined.garden):
        award = offered(declined, funder, application)
        lead = application.organisation.memberships.get().user
        awards.answer_offer(award, accepts=True, by=lead, now=declined.now)
    lines = [{"kind": "advance", "amount": award.amount, "due": declined.now.date(), "reason": ""}]
    awards.plan_payments(award, payments=lines, by=funder.user, now=declined.now)
    paid = {"paid_on": declined.now.date(), "by": funder.user, "now": declined.now}
    awards.move_payment(award.payments.get(), "pay", **paid)
    results_of(declined.round)  # the SQL is written once
    declined.round.refresh_from_db()
    with django_assert_num_queries(3):
        results = results_of(declined.round)
        assert [each.organisation.name for each in results.awards] == ["Example Choir", GARDEN]
    assert (results.offered, results.declined, results.awarded, results.paid) == (2, 1, 20_000_00, 10_000_00)
    assert (results.reports_asked_for, results.reports_accepted) == (2, 0)
