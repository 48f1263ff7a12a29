"""Assessing, as the funder, an assessor, and one who stands aside see it."""

from datetime import timedelta

import time_machine
from django.utils import timezone

from funding.models import Application, Consortium, DeclaredInterest
from funding.services import assessing, assessors
from tests.factories.disputes import moment
from tests.factories.funding import a_funder, being_assessed, declare_nothing, mark, published_round, submitted
from tests.factories.people import MembershipFactory
from tests.funding.pages import funder_of
from tests.rig.states import State, submit

LONG_AGO = 60  # days: the round has closed, and nothing of it is due


def assessed(user, *, as_funder: bool = True, **answers):
    """By two people and this user, who is of the funder or not; they have declared and locked nothing."""
    funder = funder_of(user) if as_funder else a_funder()
    on = timezone.localdate() - timedelta(days=LONG_AGO)
    groups = [MembershipFactory(lead=True, organisation__name=name) for name in ("Example Choir", "Example Allotments")]
    with time_machine.travel(moment(on + timedelta(days=50)), tick=False):
        made = being_assessed(funder, *groups, on=on, **answers)
        if not as_funder:
            assessors.add_assessor(made.round, email=user.email, by=funder.user, now=made.now)
    return made


def of_the_round(page: str, *, as_funder: bool = True, has_declared: bool = True, is_marked: bool = False):
    def path(user) -> str:
        made = assessed(user, as_funder=as_funder)
        if has_declared and not as_funder:
            declare_nothing(made.round, user, now=made.now)
        if is_marked:
            everybody_marks(made, *([] if as_funder else [user]))
        return made.round.get_absolute_url() + page

    return path


def nameless(page: str):
    """Of a round that is assessed without names, for the funder."""

    def path(user) -> str:
        made = assessed(user, is_anonymous=True)
        return made.round.get_absolute_url() + page

    return path


def with_one_outside(user) -> str:
    path = undeclared("interests/")(user)
    application = Application.objects.order_by("pk").first()
    consortium = Consortium.objects.create(application=application, shares_in="per-cent", words="We share the work.")
    consortium.members.create(name="Example Brass Band", share=10_00)
    return path


def undeclared(page: str):
    return of_the_round(page, as_funder=False, has_declared=False)


def everybody_marks(made, *others) -> None:
    for application in made.applications:
        for user in (*made.assessors, *others):
            mark(application, user, 5 if user.name == "Ann" else 1, 4, now=made.now)


def of_one(page: str, *extra, is_marked: bool = False):
    """For an assessor."""

    def path(user) -> str:
        made = assessed(user, as_funder=False)
        declare_nothing(made.round, user, now=made.now)
        if is_marked:
            everybody_marks(made, user)
        else:
            mark(made.applications[0], user, 3, 2, now=made.now, lock=False)
        return made.applications[0].url(page, *extra)

    return path


def linked_later(page: str):
    """Ann has marked, and acts for the applicant now."""

    def path(user) -> str:
        made = assessed(user, as_funder=False)
        declare_nothing(made.round, user, now=made.now)
        everybody_marks(made, user)
        MembershipFactory(user=made.assessors[0], organisation=made.applications[0].organisation)
        return made.applications[0].url("all-marks") if page == "all-marks" else made.round.get_absolute_url() + page

    return path


def agreed(user) -> str:
    path = of_one("all-marks", is_marked=True)(user)
    application = Application.objects.order_by("pk").first()
    said = {"reason": "We read it again.", "present": "Ann, Ben"}
    criterion = application.lot.criteria.first()
    assessing.agree_on_mark(application, criterion, mark=4, **said, by=user, now=timezone.now())
    return path


def passing(user) -> str:
    made = assessed(user)
    return made.applications[0].url("pass")


def with_an_interest(page: str = "assessors/"):
    def path(user) -> str:
        made = assessed(user)
        found = made.round.assessors.first()
        found.interests.filter(pk=found.interests.first().pk).update(level="potential", reason="We share a hall")
        interest = DeclaredInterest.objects.get(level="potential")
        return made.round.get_absolute_url() + page.format(interest.pk, assessor=found.pk)

    return path


def before_it_begins(page: str):
    def path(user) -> str:
        funder, on = funder_of(user), timezone.localdate() - timedelta(days=LONG_AGO)
        round_ = published_round(funder, on=on)
        begun = moment(on + timedelta(days=3))
        with time_machine.travel(begun, tick=False):
            submitted(round_, MembershipFactory(lead=True), now=begun)
        return round_.get_absolute_url() + page

    return path


PAGES = [
    State("assessors: nobody yet", before_it_begins("assessors/"), role="lead"),
    State("assessors: add one, with errors", before_it_begins("assessors/"), role="lead", act=submit),
    State("assessors: with an interest to decide on", with_an_interest(), role="lead"),
    State("assessors: remove one", with_an_interest("assessors/{assessor}/remove/"), role="lead"),
    State("assessors: decide on an interest", with_an_interest("assessors/interests/{}/"), role="lead"),
    State("assessment: start", before_it_begins("assessment/start/"), role="lead"),
    State("assessment: start, with errors", before_it_begins("assessment/start/"), role="lead", act=submit),
    State("applications: being assessed", of_the_round("applications/"), role="lead"),
    State("applications: without names", nameless("applications/"), role="lead"),
    State("applications: read the names", nameless("names/"), role="lead"),
    State("assessment: for the funder", of_the_round("assessment/"), role="lead"),
    State("assessment: questions to pass", passing, role="lead"),
    State("assessment: not declared yet", undeclared("assessment/"), role="lead"),
    State("assessment: interests", undeclared("interests/"), role="lead"),
    State("assessment: interests, one outside the portal", with_one_outside, role="lead"),
    State("assessment: interests, with errors", undeclared("interests/"), role="lead", act=submit),
    State("assessment: for an assessor", of_the_round("assessment/", as_funder=False), role="lead"),
    State("assessment: one's own marks", of_one("marks"), role="lead"),
    State("assessment: abstain", of_one("abstain"), role="lead"),
    State("assessment: abstain, with errors", of_one("abstain"), role="lead", act=submit),
    State("assessment: everyone's marks", of_one("all-marks", is_marked=True), role="lead"),
    State("assessment: marks that are not counted", linked_later("all-marks"), role="lead"),
    State("assessment: totals, marks that are not counted", linked_later("assessment/standings/"), role="lead"),
    State("assessment: with an agreed mark", agreed, role="lead"),
    State("assessment: agree on a mark", of_one("agree", 1, is_marked=True), role="lead"),
    State("assessment: agree on a mark, with errors", of_one("agree", 1, is_marked=True), role="lead", act=submit),
    State("assessment: totals", of_the_round("assessment/standings/", is_marked=True), role="lead"),
    State("assessment: no totals yet", of_the_round("assessment/standings/"), role="lead"),
]
