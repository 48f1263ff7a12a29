"""Rounds of two stages as their services make them.

round_ = staged_round(funder, on=DAY)          # published; one question in the first stage, two in the second
made = invited(funder, *groups, on=DAY)        # looked at, and all of them invited
made = completed(funder, *groups, on=DAY)      # all have sent the second stage too, before it closed
"""

from datetime import date, datetime, time, timedelta
from types import SimpleNamespace

import time_machine
from django.utils import timezone

from compact_portal.dates import add_working_days
from funding.choices import Kind
from funding.compact_check import COMMITMENTS
from funding.models import Application, Round
from funding.services import applications, assessing, drafts, questions, rounds, stages
from tests.factories.disputes import moment
from tests.factories.funding import (
    ABOUT,
    assessors_of,
    begun_round,
    declare_nothing,
    in_london,
    judge,
    submitted,
    timetable,
)

#: Working days: of the first stage, until it is said who goes on, of the second, until the decision.
FIRST_DAYS, TO_LOOK, SECOND_DAYS = 45, 10, 25
ASKED_IN_FULL, AMOUNT = "How do you do it?", "How much do you ask for?"


def staged_timetable(on: date) -> dict:
    said = timetable(on, days=FIRST_DAYS)
    invites = add_working_days(timezone.localdate(said["closes_at"]), TO_LOOK)
    second = add_working_days(invites, SECOND_DAYS)
    later = {"decided_on": second + timedelta(days=28), "announced_on": second + timedelta(days=35)}
    return {**said, **later, "invites_on": invites, "second_closes_at": in_london(second, time(17))}


def staged_draft(
    funder, *, on: date, title: str = "Neighbours 2027", kind: str = Kind.TWO_STAGE, to_pass: bool = True, **answers
) -> Round:
    """Everything is answered. `to_pass`: its lot has a question to pass."""
    round_, who = begun_round(funder, on=on, title=title), {"by": funder.user, "now": moment(on)}
    said = {**ABOUT, "kind": kind, "reason": "A short answer first spares work.", "years": 2}
    drafts.save_round(round_, **{**said, **staged_timetable(on + timedelta(days=1)), **answers}, **who)
    drafts.save_lots(round_, lots=[{"title": "", "budget": 50_000_00}], **who)
    judge(round_, **who)
    if not to_pass:
        round_.lots.get().pass_questions.all().delete()
    common = {"help_text": "", "most_words": None}
    for stage, text, kind_of, is_required in (
        (1, "What do you want to do?", "long", True),
        (2, ASKED_IN_FULL, "long", True),
        (2, AMOUNT, "money", False),
    ):
        wanted = {**common, "stage": stage, "text": text, "kind": kind_of, "is_required": is_required}
        questions.save_question(round_, None, **wanted, **who)
    for commitment in COMMITMENTS:
        drafts.answer_commitment(round_, commitment=commitment, answer="met", reason="By what partners agreed.", **who)
    return Round.objects.get(pk=round_.pk)


def staged_round(funder, *, on: date, **answers) -> Round:
    round_ = staged_draft(funder, on=on, **answers)
    return rounds.publish_round(round_, seen=round_.revision, by=funder.user, now=moment(on))


def after(moment_: datetime) -> datetime:
    """In the morning of the next working day."""
    return moment(add_working_days(timezone.localdate(moment_), 1))


def fresh(application: Application) -> Application:
    return Application.objects.with_answers().get(pk=application.pk)


def sifted(funder, *applicants, on: date, words: str = "A lunch club.", **answers):
    """The first stage of each is sent, closed, and looked at; nothing is judged."""
    round_ = staged_round(funder, on=on, **answers)
    sent = [submitted(round_, each, now=moment(on + timedelta(days=2)), words=words) for each in applicants]
    now = after(round_.closes_at)
    stages.sift_round(round_, by=funder.user, now=now)
    return SimpleNamespace(round=Round.objects.get(pk=round_.pk), applications=list(map(fresh, sent)), now=now)


def judged(made, funder, *verdicts: bool, reason: str = "It is not for people of the borough.") -> None:
    """In the order of the applications; all go on where nothing is said."""
    said = verdicts or [True] * len(made.applications)
    with time_machine.travel(made.now, tick=False):  # who may read it is asked of the clock
        for application, goes_on in zip(made.applications, said, strict=True):
            passed = {question.pk: goes_on for question in application.lot.pass_questions.all()}
            answered = {"passed": passed, "goes_on": goes_on, "reason": "" if goes_on else reason}
            stages.judge_first_stage(application, **answered, by=funder.user, now=made.now)


def invite(made, funder, *, now: datetime | None = None) -> None:
    at = now or made.now
    seen = stages.invitation(Round.objects.get(pk=made.round.pk), now=at).seen
    made.round = stages.invite_to_second_stage(made.round, seen=seen, by=funder.user, now=at)
    made.applications = list(map(fresh, made.applications))


def invited(funder, *applicants, on: date, verdicts: tuple[bool, ...] = (), **answers):
    made = sifted(funder, *applicants, on=on, **answers)
    judged(made, funder, *verdicts)
    invite(made, funder)
    return made


def write_in_full(application: Application, applicant, *, now: datetime, words: str = "With cooks.") -> Application:
    """The second stage, not sent."""
    asked = application.round.questions.get(text=ASKED_IN_FULL)
    applications.save_answer(application, asked, text=words, by=applicant.user, now=now)
    return fresh(application)


def complete(application: Application, applicant, *, now: datetime, words: str = "With cooks.") -> Application:
    written = write_in_full(application, applicant, now=now, words=words)
    return applications.submit_application(written, seen=written.revision, by=applicant.user, now=now)


def completed(funder, *applicants, on: date, **answers):
    made = invited(funder, *applicants, on=on, **answers)
    made.applications = [
        fresh(complete(each, applicant, now=made.now))
        for each, applicant in zip(made.applications, applicants, strict=True)
    ]
    return made


def assessed_in_full(funder, *applicants, on: date, people: tuple[str, ...] = ("Ann", "Ben"), **answers):
    """The second stage has closed, and two people assess it."""
    made = completed(funder, *applicants, on=on, **answers)
    made.now = after(made.round.second_closes_at)
    made.assessors = assessors_of(made.round, funder, *people, now=made.now)
    assessing.start_assessing(made.round, marks_due=made.now.date() + timedelta(days=14), by=funder.user, now=made.now)
    declare_nothing(made.round, *made.assessors, now=made.now)
    made.round = Round.objects.get(pk=made.round.pk)
    made.applications = list(map(fresh, made.applications))
    return made
