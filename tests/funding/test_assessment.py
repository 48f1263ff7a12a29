"""Assessing: whom one has to do with, what passes, marks that are hidden until one's own are locked, and agreed on."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from compact_portal.notices.models import Notice
from funding.choices import ApplicationState, AssessmentState, RoundState
from funding.deadlines import MarksDue
from funding.models import Application, Assessment
from funding.queries import total_of
from funding.services import assessing, assessors
from funding.services.drafts import RoundMovedOn
from tests.factories.champions import InterestFactory
from tests.factories.disputes import moment
from tests.factories.funding import (
    assessors_of,
    being_assessed,
    declare_nothing,
    mark,
    published_round,
    submitted,
)
from tests.factories.people import MembershipFactory, UserFactory
from tests.funding.beginnings import AFTER, HARBOUR
from tests.kept import all_due, emails
from tests.reading import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

DAY = date(2026, 11, 2)


@pytest.fixture
def made(funder, groups, clock):
    clock.move_to(AFTER)
    return being_assessed(funder, *groups, on=DAY)


def read(application) -> Application:
    return Application.objects.with_marks().get(pk=application.pk)


def total(application) -> str:
    return str(total_of(read(application)))


# --- Beginning ----------------------------------------------------------------------


def test_it_begins_once_the_round_has_closed_for_everyone(funder, groups, clock):
    round_ = published_round(funder, on=DAY)
    submitted(round_, groups[0], now=moment(date(2026, 11, 4)))
    assessors_of(round_, funder, "Ann", "Ben", now=moment(DAY))
    who = {"by": funder.user, "marks_due": date(2026, 12, 30)}
    with pytest.raises(ValidationError, match="not closed"):
        assessing.start_assessing(round_, **who, now=moment(date(2026, 11, 5)))
    assessing.start_assessing(round_, **who, now=AFTER)
    with pytest.raises(RoundMovedOn, match="while it is “Being assessed”"):
        assessing.start_assessing(round_, **who, now=AFTER)


@pytest.mark.parametrize(
    ("has_applied", "people", "due", "words"),
    [
        (False, ("Ann", "Ben"), date(2026, 12, 30), "Nobody applied"),
        (True, ("Ann",), date(2026, 12, 30), "at least 2 assessors"),
        (True, ("Ann", "Ben"), date(2026, 12, 1), "today or later"),
    ],
)
def test_what_is_missing_is_said(funder, groups, has_applied, people, due, words):
    round_ = published_round(funder, on=DAY)
    if has_applied:
        submitted(round_, groups[0], now=moment(date(2026, 11, 4)))
    assessors_of(round_, funder, *people, now=moment(DAY))
    with pytest.raises(ValidationError, match=words):
        assessing.start_assessing(round_, marks_due=due, by=funder.user, now=AFTER)


def test_an_assessor_signs_in_here_and_is_added_once(client, funder):
    round_ = published_round(funder, on=DAY)
    client.force_login(funder.user)
    address = round_.get_absolute_url() + "assessors/"
    ann = UserFactory(name="Ann", email="ann@example.org")
    assert "Nobody signs in with this address" in text(client.post(address, {"email": "nobody@example.org"}))
    client.post(address, {"email": "ANN@example.org"})
    assert "assesses this round already" in text(client.post(address, {"email": "ann@example.org"}))
    assert Notice.objects.get(key__startswith="funding.assess:").email == ann.email
    remove = f"{address}{round_.assessors.get().pk}/remove/"
    assert "Remove Ann from the assessors?" in text(client.get(remove)) and round_.assessors.current().exists()
    client.post(remove)
    assert not round_.assessors.current().exists()
    client.post(address, {"email": "ann@example.org"})
    assert round_.assessors.current().get().user == ann


# --- Whom they have to do with ----------------------------------------------------------


def test_nothing_is_read_before_it_is_declared(client, funder, groups, clock):
    clock.move_to(AFTER)
    made = being_assessed(funder, *groups, on=DAY, people=("Ann", "Ben"))
    cat = UserFactory(name="Cat")
    assessors.add_assessor(made.round, email=cat.email, by=funder.user, now=made.now)
    client.force_login(cat)
    page = text(client.get(made.round.get_absolute_url() + "assessment/"))
    assert "Say whom you have to do with" in page and "Application 1" not in page
    assert client.get(made.applications[0].url("marks")).status_code == 404
    declare_nothing(made.round, cat, now=made.now)
    assert client.get(made.applications[0].url("marks")).status_code == 200


def test_every_applicant_needs_an_answer_and_every_interest_a_reason(made, groups):
    ann = made.assessors[0]
    assessor = made.round.assessors.get(user=ann)
    ids = [group.organisation.pk for group in groups]
    for levels in ({ids[0]: ("none", "")}, {ids[0]: ("none", ""), ids[1]: ("actual", " ")}):
        with pytest.raises(ValidationError):
            assessors.declare_interests(assessor, levels=levels, by=ann, now=made.now)


def declared(made, groups, user, level, *, now=None):
    levels = {groups[0].organisation.pk: (level, "My sister works there"), groups[1].organisation.pk: ("none", "")}
    assessor = made.round.assessors.get(user=user)
    assessors.declare_interests(assessor, levels=levels, by=user, now=now or made.now)
    return assessor


def test_who_stands_aside_reads_neither_papers_nor_marks_nor_places(client, made, groups):
    ann, ben = made.assessors
    for application in made.applications:
        mark(application, ben, 4, 5, now=made.now)
    declared(made, groups, ann, "actual")
    client.force_login(ann)
    harbour, garden = made.applications
    for page in ("marks", "all-marks", "pass", "application"):
        assert client.get(harbour.url(page)).status_code == 404
    page = text(client.get(made.round.get_absolute_url() + "assessment/"))
    assert "You stand aside from 1 application." in page and HARBOUR not in page
    mark(garden, ann, 3, 3, now=made.now)
    page = text(client.get(made.round.get_absolute_url() + "assessment/standings/"))
    assert "1. Application" not in page and "nobody’s place is shown" in page and HARBOUR not in page


@pytest.mark.parametrize("tie", ["acts for it", "declared an interest in it on the portal"])
def test_a_tie_on_the_portal_keeps_out_without_a_word(client, made, groups, tie):
    ann = made.assessors[0]
    if tie == "acts for it":
        MembershipFactory(user=ann, organisation=groups[0].organisation)
    else:
        InterestFactory(person=ann.person, organisation=groups[0].organisation)
    client.force_login(ann)
    assert client.get(made.applications[0].url("marks")).status_code == 404
    with pytest.raises(PermissionDenied):
        mark(made.applications[0], ann, 4, 4, now=made.now)


def test_the_funders_own_people_stand_aside_too(client, made, groups, funder):
    colleague = MembershipFactory(organisation=funder.organisation).user
    client.force_login(colleague)
    assert client.get(made.applications[0].get_absolute_url()).status_code == 200
    MembershipFactory(user=colleague, organisation=groups[0].organisation, state="confirmed")
    InterestFactory(person=colleague.person, organisation=groups[1].organisation)
    assert client.get(made.applications[1].get_absolute_url()).status_code == 404


def test_what_may_look_like_an_interest_waits_for_the_funder(client, made, groups, funder):
    ann = made.assessors[0]
    assessor = declared(made, groups, ann, "potential")
    client.force_login(ann)
    assert client.get(made.applications[0].url("marks")).status_code == 404
    interest = assessor.interests.get(level="potential")
    client.force_login(funder.user)
    client.post(f"{made.round.get_absolute_url()}assessors/interests/{interest.pk}/", {"may_assess": "yes"})
    client.force_login(ann)
    assert client.get(made.applications[0].url("marks")).status_code == 200
    declared(made, groups, ann, "potential")  # said again in the same words, it stays decided
    assert client.get(made.applications[0].url("marks")).status_code == 200


def test_nobody_decides_about_themselves(made, groups, funder):
    assessors.add_assessor(made.round, email=funder.user.email, by=funder.user, now=made.now)
    interest = declared(made, groups, funder.user, "potential").interests.get(level="potential")
    with pytest.raises(ValidationError, match="about you"):
        assessors.decide_on_interest(interest, may_assess=True, by=funder.user, now=made.now)


def test_marks_of_who_stands_aside_later_do_not_count(made, groups):
    ann, ben = made.assessors
    harbour = made.applications[0]
    mark(harbour, ann, 0, 0, now=made.now)
    mark(harbour, ben, 5, 5, now=made.now)
    assert total(harbour) == "50"
    declared(made, groups, ann, "actual")
    assert Assessment.objects.get(application=harbour, assessor__user=ann).state == AssessmentState.RECUSED
    assert total(harbour) == "100"


@pytest.fixture
def tied(made, groups, funder):
    """Everybody has marked; then Ann becomes linked to the first applicant, and nobody says a word."""
    for application in made.applications:
        for user, given in zip(made.assessors, (0, 5), strict=True):
            mark(application, user, given, given, now=made.now)
    InterestFactory(person=made.assessors[0].person, organisation=groups[0].organisation)
    return made


def test_a_tie_that_comes_up_after_marks_were_locked_takes_them_out(client, tied, funder):
    harbour, garden = tied.applications
    assert [total(each) for each in (harbour, garden)] == ["100", "50"]
    address = tied.round.get_absolute_url() + "assessment/"
    client.force_login(funder.user)
    page = text(client.get(address))
    assert "1 of 1 have finished" in page and "2 of 2 have finished" in page
    assert client.get(harbour.url("all-marks")).status_code == 404  # too few marks are left
    client.force_login(tied.assessors[1])
    page = text(client.get(harbour.url("all-marks")))
    assert "Total: 100 of 100" in page and "The marks of 1 assessor are not counted" in page and "Ann" not in page
    assert "1. Application" not in text(client.get(address + "standings/"))
    assert "not counted" not in text(client.get(garden.url("all-marks")))


def test_another_assessor_is_needed_where_too_few_marks_are_left(client, tied, funder):
    harbour = read(tied.applications[0])
    client.force_login(funder.user)
    address = tied.round.get_absolute_url() + "assessment/finish/"
    assert f"you need another assessor for {harbour.called}." in text(client.post(address, follow=True))
    cat = assessors_of(tied.round, funder, "Cat", now=tied.now)[0]
    declare_nothing(tied.round, cat, now=tied.now)
    for application in tied.applications:
        mark(application, cat, 4, 4, now=tied.now)
    assert "Total: 90 of 100" in text(client.get(harbour.url("all-marks")))
    assert "are far apart" in text(client.post(address))
    client.post(address, {"sure": "yes"})
    assert read(harbour).total == 90


def test_marks_that_were_agreed_stay_whatever_comes_up_or_ends_later(client, tied, funder, groups):
    harbour, garden = tied.applications
    cat = assessors_of(tied.round, funder, "Cat", now=tied.now)[0]
    declare_nothing(tied.round, cat, now=tied.now)
    for application in tied.applications:
        mark(application, cat, 4, 4, now=tied.now)
    assessing.finish_marking(tied.round, by=funder.user, now=tied.now)
    tied.assessors[0].person.interests.all().delete()
    InterestFactory(person=tied.assessors[1].person, organisation=groups[1].organisation)
    client.force_login(funder.user)
    for application, words in ((harbour, "Total: 90 of 100"), (garden, "Total: 60 of 100")):
        assert words in text(client.get(application.url("all-marks")))


# --- Questions to pass, and marks --------------------------------------------------------


def test_one_no_and_it_goes_no_further(client, funder, groups, clock):
    clock.move_to(AFTER)
    made = being_assessed(funder, *groups, on=DAY)
    harbour = read(made.applications[0])
    question = harbour.lot.pass_questions.get()
    client.force_login(funder.user)
    client.post(harbour.url("pass"), {f"passed_{question.pk}": "no", "reason": "It works elsewhere."})
    assert read(harbour).state == ApplicationState.INELIGIBLE
    client.force_login(made.assessors[0])
    assert client.get(harbour.url("marks")).status_code == 404


def test_once_it_is_marked_the_questions_are_answered(made, funder):
    harbour = read(made.applications[0])
    mark(harbour, made.assessors[0], 1, 1, now=made.now, lock=False)
    passed = {question.pk: False for question in harbour.lot.pass_questions.all()}
    with pytest.raises(RoundMovedOn):
        assessing.answer_pass_questions(harbour, passed=passed, by=funder.user, now=made.now)


def test_marking_in_the_browser(client, made):
    ann, harbour = made.assessors[0], read(made.applications[0])
    first, second = harbour.lot.criteria.all()
    client.force_login(ann)
    page = text(client.post(harbour.url("marks"), {f"mark_{first.pk}": "6", f"reason_{first.pk}": "Good"}))
    assert "Error: " in page and not Assessment.objects.exists()
    page = text(client.post(harbour.url("marks"), {f"mark_{first.pk}": "4"}, follow=True))
    assert f"{first}: the reason" in page and f"{second}: the mark" in page
    said = {f"mark_{first.pk}": "4", f"reason_{first.pk}": "Good", f"mark_{second.pk}": "0"}
    page = text(client.post(harbour.url("marks"), {"lock": "yes"}))
    assert f"Something is missing. {first}: the mark. {second}: the mark." in page
    page = text(client.post(harbour.url("marks"), said | {"lock": "yes"}))
    assert f"Your marks are not locked, and not saved. Something is missing. {second}: the reason." in page
    assert Assessment.objects.get().given[second.pk].mark is None, "nothing is saved by half"
    client.post(harbour.url("marks"), said | {f"reason_{second.pk}": "None named", "lock": "yes"})
    locked = Assessment.objects.get()
    assert locked.state == AssessmentState.LOCKED and locked.given[second.pk].reason == "None named"
    late = client.post(harbour.url("marks"), said | {f"reason_{first.pk}": "Better than good", "as_shown": "mark_1:0"})
    assert late.status_code == 409 and "Your marks are locked." in text(late) and "Better than good" in text(late)


def test_marks_that_changed_in_another_window_are_not_locked_unseen(client, made):
    ann, harbour = made.assessors[0], read(made.applications[0])
    mark(harbour, ann, 1, 1, now=made.now, lock=False)
    client.force_login(ann)
    form = client.get(harbour.url("marks")).context["form"]
    sent = {name: form[name].value() for name in form.fields} | {"lock": "yes"}
    mark(harbour, ann, 5, 5, now=made.now, lock=False)
    assert "was changed meanwhile to “5”" in text(client.post(harbour.url("marks"), sent))
    own = Assessment.objects.get()
    assert own.state == AssessmentState.OPEN and {each.mark for each in own.given.values()} == {5}


def test_marks_of_others_are_hidden_until_ones_own_are_locked(client, made):
    ann, ben = made.assessors
    harbour = made.applications[0]
    mark(harbour, ann, 4, 5, now=made.now)
    client.force_login(ben)
    assert client.get(harbour.url("all-marks")).status_code == 404
    for page in ("assessment/", "assessment/standings/"):
        seen = text(client.get(made.round.get_absolute_url() + page))
        assert "have finished" not in seen and "of 100" not in seen
    mark(harbour, ben, 2, 5, now=made.now)
    page = text(client.get(harbour.url("all-marks")))
    assert "Total: 64 of 100" in page
    assert "Because of Ann" in page and "Far apart: talk about it" in page


def test_who_abstains_reads_on_and_does_not_count(client, made, funder):
    ann, ben = made.assessors
    cat = assessors_of(made.round, funder, "Cat", now=made.now)[0]
    declare_nothing(made.round, cat, now=made.now)
    harbour = made.applications[0]
    for user in (ann, ben):
        mark(harbour, user, 5, 5, now=made.now)
    client.force_login(cat)
    client.post(harbour.url("abstain"), {"reason": "I was away"})
    page = text(client.get(harbour.url("all-marks")))
    assert "Total: 100 of 100" in page and "Cat abstained: I was away" in page


# --- Agreeing ---------------------------------------------------------------------------


def test_an_agreed_mark_stands_beside_the_marks(client, made):
    harbour = made.applications[0]
    ann, ben = made.assessors
    mark(harbour, ann, 1, 5, now=made.now)
    client.force_login(ann)
    criterion = harbour.lot.criteria.first()
    said = {"mark": "3", "reason": "We read the budget again.", "present": "Ann, Ben"}
    page = text(client.post(harbour.url("agree", criterion.number), said))
    assert "Not everybody has locked" in page
    mark(harbour, ben, 5, 5, now=made.now)
    client.post(harbour.url("agree", criterion.number), said | {"mark": "4"})
    page = text(client.get(harbour.url("all-marks")))
    assert "from 3 to 4. We read the budget again. There: Ann, Ben." in page
    assert "Total: 82 of 100" in page
    assert client.get(harbour.url("agree", 99)).status_code == 404


def test_it_is_over_once_everybody_has_marked(client, made, funder):
    client.force_login(funder.user)
    address = made.round.get_absolute_url() + "assessment/finish/"
    assert "Not everybody has locked their marks" in text(client.post(address, follow=True))
    for application in made.applications:
        for user in made.assessors:
            mark(application, user, 3, 3, now=made.now)
    client.post(address)
    made.round.refresh_from_db()
    assert made.round.state == RoundState.MODERATED
    criterion = made.applications[0].lot.criteria.first()
    who = {"by": funder.user, "now": made.now}
    with pytest.raises(RoundMovedOn):
        assessing.agree_on_mark(made.applications[0], criterion, mark=1, reason="x", present="y", **who)


def test_equal_totals_share_a_place_on_the_page(client, made, funder):
    for application in made.applications:
        for user in made.assessors:
            mark(application, user, 3, 3, now=made.now)
    client.force_login(funder.user)
    page = text(client.get(made.round.get_absolute_url() + "assessment/standings/"))
    assert page.count("1. Application") == 2


# --- Dates -----------------------------------------------------------------------------


def test_each_assessor_is_reminded_until_all_of_theirs_are_locked(made, groups):
    ann, ben = made.assessors
    expected = made.now.date() + timedelta(days=14)
    assert [(each.due, emails(each)) for each in all_due(MarksDue())] == [
        (expected, [ann.email]),
        (expected, [ben.email]),
    ]
    mark(made.applications[0], ann, 3, 3, now=made.now)
    declared(made, groups[::-1], ann, "actual")
    assert [emails(each) for each in all_due(MarksDue())] == [[ben.email]]
