"""What is written in the second stage reaches nobody before its deadline; the first is not read by who stands aside."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from compact_portal.audit.models import AuditEvent
from compact_portal.deadlines.keeping import keep_all
from compact_portal.deadlines.models import CalendarFeed
from compact_portal.notices.models import Notice
from funding.choices import RoundState
from funding.models import DeclaredInterest, FormQuestion, Round
from funding.services import applications, assessors, files, rounds, stages, together
from tests.disputes.test_secrecy import client_for
from tests.factories.disputes import moment
from tests.factories.funding import PNG, agreed_together, assessors_of, drafted_round, published_round, submitted
from tests.factories.people import MembershipFactory, UserFactory
from tests.factories.stages import (
    AMOUNT,
    after,
    assessed_in_full,
    complete,
    completed,
    fresh,
    invite,
    invited,
    judged,
    sifted,
    staged_draft,
    staged_round,
)
from tests.funding.beginnings import GARDEN, HARBOUR
from tests.funding.test_assessment_secrecy import body
from tests.reading import text
from tests.test_pages import ADDRESSES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

DAY = date(2026, 11, 2)
MARKER, SUM = "Quagmarkfull", "£7,654.32"
OF_AN_APPLICATION = ("application", "pass", "marks", "all-marks", "abstain", "send", "copy", "together")
OF_A_ROUND = (
    "",
    "applications/",
    "applications.csv",
    "first-stage/",
    "first-stage/invite/",
    "assessors/",
    "assessment/",
)


def every_path(made) -> list[str]:
    paths = [each.url(page) for each in made.applications for page in OF_AN_APPLICATION]
    paths += [f"{each.url('copy')}{end}" for each in made.applications for end in ("2/", "2.pdf")]
    asked = FormQuestion.objects.filter(stage=2)
    paths += [each.url(page, q.pk) for each in made.applications for q in asked for page in ("answer", "answer-file")]
    return [*paths, *(made.round.get_absolute_url() + page for page in OF_A_ROUND)]


def with_a_file_and_an_amount(made, group):
    """In the second stage of the first application, written before it is sent."""
    asked = FormQuestion.objects.create(
        round=made.round, stage=2, number=9, kind="file", text="Show us a plan.", is_required=False
    )
    who = {"by": group.user, "now": made.now}
    amount = made.round.questions.get(text=AMOUNT)
    applications.save_answer(made.applications[0], amount, text="765432", **who)
    files.save_file(made.applications[0], asked, upload=SimpleUploadedFile(f"{MARKER}.png", PNG), **who)


def readers(made, funder, groups) -> dict:
    return {
        "the funder's lead": funder.user,
        "somebody of the funder": MembershipFactory(organisation=funder.organisation).user,
        "an assessor": assessors_of(made.round, funder, "Ann", now=made.now)[0],
        "another applicant": groups[1].user,
        "an officer": UserFactory(officer=True, administrator=True),
        "nobody": None,
    }


@pytest.mark.parametrize("is_sent", [True, False])
def test_the_second_stage_is_read_by_nobody_before_its_deadline(funder, groups, clock, is_sent):
    made = invited(funder, *groups, on=DAY, words="Alunchclub")
    with_a_file_and_an_amount(made, groups[0])
    if is_sent:
        complete(fresh(made.applications[0]), groups[0], now=made.now, words=MARKER)
    clock.move_to(made.round.second_closes_at.replace(hour=16, minute=59, second=59))
    keep_all()
    found = {}
    for role, user in readers(made, funder, groups).items():
        browser = client_for(user)
        calendar = [CalendarFeed.objects.get_or_create(user=user)[0].get_absolute_url()] if user else []
        for path in [*every_path(made), *calendar, *ADDRESSES]:
            said = body(browser, path)
            if MARKER in said or SUM in said or "7654.32" in said:
                found.setdefault(role, []).append(path)
    assert found == {}
    assert [each for each in Notice.objects.all() if MARKER in f"{each.subject}{each.body}"] == []
    assert [each for each in AuditEvent.objects.all() if MARKER in str(vars(each))] == []
    lead = client_for(funder.user)
    assert "Alunchclub" in text(lead.get(made.applications[0].get_absolute_url()))
    clock.move_to(made.round.second_closes_at)
    assert (MARKER in body(lead, made.applications[0].get_absolute_url())) is is_sent
    assert (MARKER in body(lead, f"{made.round.get_absolute_url()}applications.csv")) is is_sent


def test_nobody_learns_before_the_deadline_who_has_sent_the_second_stage(funder, groups, clock):
    """The pages are the same, whether somebody has sent it or not."""
    made = invited(funder, *groups, on=DAY)
    clock.move_to(made.now)
    lead, address = client_for(funder.user), made.round.get_absolute_url()
    paths = [address + page for page in ("", "applications/", "applications.csv", "first-stage/")]
    paths += [made.applications[0].get_absolute_url(), made.applications[0].url("pass")]
    before = {path: said(lead, path) for path in paths}
    complete(made.applications[0], groups[0], now=made.now)
    assert {path: said(lead, path) for path in paths} == before


def said(browser, path: str) -> str:
    return body(browser, path) if path.endswith(".csv") else text(browser.get(path))


def test_with_whom_one_applies_in_the_second_stage_is_sealed_with_it(funder, groups, clock):
    made = invited(funder, *groups, on=DAY)
    clock.move_to(made.now)
    who = {"by": groups[0].user, "now": made.now}
    together.save_terms(made.applications[0], shares_in="per-cent", words=MARKER, **who)
    together.save_member(fresh(made.applications[0]), None, name=f"{MARKER} Choir", share=10_00, said_by="Cho", **who)
    lead = client_for(funder.user)
    paths = [made.applications[0].url(page) for page in ("application", "agreement-file", "together", "pass")]
    paths += [f"{made.round.get_absolute_url()}applications.csv"]
    assert [path for path in paths if MARKER in body(lead, path)] == []


def test_until_then_the_funder_reads_with_whom_the_first_stage_was_sent(funder, groups, clock):
    """Also of one that never sends its second stage."""
    round_, opened = staged_round(funder, on=DAY), moment(DAY + timedelta(days=2))
    clock.move_to(opened)
    first = agreed_together(round_, *groups, now=opened)
    applications.submit_application(first, seen=first.revision, by=groups[0].user, now=opened)
    made = SimpleNamespace(round=round_, applications=[fresh(first)], now=after(round_.closes_at))
    clock.move_to(made.now)
    stages.sift_round(round_, by=funder.user, now=made.now)
    judged(made, funder)
    invite(made, funder)
    who = {"by": groups[0].user, "now": made.now}
    together.save_member(fresh(first), None, name=f"{MARKER} Choir", share=10_00, said_by="Cho", **who)
    for day in (made.now, after(Round.objects.get().second_closes_at)):
        clock.move_to(day)
        page = text(client_for(funder.user).get(first.get_absolute_url()))
        assert f"Who applies together {groups[0].organisation}, in the lead" in page
        assert str(groups[1].organisation) in page and MARKER not in page


def test_those_who_pass_or_not_are_told_by_no_page_before_all_are(funder, groups, clock):
    made = sifted(funder, *groups, on=DAY)
    judged(made, funder, True, False, reason="Quagmarkreason")
    clock.move_to(made.now)
    for group, application in zip(groups, made.applications, strict=True):
        browser = client_for(group.user)
        for path in (application.get_absolute_url(), "/funding/", made.round.get_absolute_url()):
            said = body(browser, path)
            assert "Quagmark" not in said and "Passed the questions" not in said and "Did not pass" not in said
            assert "does not go on" not in said.lower()


def test_who_goes_on_reads_what_the_funder_writes(funder, group, clock):
    made = sifted(funder, group, on=DAY)
    passed = {question.pk: True for question in made.round.lots.get().pass_questions.all()}
    clock.move_to(made.now)
    who = {"by": funder.user, "now": made.now}
    stages.judge_first_stage(made.applications[0], passed=passed, goes_on=True, reason="Say more on rent", **who)
    browser, page = client_for(group.user), made.applications[0].get_absolute_url()
    assert "Say more on rent" not in text(browser.get(page))
    invite(made, funder)
    assert "Say more on rent" in text(browser.get(page))


def test_whoever_stands_aside_reads_no_first_stage(funder, groups, clock):
    made = sifted(funder, *groups, on=DAY, words="Quagmarkfirst")
    clock.move_to(made.now)
    aside = MembershipFactory(organisation=funder.organisation).user
    MembershipFactory(user=aside, organisation=groups[0].organisation)
    browser = client_for(aside)
    harbour, garden = made.applications
    assert browser.get(harbour.url("pass")).status_code == 404
    assert "Quagmarkfirst" in text(browser.get(garden.url("pass")))
    page = text(browser.get(f"{made.round.get_absolute_url()}first-stage/"))
    assert HARBOUR not in page and GARDEN in page and "You stand aside from 1 application" in page


def test_who_assesses_says_whom_they_have_to_do_with_before_they_read(funder, groups, clock):
    made = sifted(funder, *groups, on=DAY)
    clock.move_to(made.now)
    assessors.add_assessor(made.round, email=funder.user.email, by=funder.user, now=made.now)
    browser, address = client_for(funder.user), f"{made.round.get_absolute_url()}first-stage/"
    assert "Before you read anything" in text(browser.get(address))
    for page in ("pass", "application"):
        assert browser.get(made.applications[0].url(page)).status_code == 404
    levels = {f"level_{each.organisation_id}": "none" for each in made.applications}
    levels |= {f"level_{groups[0].organisation.pk}": "actual", f"reason_{groups[0].organisation.pk}": "My sister"}
    answer = browser.post(f"{made.round.get_absolute_url()}interests/", levels, follow=True)
    assert answer.status_code == 200 and DeclaredInterest.objects.count() == 2
    assert browser.get(made.applications[0].url("pass")).status_code == 404
    assert browser.get(made.applications[1].url("pass")).status_code == 200


def test_a_first_stage_without_names_is_read_without_them(funder, groups, clock):
    made = sifted(funder, *groups, on=DAY, words=f"The {HARBOUR.upper()} wants a boat", is_anonymous=True)
    clock.move_to(made.now)
    assessors.add_assessor(made.round, email=funder.user.email, by=funder.user, now=made.now)
    assessor = made.round.assessors.get()
    levels = {each.organisation_id: ("none", "") for each in made.applications}
    assessors.declare_interests(assessor, levels=levels, by=funder.user, now=made.now)
    browser, address = client_for(funder.user), f"{made.round.get_absolute_url()}first-stage/"
    pages = [text(browser.get(path)) for path in (address, made.applications[0].url("pass"))]
    judged(made, funder)
    pages.append(text(browser.get(f"{address}invite/")))
    assert [page for page in pages if HARBOUR.lower() in page.lower() or GARDEN.lower() in page.lower()] == []
    assert "[name] wants a boat" in pages[1]
    assert browser.get(made.applications[0].get_absolute_url()).status_code == 404


def test_what_was_never_sent_is_never_read(funder, groups, clock):
    made = invited(funder, *groups, on=DAY)
    complete(made.applications[0], groups[0], now=made.now)
    asked = made.round.questions.get(text=AMOUNT)
    applications.save_answer(made.applications[1], asked, text="765432", by=groups[1].user, now=made.now)
    clock.move_to(made.round.second_closes_at)
    browser = client_for(funder.user)
    for path in [*every_path(made), f"{made.round.get_absolute_url()}applications.csv"]:
        assert SUM not in body(browser, path) and "7654.32" not in body(browser, path), path


def test_all_is_read_in_the_assessment(funder, groups, clock):
    clock.move_to(moment(DAY))
    made = assessed_in_full(funder, *groups, on=DAY)
    clock.move_to(made.now)
    said = text(client_for(made.assessors[0]).get(made.applications[0].url("marks")))
    assert "A lunch club." in said and "With cooks." in said
    assert "Both stages are sent" not in said


def test_everyone_reads_the_questions_of_both_stages_from_the_beginning(client, funder):
    draft = staged_draft(funder, on=DAY)
    round_ = rounds.publish_round(draft, seen=draft.revision, by=funder.user, now=moment(DAY))
    for path in (round_.get_absolute_url(), f"{round_.get_absolute_url()}form/"):
        said = text(client.get(path))
        assert "How do you do it?" in said and "Second stage, for those who passed the first" in said
    assert Round.objects.get().state == RoundState.PUBLISHED


def test_other_kinds_never_read_the_word(client, funder, groups, clock):
    client.force_login(funder.user)
    draft = drafted_round(funder, on=DAY)
    pages = [draft.draft_url(page) for page in ("draft", "questions", "question-add")]
    pages += [draft.draft_url("page", "timetable"), draft.draft_url("publish")]
    public = published_round(funder, on=DAY, title="Public")
    pages += [public.get_absolute_url(), f"{public.get_absolute_url()}form/"]
    clock.move_to(moment(date(2026, 11, 4)))
    made = submitted(public, groups[0], now=moment(date(2026, 11, 4)))
    own = client_for(groups[0].user)
    said = [text(client.get(path)) for path in pages] + [text(own.get(made.get_absolute_url()))]
    assert [page for page in said if " stage" in page.lower()] == []
    assert client.get(f"{public.get_absolute_url()}first-stage/").status_code == 404


def test_it_is_open_to_read_again_for_its_own_people(funder, groups, clock):
    made = completed(funder, *groups, on=DAY)
    clock.move_to(made.now)
    browser = client_for(groups[0].user)
    page = text(browser.get(made.applications[0].get_absolute_url()))
    assert "With cooks." in page and "A lunch club." in page and "You passed." in page
    second, first = (text(browser.get(made.applications[0].url("copy") + end)) for end in ("2/", ""))
    assert "With cooks." in second and "With cooks." not in first and "A lunch club." in first
    assert browser.get(made.applications[0].url("copy") + "3/").status_code == 404
    take_back = made.applications[0].url("take-back")
    assert "It can be sent until" in text(browser.post(take_back, follow=True))
    assert browser.get(made.applications[0].url("copy") + "2/").status_code == 404
    assert browser.get(made.applications[0].url("copy")).status_code == 200
