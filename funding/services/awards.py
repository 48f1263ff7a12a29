"""An award: accepted or declined, paid line by line, held back and what becomes of that, closed."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from compact_portal.access.gate import require
from compact_portal.access.refusals import Refusal
from compact_portal.audit.services import record
from compact_portal.transitions import Transition
from compact_portal.wording import how_computed, long_date
from funding.choices import (
    AWARD_TRANSITIONS,
    PAYMENT_TRANSITIONS,
    RESULT_BANDS,
    RUNNING,
    WITH_A_REASON,
    AwardState,
    PaymentKind,
    PaymentState,
)
from funding.emails import awards as emails
from funding.models import Award, Payment
from funding.money import pounds
from funding.monitoring import end_of, reports_of

RUN, ANSWER = "funding.run_award", "funding.answer_award"


class AwardMovedOn(Refusal):
    """Nothing was changed: the page says where the award stands now."""

    template = "funding/award_refused.html"

    def __init__(self, award: Award, words: str):
        self.award = award
        super().__init__(words)

    def context(self) -> dict:
        return {"award": self.award}


def lock(award: Award, by, permission: str) -> Award:
    """As it is now, held until the transaction ends, for somebody who may do this."""
    Award.objects.select_for_update().get(pk=award.pk)
    held = Award.objects.with_everything().get(pk=award.pk)
    require(by, permission, held)
    return held


def move(award: Award, verb: str, *, by, now: datetime, **details) -> Award:
    transition = AWARD_TRANSITIONS[verb]
    if award.state not in transition.sources:
        raise AwardMovedOn(award, f"{transition.label}: not possible while it is “{award.get_state_display()}”.")
    award.state = transition.target
    award.save()
    record(award, transition.done, by=by, at=now, **details)
    return award


def refuse_step(award: Award, transition: Transition, part) -> None:
    """`part` is a report or a concern of the award. Raises AwardMovedOn where its step is not possible now."""
    for standing in (None if award.state in RUNNING else award, None if part.state in transition.sources else part):
        if standing:
            raise AwardMovedOn(award, f"{transition.label}: not possible while it is “{standing.get_state_display()}”.")


@transaction.atomic
def answer_offer(award: Award, *, accepts: bool, by, now: datetime) -> Award:
    """By the organisation. What is declined is free for others of the lot."""
    held = lock(award, by, ANSWER)
    held.answered_at = now
    move(held, "accept" if accepts else "decline", by=by, now=now)
    if accepts:
        plan_reports(held, now=now)
    emails.offer_answered(held, at=now)
    return held


def plan_reports(award: Award, *, now: datetime) -> None:
    """Those that its value asks for, until the day on which it ends."""
    accepted = timezone.localdate(now)
    award.ends_on = end_of(accepted, award.round.years)
    award.save()
    asked = reports_of(award.amount, accepted=accepted, ends=award.ends_on)
    for number, each in enumerate(asked, 1):
        counted = {"due": each.due.due, "how": how_computed(each.due)}
        award.reports.create(number=number, kind=each.kind, until=each.until, **counted)


@transaction.atomic
def describe_award(award: Award, *, purpose: str, by, now: datetime) -> Award:
    """What it pays for, in words that everyone reads and that go into open data."""
    held = lock(award, by, RUN)
    held.purpose = purpose
    held.save()
    record(held, "described", by=by, at=now, purpose=purpose)
    return held


@transaction.atomic
def plan_payments(award: Award, *, payments: Iterable[dict], by, now: datetime) -> Award:
    """`payments` are {"kind", "amount" (pence), "due", "reason"}, in the place of those before; none is paid yet.

    Raises ValidationError where they do not sum to the award, where late money has no reason, and for more by results
    than 20 per cent.
    """
    held, payments = lock(award, by, RUN), list(payments)
    if held.state not in (AwardState.OFFERED, AwardState.ACCEPTED):
        raise AwardMovedOn(held, "Money has moved already, so the plan stays as it is.")
    total = sum(each["amount"] for each in payments)
    if total != held.amount:
        raise ValidationError(f"The payments sum to {pounds(total)}. The award is {pounds(held.amount)}.")
    for each in payments:
        if each["kind"] in WITH_A_REASON and not each["reason"].strip():
            raise ValidationError("Say why money comes afterwards or by results. Everyone can read it.")
    by_results = sum(each["amount"] for each in payments if each["kind"] == PaymentKind.RESULT)
    if by_results * 100 not in [held.amount * band for band in RESULT_BANDS]:
        raise ValidationError("By results there can be nothing, 10% or 20% of the award.")
    held.payments.all().delete()
    Payment.objects.bulk_create(Payment(award=held, number=number, **each) for number, each in enumerate(payments, 1))
    record(held, "payments planned", by=by, at=now, number=len(payments))
    return held


@transaction.atomic
def move_payment(
    payment: Payment, verb: str, *, reason: str = "", paid_on: date | None = None, by, now: datetime
) -> Payment:
    """One of PAYMENT_TRANSITIONS. All but paying and releasing need a reason, which everyone can read but for a
    correction: that stays in the trail.

    The first payment starts the award. Raises ValidationError for a payment on a day to come, and before the offer.
    """
    held = lock(payment.award, by, RUN)
    payment = next(each for each in held.payments.all() if each.pk == payment.pk)
    transition = PAYMENT_TRANSITIONS[verb]
    if held.state not in RUNNING:
        raise AwardMovedOn(held, f"No money moves while the award is “{held.get_state_display()}”.")
    if payment.state not in transition.sources:
        raise AwardMovedOn(held, f"{transition.label}: not possible while it is “{payment.get_state_display()}”.")
    if verb == "pay" and (paid_on is None or paid_on > timezone.localdate(now)):
        raise ValidationError({"paid_on": "Enter the day on which it was paid: today or before."})
    if verb == "pay" and paid_on < (offered := timezone.localdate(held.offered_at)):
        raise ValidationError(
            {"paid_on": f"The award was offered on {long_date(offered)}. Enter that day or a later one."}
        )
    if verb not in ("pay", "release") and not reason.strip():
        raise ValidationError({"reason": "Enter the reason."})
    payment.state, payment.paid_on = transition.target, paid_on if verb == "pay" else None
    payment.reason = payment.reason if verb == "correct" else reason or payment.reason
    payment.save()
    held.save(update_fields=["modified_at"])
    told = {"number": payment.number, "amount": payment.amount} | ({"reason": reason} if verb == "correct" else {})
    record(held, f"payment {transition.done}", by=by, at=now, **told)
    follow_money(held, by=by, now=now)
    emails.payment_moved(held, payment, at=now)
    return payment


def follow_money(award: Award, *, by, now: datetime) -> None:
    """The first payment begins an award that is held, the last brings it to its end; a correction takes that back."""
    has_paid = any(each.state == PaymentState.PAID for each in award.payments.all())
    if award.state == AwardState.COMPLETING and not award.is_over(timezone.localdate(now)):
        move(award, "go-on", by=by, now=now)
    if award.state == AwardState.ACCEPTED and has_paid:
        move(award, "start", by=by, now=now)
    if award.state == AwardState.ACTIVE and award.is_untouched:
        move(award, "take-back", by=by, now=now)
    complete_if_over(award, by=by, now=now)


def complete_if_over(award: Award, *, by, now: datetime) -> bool:
    """On an award that is held, whether it begins to come to its end now."""
    begins = award.is_coming_to_its_end(timezone.localdate(now))
    if begins:
        move(award, "complete", by=by, now=now)
    return begins
