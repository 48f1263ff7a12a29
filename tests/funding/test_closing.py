"""The end of an award: its last steps, and closed when every line is settled and every report accepted, or why not."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from compact_portal.notices.models import Notice
from funding.choices import AwardState, ReportState
from funding.deadlines import ReportsDue
from funding.models import Award
from funding.services import awards, closing
from funding.services.awards import AwardMovedOn
from funding.tasks import complete_awards
from tests.disputes.test_secrecy import client_for
from tests.factories.disputes import moment
from tests.factories.funding import awarded
from tests.kept import all_due
from tests.reading import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("closed")]

DAY = date(2026, 11, 2)
AMOUNT = 10_000_00


@pytest.fixture
def made(funder, group, clock):
    """Accepted, and to be paid in two halves."""
    made = awarded(funder, group, amount=AMOUNT, on=DAY)
    clock.move_to(made.now)
    awards.answer_offer(made.award, accepts=True, by=group.user, now=made.now)
    half = {"kind": "advance", "amount": AMOUNT // 2, "due": made.now.date(), "reason": ""}
    awards.plan_payments(made.award, payments=[half, half], by=funder.user, now=made.now)
    return made


def paid(made, funder, *numbers: int) -> Award:
    for payment in made.award.payments.filter(number__in=numbers):
        awards.move_payment(payment, "pay", paid_on=made.now.date(), by=funder.user, now=made.now)
    return Award.objects.get()


def accepted_reports(award: Award) -> None:
    when = {"sent_at": moment(DAY), "accepted_at": moment(DAY)}
    award.reports.update(state=ReportState.ACCEPTED, **when)


def test_with_the_last_payment_come_the_last_steps(made, funder):
    assert paid(made, funder, 1).state == AwardState.ACTIVE
    assert paid(made, funder, 2).state == AwardState.COMPLETING


def test_money_that_went_back_is_a_last_payment_too(made, funder):
    paid(made, funder, 1)
    held = made.award.payments.get(number=2)
    for verb in ("withhold", "return"):
        awards.move_payment(held, verb, reason="They need less.", by=funder.user, now=made.now)
    award = Award.objects.get()
    assert (award.state, award.returned) == (AwardState.COMPLETING, AMOUNT // 2)


def test_with_nothing_to_come_it_only_has_to_be_closed(made, funder):
    accepted_reports(made.award)
    assert paid(made, funder, 1, 2).state == AwardState.ACTIVE


def test_the_portal_sees_that_the_last_day_has_passed(made, funder, clock):
    award = paid(made, funder, 1)
    clock.move_to(moment(award.ends_on))
    assert complete_awards() == 0
    clock.move_to(moment(award.ends_on + timedelta(days=1)))
    assert complete_awards() == 1
    assert complete_awards() == 0
    assert Award.objects.get().state == AwardState.COMPLETING
    paid(made, funder, 2)  # money still moves


def test_a_report_is_still_due_in_the_last_steps(made, funder):
    paid(made, funder, 1, 2)
    assert len(all_due(ReportsDue())) == 1


def test_closing_with_a_report_missing_needs_a_reason(client, made, funder, group):
    award = paid(made, funder, 1, 2)
    with pytest.raises(ValidationError, match="1 report is not accepted"):
        closing.close_award(award, reason=" ", by=funder.user, now=made.now)
    client.force_login(funder.user)
    assert "Why do you close it without every report?" in text(client.get(award.url("award-close")))
    assert "Error:" in text(client.post(award.url("award-close")))
    client.post(award.url("award-close"), {"reason": "The group has ended."})
    assert Award.objects.get().state == AwardState.CLOSED
    assert "The group has ended." in text(client_for(group.user).get(award.get_absolute_url()))
    assert all_due(ReportsDue()) == []
    assert Notice.objects.filter(key__startswith="funding.award-closed:").count() == 1


def test_with_every_report_accepted_no_reason_is_asked_for(client, made, funder):
    award = paid(made, funder, 1, 2)
    accepted_reports(award)
    client.force_login(funder.user)
    assert "Why do you" not in text(client.get(award.url("award-close")))
    client.post(award.url("award-close"))
    award = Award.objects.get()
    assert (award.state, award.closed_because) == (AwardState.CLOSED, "")


@pytest.mark.parametrize("reports_are_in", [True, False])
def test_a_line_that_is_not_settled_keeps_it_open(made, funder, reports_are_in):
    award = paid(made, funder, 1)
    if reports_are_in:
        accepted_reports(award)
    with pytest.raises(ValidationError, match="Say first what becomes of it"):
        closing.close_award(award, reason="Enough.", by=funder.user, now=made.now)


def test_an_award_without_any_line_is_not_settled(made, funder):
    made.award.payments.all().delete()
    with pytest.raises(ValidationError, match="Write down first how it is paid"):
        closing.close_award(made.award, reason="Enough.", by=funder.user, now=made.now)


def test_it_is_closed_once(client, made, funder):
    award = paid(made, funder, 1, 2)
    closing.close_award(award, reason="Enough.", by=funder.user, now=made.now)
    with pytest.raises(AwardMovedOn):
        closing.close_award(award, reason="Enough.", by=funder.user, now=made.now)
    client.force_login(funder.user)
    assert client.get(award.url("award-close")).status_code == 409


def test_a_last_payment_that_was_none_brings_it_back_from_its_last_steps(made, funder):
    paid(made, funder, 1, 2)
    who = {"by": funder.user, "now": made.now}
    awards.move_payment(made.award.payments.get(number=2), "correct", reason="Sent back by the bank.", **who)
    assert Award.objects.get().state == AwardState.ACTIVE
    assert paid(made, funder, 2).state == AwardState.COMPLETING
