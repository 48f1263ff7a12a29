"""A plainly invented tender in two stages: the first was looked at, two groups write the second, one does not go on."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from compact_portal.dates import add_working_days
from compact_portal.people.models import Organisation, User
from funding.choices import FIRST, SECOND, Kind, QuestionKind
from funding.demo.rounds import Invented, decision, in_london, lead_of, publish
from funding.demo.spring import BEFRIENDING, CVS, FUNDER
from funding.models import Application, Lot, Round
from funding.ready_made import READY_MADE
from funding.services import applications, stages

TENDER = READY_MADE["tender"]
#: Working days: of the first stage, until it is said who goes on, and of the second.
FIRST_DAYS, TO_LOOK, SECOND_DAYS = 46, 8, 30
#: Drafted so many days ago, the second stage is open for some weeks more.
AGO = 90


def two_stages(begun: date) -> dict:
    closes = add_working_days(begun, FIRST_DAYS)
    invites = add_working_days(closes, TO_LOOK)
    second = add_working_days(invites, SECOND_DAYS)
    moments = {"closes_at": in_london(closes, time(17)), "second_closes_at": in_london(second, time(17))}
    return {**moments, "invites_on": invites, **decision(second)}


HOME = Invented(
    programme="Example Services",
    title="Home from Hospital",
    purpose="Example: somebody who is there when people come home from hospital and live alone.",
    reason="Example: a commission, because the same service is needed in every ward. Two stages spare work.",
    years=3,
    decided_by="Example Cabinet",
    lots=[{"title": "", "budget": 150_000_00}],
    criteria=TENDER.criteria,
    questions=TENDER.questions,
    pass_questions=TENDER.pass_questions,
    kind=Kind.TENDER,
    timetable=two_stages,
)
#: What each wrote first, and why it does not go on, where it does not.
WROTE = {
    BEFRIENDING: ("Example: we have a policy for our volunteers, up to £5 million.", ""),
    CVS: ("Example: all our groups are insured together.", ""),
    "Example Youth Club": ("Example: none yet.", "Example: the insurance that visits at home need is not there."),
}


def load_staged(*, now: datetime) -> Round:
    by, began = lead_of(FUNDER), now - timedelta(days=AGO)
    round_ = publish(HOME, FUNDER, opens_on=timezone.localdate(began) + timedelta(days=1), now=began)
    sent = {
        name: answer_first(round_, name, words, now=began + timedelta(days=9)) for name, (words, _) in WROTE.items()
    }
    stages.sift_round(round_, by=by, now=round_.closes_at + timedelta(hours=16))
    for name, application in sent.items():
        judge(application, WROTE[name][1], by=by, now=in_london(round_.invites_on, time(8)))
    told = in_london(round_.invites_on, time(9))
    stages.invite_to_second_stage(round_, seen=stages.invitation(fresh(round_), now=told).seen, by=by, now=told)
    begin_second(sent[BEFRIENDING], now=told + timedelta(days=1))
    return fresh(round_)


def fresh(round_: Round) -> Round:
    return Round.objects.get(pk=round_.pk)


def answer_first(round_: Round, name: str, insured: str, *, now: datetime) -> Application:
    who = {"by": lead_of(name), "now": now}
    organisation, lot = Organisation.objects.get(name=name), Lot.objects.get(round=round_)
    application = applications.begin_application(round_=round_, lot=lot, organisation=organisation, **who)
    for question in round_.questions.filter(stage=FIRST, is_required=True):
        text = "no" if question.kind == QuestionKind.YES_NO else insured
        applications.save_answer(application, question, text=text, **who)
    seen = Application.objects.get(pk=application.pk).revision
    return applications.submit_application(application, seen=seen, **who)


def judge(application: Application, why_not: str, *, by: User, now: datetime) -> None:
    passed = {question.pk: True for question in application.lot.pass_questions.all()}
    if why_not:
        passed[max(passed)] = False
    stages.judge_first_stage(application, passed=passed, goes_on=not why_not, reason=why_not, by=by, now=now)


def begin_second(application: Application, *, now: datetime) -> None:
    """A draft: the first question is answered."""
    question = application.round.questions.filter(stage=SECOND).first()
    words = "Example: a volunteer calls on the first evening, and brings milk and bread."
    applications.save_answer(application, question, text=words, by=lead_of(BEFRIENDING), now=now)
