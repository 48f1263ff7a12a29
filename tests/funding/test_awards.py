"""Awards: answered, paid line by line to the penny, held back and what becomes of it, public."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from compact_portal.notices.models import Notice
from funding.choices import AwardState, PaymentState
from funding.deadlines import PaymentsDue
from funding.models import Award, Payment
from funding.services import awards
from funding.services.awards import AwardMovedOn
from tests.at_once import at_once
from tests.disputes.test_secrecy import client_for
from tests.factories.funding import awarded
from tests.factories.people import MembershipFactory, UserFactory
from tests.funding.beginnings import HARBOUR
from tests.kept import all_due, emails
from tests.reading import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("closed")]

DAY = date(2026, 11, 2)
AMOUNT = 10_000_00


@pytest.fixture
def made(funder, group, clock):
    made = awarded(funder, group, amount=AMOUNT, on=DAY)
    clock.move_to(made.now)
    return made


@pytest.fixture
def award(made, group, funder) -> Award:
    """Accepted, with half of it in advance."""
    awards.answer_offer(made.award, accepts=True, by=group.user, now=made.now)
    planned(made, funder, line("advance", 5_000_00), line("instalment", 5_000_00, days=90))
    return Award.objects.get()


def line(kind: str, amount: int, *, days: int = 10, reason: str = "") -> dict:
    return {"kind": kind, "amount": amount, "due": date(2027, 2, 1) + timedelta(days=days), "reason": reason}


def planned(made, funder, *lines):
    return awards.plan_payments(made.award, payments=lines, by=funder.user, now=made.now)


def test_the_organisation_answers_once(made, group, funder):
    with pytest.raises(PermissionDenied):
        awards.answer_offer(made.award, accepts=True, by=funder.user, now=made.now)
    awards.answer_offer(made.award, accepts=False, by=group.user, now=made.now)
    with pytest.raises(AwardMovedOn):
        awards.answer_offer(made.award, accepts=True, by=group.user, now=made.now)
    assert Notice.objects.get(key__startswith="funding.offer-answered:").email == funder.user.email


def test_only_what_was_accepted_is_public(client, made, group):
    assert HARBOUR not in text(client.get("/funding/awards/"))
    awards.answer_offer(made.award, accepts=True, by=group.user, now=made.now)
    page = text(client.get("/funding/awards/"))
    assert f"{HARBOUR} £10,000" in page and made.award.reference in page
    assert HARBOUR in text(client.get(made.round.get_absolute_url()))


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([line("advance", AMOUNT - 1)], "sum to £9,999.99. The award is £10,000"),
        ([line("arrears", AMOUNT)], "Say why money comes afterwards"),
        ([line("advance", 8_500_00), line("result", 1_500_00, reason="Jobs")], "nothing, 10% or 20%"),
        ([], "sum to £0"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(made, funder, lines, words):
    with pytest.raises(ValidationError, match=words):
        planned(made, funder, *lines)
    assert not Payment.objects.exists()


@pytest.mark.parametrize("by_results", [1_000_00, 2_000_00])
def test_a_tenth_or_a_fifth_may_hang_on_results(made, funder, by_results):
    planned(made, funder, line("advance", AMOUNT - by_results), line("result", by_results, reason="Jobs that last"))
    assert Payment.objects.count() == 2


def test_paid_line_by_line_until_it_is_closed(client, award, funder, group, made):
    client.force_login(funder.user)
    soonest = all_due(PaymentsDue())[0]
    assert (soonest.due, emails(soonest)) == (award.payments.first().due, [funder.user.email])
    to_come = {"paid_on_day": "1", "paid_on_month": "1", "paid_on_year": "2028"}
    assert "today or before" in text(client.post(award.url("payment", 1, "pay"), to_come))
    day = made.now.date()
    paid = {"paid_on_day": day.day, "paid_on_month": day.month, "paid_on_year": day.year}
    client.post(award.url("payment", 1, "pay"), paid)
    award = Award.objects.get()
    assert (award.state, award.paid) == (AwardState.ACTIVE, 5_000_00)
    assert client.post(award.url("payment", 1, "pay"), paid).status_code == 409
    assert "Say first what becomes of it" in text(client.post(award.url("award-close"), {"reason": "They moved."}))
    client.post(award.url("payment", 2, "withhold"), {"reason": "The report is missing."})
    assert all_due(PaymentsDue()) == []
    assert "Held back: £5,000." in text(client_for(group.user).get(award.get_absolute_url()))
    client.post(award.url("payment-release", 2))
    client.post(award.url("payment", 2, "withhold"), {"reason": "They need less."})
    client.post(award.url("payment", 2, "return"), {"reason": "They need less."})
    assert Award.objects.get().returned == 5_000_00
    client.post(award.url("award-close"), {"reason": "They moved away."})
    assert Award.objects.get().state == AwardState.CLOSED
    assert "They need less." in text(client_for(None).get("/funding/awards/"))


def test_the_plan_stays_once_money_has_moved(award, funder, made):
    awards.move_payment(award.payments.first(), "pay", paid_on=made.now.date(), by=funder.user, now=made.now)
    with pytest.raises(AwardMovedOn):
        planned(made, funder, line("advance", AMOUNT))


@pytest.mark.parametrize("verb", ["withhold", "reinvest", "return"])
def test_money_that_is_not_paid_says_why(award, funder, made, verb):
    payment = award.payments.first()
    if verb != "withhold":
        awards.move_payment(payment, "withhold", reason="Late", by=funder.user, now=made.now)
    with pytest.raises(ValidationError, match="Enter the reason"):
        awards.move_payment(payment, verb, reason=" ", by=funder.user, now=made.now)


def test_no_money_moves_before_it_is_accepted(made, funder):
    planned(made, funder, line("advance", AMOUNT))
    with pytest.raises(AwardMovedOn):
        awards.move_payment(Payment.objects.get(), "pay", paid_on=made.now.date(), by=funder.user, now=made.now)


def test_planning_in_the_browser_keeps_what_was_typed(client, made, funder):
    client.force_login(funder.user)
    day = {"due_1_day": "1", "due_1_month": "3", "due_1_year": "2027"}
    said = {"kind_1": "advance", "amount_1": "£9,000", **day}
    page = client.post(made.award.url("payments"), said)
    assert "The payments sum to £9,000. The award is £10,000." in text(page)
    assert "£9,000" in page.content.decode()
    client.post(made.award.url("payments"), said | {"amount_1": "10,000"})
    assert Payment.objects.get().amount == AMOUNT


def test_others_find_no_award(made):
    for user in (MembershipFactory(lead=True).user, UserFactory(officer=True, administrator=True)):
        assert client_for(user).get(made.award.get_absolute_url()).status_code == 404


def test_nothing_was_paid_before_it_was_offered(award, funder, made):
    awards.plan_payments(
        award,
        payments=[{"kind": "advance", "amount": award.amount, "due": made.now.date(), "reason": ""}],
        by=funder.user,
        now=made.now,
    )
    page = client_for(funder.user).post(
        award.url("payment", 1, "pay"), {"paid_on_day": "1", "paid_on_month": "1", "paid_on_year": "2020"}
    )
    assert "The award was offered on" in text(page) and "Enter that day or a later one." in text(page)
    assert Payment.objects.get().state == "scheduled"


@pytest.mark.django_db(transaction=True)
def test_paid_twice_at_once_it_is_paid_once(award, funder, made):
    payment, outcomes = award.payments.first(), []

    def pay(number):
        try:
            awards.move_payment(payment, "pay", paid_on=made.now.date(), by=funder.user, now=made.now)
            outcomes.append("paid")
        except AwardMovedOn:
            outcomes.append("refused")

    at_once(pay)
    assert outcomes.count("paid") == 1
    assert Payment.objects.get(pk=payment.pk).state == PaymentState.PAID
    assert Notice.objects.filter(key__startswith="funding.payment:").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_plans_at_once_leave_one_that_sums_to_the_award(made, funder):
    def plan(number):
        first = 1_000_00 * (number + 1)
        planned(made, funder, line("advance", first), line("instalment", AMOUNT - first))

    at_once(plan)
    assert sum(each.amount for each in Payment.objects.all()) == AMOUNT
    assert Payment.objects.count() == 2


def test_a_payment_that_was_never_made_is_to_be_paid_again(award, made, funder):
    first, _ = award.payments.all()
    pay = {"paid_on": made.now.date(), "by": funder.user, "now": made.now}
    awards.move_payment(first, "pay", **pay)
    page = client_for(funder.user)
    there = page.post(award.url("payment", 1, "correct"), {"reason": "It was another group’s."}, follow=True)
    assert "Paid so far: £0 of £10,000" in text(there) and "another group" not in text(there)
    first.refresh_from_db()
    assert (first.state, first.paid_on, first.reason) == (PaymentState.SCHEDULED, None, "")
    planned(made, funder, line("advance", AMOUNT))  # nothing was paid, so the plan is open again
    awards.move_payment(award.payments.get(), "pay", **pay)


def test_a_correction_says_what_was_wrong(award, made, funder):
    awards.move_payment(award.payments.first(), "pay", paid_on=made.now.date(), by=funder.user, now=made.now)
    answer = client_for(funder.user).post(award.url("payment", 1, "correct"), {"reason": " "})
    assert "There is a problem" in text(answer)
    assert award.payments.first().state == PaymentState.PAID
