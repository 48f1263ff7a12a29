"""Who has to do with an applicant stands aside: with one outside the portal, with one that comes up later, and until
it is announced."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from funding.choices import AssessmentState
from funding.models import Application, Assessment
from funding.queries import total_of
from funding.services import applications, assessing, assessors, deciding, together
from funding.services.deciding import Said
from tests.disputes.test_secrecy import client_for
from tests.factories.disputes import moment
from tests.factories.funding import agreed_together, assess, mark, published_round, submitted
from tests.factories.people import MembershipFactory, OrganisationFactory
from tests.funding.beginnings import AFTER
from tests.reading import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

DAY = date(2026, 11, 2)
OPEN = moment(date(2026, 11, 4))
CHOIR = "Example Choir"


@pytest.fixture
def made(funder, groups, clock):
    """Harbour leads with Garden and with a choir outside the portal; Rowers apply alone."""
    round_ = published_round(funder, on=DAY)
    rowers = MembershipFactory(lead=True, organisation__name="Example Rowers")
    begun, who = agreed_together(round_, *groups, now=OPEN), {"by": groups[0].user, "now": OPEN}
    together.save_member(begun, None, name=CHOIR, share=10_00, said_by="Its chair, today", **who)
    together.agree(begun, seen=read(begun).together.revision, by=groups[1].user, now=OPEN)
    sent = applications.submit_application(begun, seen=read(begun).revision, **who)
    sent = [sent, submitted(round_, rowers, now=OPEN)]
    clock.move_to(AFTER)
    return assess(round_, funder, sent, ("Ann", "Ben", "Cat"))


def read(application) -> Application:
    return Application.objects.with_marks().get(pk=application.pk)


def total(application) -> str:
    return str(total_of(read(application)))


def declare(made, user, *, of: str, level: str = "actual"):
    """On the page, where everyone who applied is named."""
    found = assessors.applicants(made.round)
    said = {f"level_{each.asked}": level if each.name == of else "none" for each in found}
    said |= {f"reason_{each.asked}": "My sister sings there" if each.name == of else "" for each in found}
    return client_for(user).post(f"{made.round.get_absolute_url()}interests/", said, follow=True)


# --- Outside the portal ---------------------------------------------------------------


def test_an_interest_in_one_outside_the_portal_is_asked_for_and_keeps_out(made):
    ann, joint = made.assessors[0], made.applications[0]
    mark(joint, ann, 1, 1, now=made.now)
    page = client_for(ann).get(f"{made.round.get_absolute_url()}interests/")
    assert f"What do you have to do with {CHOIR}?" in text(page)
    assert "You stand aside from 1 application." in text(declare(made, ann, of=CHOIR))
    assert Assessment.objects.get().state == AssessmentState.RECUSED
    for each in ("marks", "all-marks", "application", "pass"):
        assert client_for(ann).get(joint.url(each)).status_code == 404
    assert client_for(ann).get(made.applications[1].url("marks")).status_code == 200


def test_the_funder_reads_it_and_decides_where_it_may_be_one(made, funder):
    ann, joint = made.assessors[0], made.applications[0]
    declare(made, ann, of=CHOIR, level="potential")
    assert client_for(ann).get(joint.url("marks")).status_code == 404
    address = f"{made.round.get_absolute_url()}assessors/"
    assert f"{CHOIR}: Something that may look like an interest" in text(client_for(funder.user).get(address))
    interest = made.round.assessors.get(user=ann).interests.get(level="potential")
    page = client_for(funder.user).get(f"{address}interests/{interest.pk}/")
    assert f"Ann and {CHOIR}: “My sister sings there”" in text(page)
    client_for(funder.user).post(f"{address}interests/{interest.pk}/", {"may_assess": "yes"})
    assert client_for(ann).get(joint.url("marks")).status_code == 200
    declare(made, ann, of=CHOIR, level="potential")  # said again in the same words, it stays decided
    assert client_for(ann).get(joint.url("marks")).status_code == 200


def test_the_same_name_in_two_applications_is_one_question(made):
    other = made.applications[1]
    other.consortium = other.together or together.Consortium.objects.create(
        application=other, shares_in="per-cent", words="x"
    )
    other.consortium.members.create(name=" example  CHOIR", share=1_00, said_by="x", agreed_at=OPEN)
    found = assessors.applicants(made.round)
    assert [each.name for each in found if each.organisation is None] == [CHOIR]
    ann = made.assessors[0]
    declare(made, ann, of=CHOIR)
    assert {client_for(ann).get(each.url("marks")).status_code for each in made.applications} == {404}


def test_every_one_outside_needs_an_answer_too(made):
    ann = made.assessors[0]
    levels = {each.party: ("none", "") for each in assessors.applicants(made.round) if each.organisation}
    with pytest.raises(ValidationError, match=CHOIR):
        assessors.declare_interests(made.round.assessors.get(user=ann), levels=levels, by=ann, now=made.now)


def test_an_organisation_of_the_portal_is_not_written_as_one_outside(funder, group, clock):
    """Nobody could declare what the portal knows of itself."""
    OrganisationFactory(name="Example Rowers")
    begun = agreed_together(published_round(funder, on=DAY), group, MembershipFactory(lead=True), now=OPEN)
    with pytest.raises(ValidationError, match="on this site"):
        together.save_member(begun, None, name="example  rowers", share=1_00, by=group.user, now=OPEN)


# --- Once it is announced -------------------------------------------------------------


def announce(made, funder, clock) -> None:
    """Everybody who is to mark has marked; nobody gets anything."""
    who = {"by": funder.user, "now": made.now}
    assessing.finish_marking(made.round, **who)
    verdicts = {each.pk: Said("no", "Others reach more people.") for each in made.applications}
    deciding.recommend(made.round, verdicts=verdicts, **who)
    said = {"decided_by": "Cabinet", "decided_on": made.now.date(), "minutes": "Minute 45"}
    deciding.decide(made.round, verdicts=verdicts, **said, **who)
    announced = moment(made.round.announced_on)
    clock.move_to(announced)
    deciding.announce(made.round, by=funder.user, now=announced)


@pytest.mark.parametrize(("how", "reads"), [("declared it", True), ("acts for it", False)])
def test_who_stood_aside_by_what_they_declared_reads_it_once_it_is_announced(made, funder, groups, clock, how, reads):
    (joint, alone), (ann, ben, cat) = made.applications, made.assessors
    if how == "declared it":
        declare(made, ann, of=CHOIR)
    else:
        MembershipFactory(user=ann, organisation=groups[1].organisation)
    for application, users in ((joint, (ben, cat)), (alone, (ann, ben, cat))):
        for user in users:
            mark(application, user, 4, 4, now=made.now)
    assert client_for(ann).get(joint.url("all-marks")).status_code == 404
    announce(made, funder, clock)
    page = client_for(ann).get(joint.url("all-marks"))
    assert ("Total: 80 of 100" in text(page)) is reads and page.status_code == (200 if reads else 404)
    standings = text(client_for(ann).get(f"{made.round.get_absolute_url()}assessment/standings/"))
    assert ("1. Application" in standings) is reads
    made.round.refresh_from_db()
    assert made.round.recused == 1


def test_who_stood_aside_decides_nothing_afterwards(made, funder, clock):
    fay = MembershipFactory(organisation=funder.organisation).user
    assessors.add_assessor(made.round, email=fay.email, by=funder.user, now=made.now)
    declare(made, fay, of=CHOIR)
    for application in made.applications:
        for user in (*made.assessors, *([fay] if application != made.applications[0] else [])):
            mark(application, user, 4, 4, now=made.now)
    announce(made, funder, clock)
    made.round.refresh_from_db()
    with pytest.raises(ValidationError, match="You stand aside"):
        deciding.refuse_ties(made.round, fay)
