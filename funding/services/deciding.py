"""From agreed marks to awards: recommended, decided by a body that writes it down, and announced to all at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from compact_portal.access.gate import require
from compact_portal.wording import long_date
from funding import panel
from funding.choices import TRANSITIONS, ApplicationState, AssessmentState, RoundState, Step, Verdict
from funding.emails import rounds as emails
from funding.models import Application, ApplicationVerdict, Assessor, Award, Lot, Round, VerdictsPutOff
from funding.money import pounds
from funding.queries import applicants_of
from funding.services.drafts import RUN, RoundMovedOn, lock
from funding.services.rounds import move

#: The step of a round that each makes.
DONE_BY = {Step.RECOMMENDED: "recommend", Step.DECIDED: "decide"}


@dataclass(frozen=True, slots=True)
class Said:
    """About one application. `amount` is in pence, of an award only."""

    verdict: str
    reason: str
    amount: int | None = None


def eligible(round_: Round) -> list[Application]:
    found = Application.objects.filter(round=round_, state=ApplicationState.ELIGIBLE)
    return list(found.with_marks().prefetch_related("verdicts").order_by("lot__number", "number"))


def held_round(round_: Round, by) -> Round:
    """For somebody of the funder who stands apart from every applicant: places and sums tell of all of them."""
    held = lock(round_)
    require(by, RUN, held)
    refuse_ties(held, by)
    return held


def refuse_ties(round_: Round, by) -> None:
    if applicants_of(round_) & panel.ties_of(by, round_):
        raise ValidationError("You stand aside from one of the applicants. A colleague who does not has to do this.")


@transaction.atomic
def recommend(round_: Round, *, verdicts: Mapping[int, Said], by, now: datetime) -> Round:
    """`verdicts` by the id of each application. Until it is decided, it can be recommended again.

    Raises ValidationError for more than a lot has, for an award below a pass mark, and for one that is missing.
    """
    held = held_round(round_, by)
    write_verdicts(held, Step.RECOMMENDED, verdicts, by=by, now=now)
    return move(held, "recommend", by=by, now=now)


@transaction.atomic
def put_off(round_: Round, step: Step, *, typed: Mapping[str, str], seen: str, by, now: datetime) -> VerdictsPutOff:
    """What was typed so far, to go on with later; nothing is recommended or decided by it. `seen` is what the page
    began with, as in `put_off_at`. Raises ValidationError when a colleague has saved something since."""
    held = held_round(round_, by)
    if held.state not in TRANSITIONS[DONE_BY[step]].sources:
        raise RoundMovedOn(held, f"Not possible while it is “{held.get_state_display()}”.")
    there = held.verdicts_put_off.filter(step=step).select_related("saved_by__person").first()
    if seen != put_off_at(there):
        who = (there and there.saved_by) or "A colleague"
        raise ValidationError(
            f"{who} has gone on with this since you opened it. Your words stand below and are not saved: keep this "
            "page, open it a second time, and bring both together."
        )
    kept = {name: words.replace("\x00", "") for name, words in typed.items()}
    made = {"typed": kept, "saved_by": by, "saved_at": now}
    return held.verdicts_put_off.update_or_create(step=step, defaults=made)[0]


def put_off_at(found: VerdictsPutOff | None) -> str:
    return found.saved_at.isoformat() if found else ""


def write_verdicts(round_: Round, step: Step, verdicts: Mapping[int, Said], *, by, now: datetime) -> None:
    applications = eligible(round_)
    for application in applications:
        refuse_verdict(application, verdicts.get(application.pk))
    refuse_past_budget(round_, applications, verdicts)
    for application in applications:
        said = verdicts[application.pk]
        amount = said.amount if said.verdict == Verdict.AWARD else None
        made = {"verdict": said.verdict, "amount": amount, "reason": said.reason, "made_by": by, "made_at": now}
        ApplicationVerdict.objects.update_or_create(application=application, step=step, defaults=made)
    round_.verdicts_put_off.filter(step=step).delete()


def refuse_verdict(application: Application, said: Said | None) -> None:
    if said is None or said.verdict not in Verdict:
        raise ValidationError(f"{application.called}: choose what is to happen.")
    if not said.reason.strip():
        raise ValidationError(f"{application.called}: enter the reason. The applicant will read it.")
    if said.verdict == Verdict.AWARD and not said.amount:
        raise ValidationError(f"{application.called}: enter how much is awarded.")
    if said.verdict == Verdict.AWARD and application.asked_for and said.amount > application.asked_for:
        asked = pounds(application.asked_for)
        raise ValidationError(f"{application.called} asks for {asked}. Enter that, or less.")
    if said.verdict == Verdict.AWARD and application.is_below_pass_mark:
        raise ValidationError(f"{application.called} is below a pass mark, so it cannot be awarded.")


def refuse_past_budget(round_: Round, applications: list[Application], verdicts: Mapping[int, Said]) -> None:
    for lot in Lot.objects.select_for_update().filter(round=round_):
        said = [verdicts[each.pk] for each in applications if each.lot_id == lot.pk]
        awarded = sum(each.amount or 0 for each in said if each.verdict == Verdict.AWARD)
        if awarded > lot.budget:
            which = f"{lot}: the" if lot.title else "The"
            raise ValidationError(
                f"{which} awards sum to {pounds(awarded)}, and there is {pounds(lot.budget)}. "
                f"That is {pounds(awarded - lot.budget)} too much."
            )


@transaction.atomic
def decide(
    round_: Round, *, verdicts: Mapping[int, Said], decided_by: str, decided_on: date, minutes: str, by, now: datetime
) -> Round:
    """By whom, when, and where it is written down ("Cabinet, 10 March, minute 45"). Nobody outside knows yet: until it
    is announced, what was written down wrongly can be written anew."""
    held = held_round(round_, by)
    if decided_on > timezone.localdate(now):
        raise ValidationError({"decided_on": "The day of the decision must be today or before."})
    if decided_on < (closed := timezone.localdate(held.last_closing)):
        when = long_date(closed)
        raise ValidationError({"decided_on": f"The round closed on {when}. Enter that day or a later one."})
    write_verdicts(held, Step.DECIDED, verdicts, by=by, now=now)
    held.verdicts_put_off.all().delete()  # nothing is recommended any more
    held.decided_by, held.decided_on, held.decision_minutes = decided_by, decided_on, minutes
    return move(held, "decide", by=by, now=now, minutes=minutes)


@transaction.atomic
def announce(round_: Round, *, by, now: datetime) -> Round:
    """To everyone who applied in the same moment; what is awarded is offered. Not before the day that was published."""
    held = held_round(round_, by)
    refuse_early(held, now)
    held.recused = recusals(held)
    sent = Application.objects.sent().filter(round=held).with_answers()
    held.asked_for = sum(each.asked_for or 0 for each in sent)
    move(held, "announce", by=by, now=now)
    for application in eligible(held):
        decided = next(each for each in application.verdicts.all() if each.step == Step.DECIDED)
        if decided.verdict == Verdict.AWARD:
            offer(application, decided.amount, now=now)
    emails.decision_announced(held, at=now)
    return held


def has_to_wait(round_: Round, now: datetime) -> bool:
    return round_.announced_on is not None and timezone.localdate(now) < round_.announced_on


def refuse_early(round_: Round, now: datetime) -> None:
    if round_.state == RoundState.DECIDED and has_to_wait(round_, now):
        raise ValidationError(
            f"It was published that this is announced on {long_date(round_.announced_on)}. Wait until then."
        )


def offer(application: Application, amount: int, *, now: datetime) -> Award:
    return Award.objects.create(
        reference=f"{application.round.slug}-{application.number:03}",
        application=application,
        round=application.round,
        lot=application.lot,
        organisation=application.organisation,
        amount=amount,
        offered_at=now,
    )


def recusals(round_: Round) -> int:
    """How many assessors stood aside from at least one application."""
    applied = applicants_of(round_)
    kept_out = {each.pk for each, ties in panel.assessors_with_ties(round_) if ties & applied}
    stood_aside = Assessor.objects.filter(round=round_, assessments__state=AssessmentState.RECUSED)
    return len(kept_out | set(stood_aside.values_list("pk", flat=True)))
