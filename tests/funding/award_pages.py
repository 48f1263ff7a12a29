"""From the recommendation to a closed award, as the funder, the group and everyone see it."""

from datetime import timedelta

import time_machine
from django.utils import timezone

from funding.choices import AwardState
from funding.models import Application, Award, VerdictsPutOff
from funding.services import awards, deciding
from funding.services.deciding import Said
from funding.services.evaluating import evaluate_round
from tests.factories.disputes import moment
from tests.factories.funding import a_funder, awarded, marked
from tests.factories.people import MembershipFactory
from tests.funding.pages import funder_of
from tests.rig.states import State, submit

LONG_AGO = 120  # days: it could be announced


def a_group() -> object:
    return MembershipFactory(lead=True, organisation__name="Example Allotments")


def to_decide(page: str, *, recommended: bool = False, decided: bool = False):
    """For the funder, at one of its steps."""

    def path(user) -> str:
        on = timezone.localdate() - timedelta(days=LONG_AGO)
        with time_machine.travel(moment(on + timedelta(days=50)), tick=False):
            if decided:
                made = awarded(funder_of(user), a_group(), on=on, announce=False)
            else:
                made = marked(funder_of(user), a_group(), on=on)
            if recommended:
                verdicts = {each.pk: Said("reserve", "Next in line.") for each in made.applications}
                deciding.recommend(made.round, verdicts=verdicts, by=user, now=made.now)
        return made.round.get_absolute_url() + page

    return path


def announced(user, *, as_funder: bool):
    funder, group = (funder_of(user), a_group()) if as_funder else (a_funder(), user.memberships.get())
    on = timezone.localdate() - timedelta(days=LONG_AGO)
    with time_machine.travel(moment(on + timedelta(days=50)), tick=False):
        return awarded(funder, group, on=on), funder, group


def of_an_award(page: str = "award", *extra, as_funder: bool = True, is_accepted: bool = False, held: bool = False):
    def path(user) -> str:
        made, funder, group = announced(user, as_funder=as_funder)
        if is_accepted:
            accept(made, funder, group)
        if held:
            payment = made.award.payments.last()
            awards.move_payment(payment, "withhold", reason="A report is missing.", by=funder.user, now=made.now)
        return made.award.url(page, *extra)

    return path


def accept(made, funder, group) -> None:
    """Half of it is paid."""
    who = {"by": funder.user, "now": made.now}
    awards.answer_offer(made.award, accepts=True, by=group.user, now=made.now)
    day = made.now.date()
    half = {"kind": "instalment", "amount": made.award.amount // 2, "due": day, "reason": ""}
    awards.plan_payments(made.award, payments=[half, half], **who)
    awards.move_payment(made.award.payments.first(), "pay", paid_on=day, **who)


def result(user) -> str:
    made, *_ = announced(user, as_funder=False)
    return made.applications[0].get_absolute_url()


def award_too_much(page) -> None:
    page.get_by_label("Award it").first.check()
    page.get_by_label("how much").first.fill("60,000")
    page.keyboard.press("Tab")


def put_off_before(user) -> str:
    path = to_decide("assessment/recommend/")(user)
    application = Application.objects.first()
    typed = {f"verdict_{application.pk}": "award", f"amount_{application.pk}": "much"}
    VerdictsPutOff.objects.create(
        round=application.round, step="recommended", typed=typed, saved_by=user, saved_at=timezone.now()
    )
    return path


def recommended_since(user) -> str:
    path = to_decide("assessment/decide/", recommended=True)(user)
    round_ = Application.objects.first().round
    before = timezone.now() - timedelta(days=LONG_AGO)
    VerdictsPutOff.objects.create(round=round_, step="decided", typed={}, saved_by=user, saved_at=before)
    return path


def in_public(page: str):
    def path(user) -> str:
        funder, group = a_funder(), a_group()
        on = timezone.localdate() - timedelta(days=LONG_AGO)
        with time_machine.travel(moment(on + timedelta(days=50)), tick=False):
            made = awarded(funder, group, on=on)
            accept(made, funder, group)
        return made.round.get_absolute_url() if page == "round" else page

    return path


def ended(*, is_written: bool):
    """Its award is closed; what the round achieved is to be written, or is there."""

    def path(user) -> str:
        made, funder, _ = announced(user, as_funder=True)
        Award.objects.update(state=AwardState.CLOSED, closed_at=made.now)
        if is_written:
            said = {"achieved": "Two hundred people eat together.", "learned": "Ask for less paper."}
            evaluate_round(made.round, **said, by=funder.user, now=made.now)
        return made.round.get_absolute_url() + ("" if is_written else "evaluate/")

    return path


def numbers(user) -> str:
    return f"/funding/organisations/{user.memberships.get().organisation.slug}/numbers/"


def wrong_number(page) -> None:
    page.get_by_label("Charity number (optional)").fill("12345")
    submit(page)


def evaluated(page) -> None:
    page.get_by_label("What did the money change?").fill("Two hundred people eat together.")
    page.get_by_label("What did you learn?").fill("Ask for less paper.")
    submit(page)


PAGES = [
    State("recommend", to_decide("assessment/recommend/"), role="lead"),
    State("recommend, with errors", to_decide("assessment/recommend/"), role="lead", act=submit),
    State("recommend, too much", to_decide("assessment/recommend/"), role="lead", act=award_too_much),
    State("recommend, put off before", put_off_before, role="lead"),
    State("assessment: marks are agreed", to_decide("assessment/"), role="lead"),
    State("assessment: recommended", to_decide("assessment/", recommended=True), role="lead"),
    State("write down the decision", to_decide("assessment/decide/", recommended=True), role="lead"),
    State("write down the decision, recommended anew since", recommended_since, role="lead"),
    State("assessment: decided", to_decide("assessment/", decided=True), role="lead"),
    State("announce the decision", to_decide("assessment/announce/", decided=True), role="lead"),
    State("application: what was decided", result, role="lead"),
    State("round: announced, for everyone", in_public("round")),
    State("awards", in_public("/funding/awards/")),
    State("awards, none yet", "/funding/awards/"),
    State("awards, none that fits", in_public("/funding/awards/?to=Nobody")),
    State("figures", in_public("/funding/figures/")),
    State("figures, none yet", "/funding/figures/"),
    State("award: offered, for the organisation", of_an_award(as_funder=False), role="lead"),
    State("award: answer", of_an_award("award-answer", as_funder=False), role="lead"),
    State("award: answer, with errors", of_an_award("award-answer", as_funder=False), role="lead", act=submit),
    State("award: for the funder", of_an_award(is_accepted=True), role="lead"),
    State("award: with money held back", of_an_award(is_accepted=True, held=True), role="lead"),
    State("award: what it pays for", of_an_award("award-purpose"), role="lead"),
    State("award: what it pays for, with errors", of_an_award("award-purpose"), role="lead", act=submit),
    State("award: payments", of_an_award("payments"), role="lead"),
    State("award: payments, with errors", of_an_award("payments"), role="lead", act=submit),
    State("award: it was paid", of_an_award("payment", 2, "pay", is_accepted=True), role="lead"),
    State("award: correct a payment", of_an_award("payment", 1, "correct", is_accepted=True), role="lead"),
    State(
        "award: hold back, with errors",
        of_an_award("payment", 2, "withhold", is_accepted=True),
        role="lead",
        act=submit,
    ),
    State("what a round achieved", ended(is_written=False), role="lead"),
    State("what a round achieved, to check", ended(is_written=False), role="lead", act=evaluated),
    State("what a round achieved, with errors", ended(is_written=False), role="lead", act=submit),
    State("round: what it achieved", ended(is_written=True), role="lead"),
    State("registration numbers", numbers, role="lead"),
    State("registration numbers, wrong", numbers, role="lead", act=wrong_number),
]
