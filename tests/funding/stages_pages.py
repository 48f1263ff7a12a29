"""Rounds of two stages, as their funder, an applicant and everyone see them in each phase."""

from datetime import date, timedelta

import time_machine
from django.utils import timezone

from compact_portal.dates import add_working_days
from funding.models import Round
from funding.services import drafts
from tests.factories.disputes import moment
from tests.factories.funding import a_funder, applied, begun_round, declare_nothing
from tests.factories.people import MembershipFactory
from tests.factories.stages import (
    assessed_in_full,
    completed,
    invited,
    judged,
    sifted,
    staged_draft,
    staged_round,
)
from tests.funding.pages import funder_of, of_a_funder
from tests.rig.states import State, submit

#: So long ago a round was drafted whose first stage has just closed.
DAYS_AGO = 75


def long_ago() -> date:
    return timezone.localdate() - timedelta(days=DAYS_AGO)


def others() -> list:
    names = ("Example Choir", "Example Allotments")
    return [MembershipFactory(lead=True, organisation__name=name) for name in names]


def begun(funder, *, on):
    round_ = begun_round(funder, on=on)
    return drafts.save_round(round_, kind="tender", reason="Why", by=funder.user, now=timezone.now())


def as_funder(page: str, *, make=sifted, judge: tuple[bool, ...] = (), **answers):
    def path(user) -> str:
        funder = funder_of(user)
        with time_machine.travel(moment(long_ago() + timedelta(days=72)), tick=False):
            made = make(funder, *others(), on=long_ago(), **answers)
            if judge:
                judged(made, funder, *judge)
        return made.round.get_absolute_url() + page

    return path


def closed(user) -> str:
    """And nobody has looked at it."""
    return f"{staged_round(funder_of(user), on=long_ago()).get_absolute_url()}first-stage/"


def still_open(page: str):
    def path(user) -> str:
        return staged_round(funder_of(user), on=timezone.localdate() - timedelta(days=5)).get_absolute_url() + page

    return path


def late(user) -> str:
    path = as_funder("first-stage/invite/", judge=(True, False))(user)
    Round.objects.update(invites_on=add_working_days(timezone.localdate(), -1))
    return path


def of_one(**kwargs):
    def path(user) -> str:
        as_funder("", **kwargs)(user)
        return Round.objects.get().applications.order_by("pk").first().url("pass")

    return path


def undeclared(user) -> str:
    path = as_funder("first-stage/")(user)
    Round.objects.get().assessors.create(user=user, added_at=timezone.now())
    return path


def own(page: str = "application", *, make=invited, **answers):
    """An applicant's own."""

    def path(user) -> str:
        membership = user.memberships.get()
        with time_machine.travel(moment(long_ago() + timedelta(days=72)), tick=False):
            made = make(a_funder(), membership, on=long_ago(), **answers)
        return made.applications[0].url(page)

    return path


def of_a_question(user) -> str:
    path = own()(user)
    round_ = Round.objects.get()
    return f"{path}answers/{round_.questions_of(2)[0].pk}/"


def draft_of_first(page: str):
    def path(user) -> str:
        round_ = staged_round(a_funder(), on=timezone.localdate() - timedelta(days=5))
        return applied(round_, user.memberships.get(), now=timezone.now()).url(page)

    return path


def dropped(user) -> str:
    on = timezone.localdate() - timedelta(days=160)
    with time_machine.travel(moment(on + timedelta(days=72)), tick=False):
        made = invited(a_funder(), user.memberships.get(), on=on)
    return made.applications[0].get_absolute_url()


def assessing(user) -> str:
    on = timezone.localdate() - timedelta(days=160)
    with time_machine.travel(moment(on + timedelta(days=130)), tick=False):
        made = assessed_in_full(funder_of(user), *others(), on=on)
        declare_nothing(made.round, *made.assessors, now=made.now)
    return f"{made.round.get_absolute_url()}assessment/"


NO_QUESTION = {"to_pass": False}
PAGES = [
    State("two stages: draft just begun", of_a_funder(begun), role="lead"),
    State("two stages: the form, empty", of_a_funder(begun, "questions"), role="lead"),
    State("two stages: the form", of_a_funder(staged_draft, "questions"), role="lead"),
    State("two stages: add a question", of_a_funder(begun, "question-add"), role="lead"),
    State("two stages: add a question, with errors", of_a_funder(begun, "question-add"), role="lead", act=submit),
    State("two stages: timetable", of_a_funder(staged_draft, "page", "timetable"), role="lead"),
    State("two stages: timetable, with errors", of_a_funder(begun, "page", "timetable"), role="lead", act=submit),
    State("two stages: publish", of_a_funder(staged_draft, "publish"), role="lead"),
    State("two stages: open, for everyone", still_open(""), role="lead"),
    State("two stages: the form to print", still_open("form/"), role="lead"),
    State("two stages: first stage, sealed", still_open("first-stage/"), role="lead"),
    State("two stages: first stage, closed", closed, role="lead"),
    State("two stages: applications in the first stage", as_funder("applications/"), role="lead"),
    State("two stages: first stage, looked at", as_funder("first-stage/"), role="lead"),
    State("two stages: first stage, not declared yet", undeclared, role="lead"),
    State("two stages: first stage, all looked at", as_funder("first-stage/", judge=(True, False)), role="lead"),
    State("two stages: one with questions to pass", of_one(), role="lead"),
    State("two stages: one with questions to pass, with errors", of_one(), role="lead", act=submit),
    State("two stages: one without questions to pass", of_one(**NO_QUESTION), role="lead"),
    State("two stages: one without questions to pass, with errors", of_one(**NO_QUESTION), role="lead", act=submit),
    State("two stages: one when all are told", of_one(make=invited, verdicts=(False, True)), role="lead"),
    State("two stages: say who goes on", as_funder("first-stage/invite/", judge=(True, False)), role="lead"),
    State("two stages: say who goes on, too early", as_funder("first-stage/invite/"), role="lead"),
    State("two stages: say who goes on, too late", late, role="lead"),
    State("two stages: say who goes on, nobody", as_funder("first-stage/invite/", judge=(False, False)), role="lead"),
    State("two stages: second stage, for the funder", as_funder("first-stage/", make=invited), role="lead"),
    State("two stages: applications in the second stage", as_funder("applications/", make=invited), role="lead"),
    State("two stages: the round in the second stage", as_funder("", make=invited), role="lead"),
    State("two stages: the assessment", assessing, role="lead"),
    State("two stages: own first stage, draft", draft_of_first("application"), role="lead"),
    State("two stages: own first stage, send", draft_of_first("send"), role="lead"),
    State("two stages: own first stage, sent", own(make=sifted), role="lead"),
    State("two stages: own second stage", own(), role="lead"),
    State("two stages: own second stage, a question", of_a_question, role="lead"),
    State("two stages: own second stage, send with gaps", own("send"), role="lead"),
    State("two stages: own second stage, sent", own(make=completed), role="lead"),
    State("two stages: own, a copy of the second stage", own("copy", make=completed), role="lead"),
    State("two stages: own, does not go on", own(verdicts=(False,)), role="lead"),
    State("two stages: own, nothing sent in time", dropped, role="lead"),
]
