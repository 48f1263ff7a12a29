"""One plainly invented round that is over: three invented groups applied, were marked and told. Of the two that got
money one has sent its report; about the other there is a concern, with a timetable to put it right."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from compact_portal.dates import roll_forward
from compact_portal.people.models import Organisation, User
from funding.choices import Outcome, PaymentKind, Verdict
from funding.demo.rounds import Invented, in_london, lead_of, publish
from funding.models import Application, Award, Lot, Round
from funding.services import applications, assessing, assessors, awards, concerns, deciding, reports
from funding.services.deciding import Said

FUNDER = "Example Borough Council"
ASSESSORS = ("fire.champion@example.org", "advice.champion@example.org")
SPRING = Invented(
    programme="Example Spring Fund",
    title="Spring Fund",
    purpose="Example: small things that begin in the spring.",
    reason="Example: a grant, because groups know best what is needed.",
    years=1,
    decided_by="Example Cabinet",
    lots=[{"title": "", "budget": 8_000_00}],
    criteria=[
        {
            "title": "What changes for people",
            "weight": 70,
            "meanings": ["Nothing", "Little", "Something", "Much", "Very much", "All that was hoped for"],
        },
        {"title": "Social value", "weight": 30, "is_social_value": True},
    ],
)
#: How long ago it was drafted, in days: the money of the spring is half paid by now.
AGO = 220
ONE_MONTH = timedelta(days=30)
#: Below this it is paid at once, in pence.
SMALL = 2_000_00


@dataclass(frozen=True, slots=True)
class Applied:
    """`marks` are those of ASSESSORS, criterion by criterion; `amount` (pence) is asked for, and `awarded` if it is."""

    by: str
    wants: str
    amount: int
    marks: tuple[tuple[int, int], tuple[int, int]]
    said: str
    awarded: int = 0


APPLIED = (
    Applied(
        "Example Befriending Project",
        "Example: a telephone line for people who are alone in the evening.",
        6_000_00,
        ((5, 4), (4, 4)),
        "Example: it reaches people whom nobody else reaches.",
        5_500_00,
    ),
    Applied(
        "Example Youth Club",
        "Example: a second evening in the week.",
        5_000_00,
        ((3, 2), (2, 3)),
        "Example: others reached more people. Say next time how many will come.",
    ),
    Applied(
        "Example Council for Voluntary Service",
        "Example: a day on which new volunteers learn from old ones.",
        1_500_00,
        ((4, 3), (4, 4)),
        "Example: it costs little and helps many groups.",
        1_500_00,
    ),
)


def load_decided(*, now: datetime) -> Round:
    by, began = lead_of(FUNDER), now - timedelta(days=AGO)
    round_ = publish(SPRING, FUNDER, opens_on=timezone.localdate(began) + timedelta(days=1), now=began)
    sent = [apply(round_, each, now=began + timedelta(days=2)) for each in APPLIED]
    closed = round_.closes_at + timedelta(hours=16)
    assess(round_, sent, by=by, now=closed)
    decide(round_, sent, by=by, now=in_london(round_.decided_on, time(9)))
    announced = in_london(round_.announced_on, time(9))
    deciding.announce(round_, by=by, now=announced)
    for award in Award.objects.filter(round=round_):
        pay(award, by=by, now=announced)
    monitor(round_, by=by, now=now)
    return Round.objects.get(pk=round_.pk)


def apply(round_: Round, told: Applied, *, now: datetime) -> Application:
    who = {"by": lead_of(told.by), "now": now}
    organisation, lot = Organisation.objects.get(name=told.by), Lot.objects.get(round=round_)
    application = applications.begin_application(round_=round_, lot=lot, organisation=organisation, **who)
    answers = (told.wants, "Example: fewer people are alone.", str(told.amount))
    for question, text in zip(round_.questions.all(), answers, strict=False):
        applications.save_answer(application, question, text=text, **who)
    seen = Application.objects.get(pk=application.pk).revision
    return applications.submit_application(application, seen=seen, **who)


def assess(round_: Round, sent: list[Application], *, by: User, now: datetime) -> None:
    who = {"by": by, "now": now}
    people = [assessors.add_assessor(round_, email=email, **who) for email in ASSESSORS]
    assessing.start_assessing(round_, marks_due=roll_forward(timezone.localdate(now) + timedelta(days=10)), **who)
    for person in people:
        levels = {each.organisation_id: ("none", "") for each in sent}
        assessors.declare_interests(person, levels=levels, by=person.user, now=now)
    for application, told in zip(sent, APPLIED, strict=True):
        passed = {question.pk: True for question in application.lot.pass_questions.all()}
        assessing.answer_pass_questions(application, passed=passed, **who)
        for person, marks in zip(people, told.marks, strict=True):
            give(application, marks, by=person.user, now=now)
    assessing.finish_marking(round_, **who)


def give(application: Application, marks: tuple[int, int], *, by: User, now: datetime) -> None:
    criteria = application.lot.criteria.all()
    given = {each.pk: (mark, "Example: as the application says.") for each, mark in zip(criteria, marks, strict=True)}
    saved = assessing.save_marks(application, marks=given, by=by, now=now)
    assessing.lock_marks(application, seen=saved.revision, by=by, now=now)


def decide(round_: Round, sent: list[Application], *, by: User, now: datetime) -> None:
    verdicts = {
        application.pk: Said(Verdict.AWARD if told.awarded else Verdict.NO, told.said, told.awarded or None)
        for application, told in zip(sent, APPLIED, strict=True)
    }
    deciding.recommend(round_, verdicts=verdicts, by=by, now=now)
    minutes, day = "Example Cabinet, minute 12", timezone.localdate(now)
    deciding.decide(
        round_, verdicts=verdicts, decided_by="Example Cabinet", decided_on=day, minutes=minutes, by=by, now=now
    )


def pay(award: Award, *, by: User, now: datetime) -> None:
    """A small award at once; of a larger one half in advance, and the other half in six months."""
    day = timezone.localdate(now)
    awards.answer_offer(award, accepts=True, by=lead_of(award.organisation.name), now=now)
    whole = {"kind": PaymentKind.ADVANCE, "amount": award.amount, "due": day, "reason": ""}
    half = {**whole, "amount": award.amount // 2}
    later = {**half, "kind": PaymentKind.INSTALMENT, "due": roll_forward(day + timedelta(days=182))}
    planned = [whole] if award.amount < SMALL else [half, later]
    awards.plan_payments(award, payments=planned, by=by, now=now)
    awards.move_payment(award.payments.first(), "pay", paid_on=day, by=by, now=now)


def monitor(round_: Round, *, by: User, now: datetime) -> None:
    found = {each.organisation.name: each for each in Award.objects.filter(round=round_)}
    report_on(found["Example Council for Voluntary Service"], now=now - timedelta(days=5))
    worry_about(found["Example Befriending Project"], by=by, now=now)


def report_on(award: Award, *, now: datetime) -> None:
    """The day has been, so the report comes before it is due."""
    who, report = {"by": lead_of(award.organisation.name), "now": now}, award.reports.get()
    told = {
        "happened": "Example: the day took place, in a school that lent its hall.",
        "spent": 1_420_00,
        "explanation": "",
        "benefited": "Example: thirty new volunteers, from nine groups.",
        "learned": "Example: a second day in the evening would reach those who work.",
    }
    report = reports.save_report(report, seen=report.revision, **told, **who)
    reports.send_report(report, seen=report.revision, **who)


def worry_about(award: Award, *, by: User, now: datetime) -> None:
    """Raised and planned twelve days ago; one step is done, and one is still to come."""
    begun, today = now - timedelta(days=12), timezone.localdate(now)
    words = "Example: in three weeks nobody answered the telephone on Sundays."
    concern = concerns.raise_concern(award, text=words, by=by, now=begun)
    steps = (
        {"text": "Example: find two more people for Sundays.", "due": today - timedelta(days=4)},
        {"text": "Example: answer on four Sundays, one after the other.", "due": roll_forward(today + ONE_MONTH)},
    )
    concerns.set_timetable(concern, steps=steps, by=by, now=begun)
    said = "Example: two of us were ill. We have asked the university for help."
    concerns.reply(concern, text=said, by=lead_of(award.organisation.name), now=begun + timedelta(days=1))
    done = "Example: two students have begun."
    first = concern.steps.first()
    concerns.mark_step(first, outcome=Outcome.DONE, words=done, by=by, now=now - timedelta(days=5))
