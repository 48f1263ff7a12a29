"""Plainly invented rounds that were decided. In the spring four invented groups applied, one of them with others, and
were told; of the three that got money one has its report accepted, one is asked about its own, and about one there is a
concern. The winter before is over: what it achieved is written down."""

from datetime import datetime, time, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from compact_portal.dates import roll_forward
from compact_portal.people.models import Organisation, User
from funding.choices import InterestLevel, Outcome, PaymentKind, ShareKind, Verdict
from funding.demo.rounds import Invented, in_london, lead_of, publish
from funding.demo.spring import ADVICE, APPLIED, ASSESSORS, BEFRIENDING, CVS, FUNDER, SPRING, Applied, drawn
from funding.demo.winter import ACHIEVED, WINTER, WINTER_APPLIED, WINTER_REPORTED
from funding.models import Application, Assessor, Award, Lot, Report, Round
from funding.models.consortia import PARTS
from funding.services import (
    applications,
    assessing,
    assessors,
    awards,
    closing,
    concerns,
    deciding,
    evaluating,
    files,
    reports,
    together,
)
from funding.services.deciding import Said

#: How long ago each was drafted, in days: the money of the spring is half paid by now, that of the winter spent.
AGO, WINTER_AGO = 220, 700
ONE_MONTH = timedelta(days=30)
#: Below this it is paid at once, in pence.
SMALL = 2_000_00


def load_decided(*, now: datetime) -> None:
    by = lead_of(FUNDER)
    monitor(decided(SPRING, APPLIED, began=now - timedelta(days=AGO)), by=by, now=now)
    finish(decided(WINTER, WINTER_APPLIED, began=now - timedelta(days=WINTER_AGO)), by=by)


def decided(told: Invented, applied: tuple[Applied, ...], *, began: datetime) -> Round:
    """Announced, and the first money paid."""
    by = lead_of(FUNDER)
    round_ = publish(told, FUNDER, opens_on=timezone.localdate(began) + timedelta(days=1), now=began)
    sent = [(apply(round_, each, now=began + timedelta(days=2)), each) for each in applied]
    closed = round_.closes_at + timedelta(hours=16)
    assess(round_, sent, by=by, now=closed)
    decide(round_, sent, by=by, now=in_london(round_.decided_on, time(9)))
    announced = in_london(round_.announced_on, time(9))
    deciding.announce(round_, by=by, now=announced)
    for award in Award.objects.filter(round=round_):
        pay(award, by=by, now=announced)
    return Round.objects.get(pk=round_.pk)


def apply(round_: Round, told: Applied, *, now: datetime) -> Application:
    who = {"by": lead_of(told.by), "now": now}
    organisation, lot = Organisation.objects.get(name=told.by), Lot.objects.get(round=round_)
    application = applications.begin_application(round_=round_, lot=lot, organisation=organisation, **who)
    want, change, place, costs, plan = round_.questions.all()
    for question, text in (
        (want, told.wants),
        (change, "Example: fewer people are alone."),
        (place, told.place),
        (costs, told.costs.as_text()),
    ):
        applications.save_answer(application, question, text=text, **who)
    if told.plan:
        upload = SimpleUploadedFile("example-plan.png", drawn(told.plan))
        files.save_file(application, plan, upload=upload, **who)
    if told.others:
        join(application, told, **who)
    seen = Application.objects.get(pk=application.pk).revision
    return applications.submit_application(application, seen=seen, **who)


def join(application: Application, told: Applied, *, by: User, now: datetime) -> None:
    """Those of the portal agree by themselves; for the one outside it its chair has said so."""
    who = {"by": by, "now": now}
    words = (
        f"Example: {told.by} leads and answers for the money. Each of us brings people, and tells the others in time."
    )
    together.save_terms(application, shares_in=ShareKind.PERCENT, words=words, **who)
    here = Organisation.objects.in_bulk([name for name, _ in told.others], field_name="name")
    for name, share in told.others:
        outside = {} if name in here else {"name": name, "said_by": "Example: its chair, by letter"}
        member = {"organisation": here.get(name), "share": share * PARTS, **outside}
        together.save_member(Application.objects.get(pk=application.pk), None, **member, **who)
    agreed_to = Application.objects.get(pk=application.pk).together.revision
    for name in here:
        together.agree(application, seen=agreed_to, by=lead_of(name), now=now)


def assess(round_: Round, sent: list[tuple[Application, Applied]], *, by: User, now: datetime) -> None:
    who = {"by": by, "now": now}
    people = [assessors.add_assessor(round_, email=email, **who) for email in ASSESSORS]
    assessing.start_assessing(round_, marks_due=roll_forward(timezone.localdate(now) + timedelta(days=10)), **who)
    for person in people:
        declare(person, now=now)
    for application, told in sent:
        passed = {question.pk: True for question in application.lot.pass_questions.all()}
        assessing.answer_pass_questions(application, passed=passed, **who)
        for person, marks in zip(people, told.marks, strict=True):
            if marks:
                give(application, marks, by=person.user, now=now)
    assessing.finish_marking(round_, **who)


def declare(person: Assessor, *, now: datetime) -> None:
    """An interest in where they work, and in nobody else."""
    here = Organisation.objects.filter(memberships__user=person.user)
    levels = {each.party: (InterestLevel.NONE, "") for each in assessors.applicants(person.round)}
    levels |= {each.pk: (InterestLevel.ACTUAL, "Example: I work there.") for each in here if each.pk in levels}
    assessors.declare_interests(person, levels=levels, by=person.user, now=now)


def give(application: Application, marks: tuple[int, int], *, by: User, now: datetime) -> None:
    criteria = application.lot.criteria.all()
    given = {each.pk: (mark, "Example: as the application says.") for each, mark in zip(criteria, marks, strict=True)}
    assessing.lock_marks(application, marks=given, by=by, now=now)


def decide(round_: Round, sent: list[tuple[Application, Applied]], *, by: User, now: datetime) -> None:
    verdicts = {
        application.pk: Said(Verdict.AWARD if told.awarded else Verdict.NO, told.said, told.awarded or None)
        for application, told in sent
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
    """One report is accepted; about another something is asked, so that it is due again; and there is a concern."""
    found = {each.organisation.name: each for each in Award.objects.filter(round=round_)}
    accepted = report_on(found[CVS], REPORTED[CVS], now=now - timedelta(days=20))
    reports.accept_report(accepted, by=by, now=now - timedelta(days=12))
    asked = report_on(found[ADVICE], REPORTED[ADVICE], now=now - timedelta(days=9))
    reports.ask_about_report(asked, question="Example: how many people came?", by=by, now=now - timedelta(days=4))
    worry_about(found[BEFRIENDING], by=by, now=now)


def finish(round_: Round, *, by: User) -> None:
    """Every report is accepted and every award closed; then everyone reads what it achieved."""
    last = in_london(round_.announced_on, time(10)) + timedelta(days=200)
    for award in Award.objects.filter(round=round_).order_by("pk"):
        for payment in award.payments.filter(paid_on=None):
            awards.move_payment(payment, "pay", paid_on=payment.due, by=by, now=last)
        report = report_on(award, WINTER_REPORTED[award.organisation.name], now=last)
        reports.accept_report(report, by=by, now=last + timedelta(days=5))
        closing.close_award(award, by=by, now=last + timedelta(days=6))
    evaluating.evaluate_round(round_, **ACHIEVED, by=by, now=last + timedelta(days=30))


#: Sent before it is due: what was paid for has been.
REPORTED = {
    CVS: {
        "happened": "Example: the day took place, in a school that lent its hall.",
        "spent": 1_420_00,
        "benefited": "Example: thirty new volunteers, from nine groups.",
        "learned": "Example: a second day in the evening would reach those who work.",
    },
    ADVICE: {
        "happened": "Example: all twenty evenings took place.",
        "spent": 900_00,
        "benefited": "Example: people who work in the day.",
        "learned": "Example: most letters are about rent.",
    },
}


def report_on(award: Award, told: dict, *, now: datetime) -> Report:
    who, report = {"by": lead_of(award.organisation.name), "now": now}, award.reports.get()
    report = reports.save_report(report, seen=report.revision, explanation="", **told, **who)
    return reports.send_report(report, seen=report.revision, **who)


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
