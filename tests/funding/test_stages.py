"""Rounds of two stages: as they are drafted, and the first of them, until everyone is told who goes on."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from compact_portal.dates import add_working_days
from compact_portal.notices.models import Notice
from compact_portal.publishing.press import PUBLICATIONS
from funding.choices import ApplicationState, Kind, RoundState
from funding.compact_check import COMMITMENTS
from funding.models import Application, FirstStageVerdict, Round
from funding.services import amending, applications, drafts, questions, stages
from funding.services import late as more_time
from funding.services.applications import ApplicationMovedOn
from funding.services.drafts import RoundMovedOn
from tests.disputes.test_secrecy import client_for
from tests.factories.disputes import moment
from tests.factories.funding import (
    applied,
    begun_round,
    submitted,
)
from tests.factories.people import MembershipFactory
from tests.factories.stages import (
    ASKED_IN_FULL,
    after,
    fresh,
    invite,
    invited,
    judged,
    sifted,
    staged_draft,
    staged_round,
    staged_timetable,
)
from tests.reading import text
from tests.rig.documents import pdf_faults, read_aloud

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

DAY = date(2026, 11, 2)
NOW = moment(DAY)


def who(member, now=NOW) -> dict:
    return {"by": member.user, "now": now}


# The draft.


def test_a_draft_of_two_stages_needs_both_dates_and_a_question_in_each(funder):
    round_ = begun_round(funder, on=DAY)
    drafts.save_round(round_, kind=Kind.TENDER, reason="Why", **who(funder))
    assert {"timetable", "questions"} <= set(drafts.missing(Round.objects.get()))
    first = staged_timetable(DAY + timedelta(days=1))
    drafts.save_round(round_, **{**first, "second_closes_at": None}, **who(funder))
    assert "timetable" in drafts.missing(Round.objects.get())
    drafts.save_round(round_, **first, **who(funder))
    assert "timetable" not in drafts.missing(Round.objects.get())
    asked = {"text": "Why?", "kind": "long", "help_text": "", "most_words": None}
    questions.save_question(round_, None, stage=1, **asked, **who(funder))
    assert drafts.gap_in_questions(Round.objects.get()) == "The second stage has no question yet."
    questions.save_question(round_, None, stage=2, **asked, **who(funder))
    assert "questions" not in drafts.missing(Round.objects.get())


def test_the_second_stage_comes_after_the_first_and_before_the_decision(funder):
    round_ = staged_draft(funder, on=DAY)
    closes = round_.closes_at.date()
    with pytest.raises(ValidationError, match="after the first stage closes"):
        drafts.save_round(round_, invites_on=closes, **who(funder))
    with pytest.raises(ValidationError, match="must be after the invitations"):
        drafts.save_round(round_, invites_on=round_.second_closes_at.date(), **who(funder))
    with pytest.raises(ValidationError, match="after the round closes"):
        drafts.save_round(round_, decided_on=round_.second_closes_at.date(), **who(funder))
    assert Round.objects.get().invites_on == round_.invites_on


def test_of_another_kind_it_has_one_stage_again(funder):
    round_ = staged_draft(funder, on=DAY)
    drafts.save_round(round_, kind=Kind.OPEN, **who(funder))
    found = Round.objects.get()
    assert (found.invites_on, found.second_closes_at, found.has_two_stages) == (None, None, False)
    assert {each.stage for each in found.questions.all()} == {1}
    assert "questions" not in drafts.missing(found) and "timetable" not in drafts.missing(found)


def test_questions_change_places_within_their_stage_and_go_to_the_end_of_another(funder):
    round_ = staged_draft(funder, on=DAY)
    first, full, amount = round_.questions.all()
    questions.move_question_up(round_, full, **who(funder))
    assert list(Round.objects.get().questions.all()) == [first, full, amount]
    questions.move_question_up(round_, amount, **who(funder))
    assert list(Round.objects.get().questions.all()) == [first, amount, full]
    fields = {"text": "Later", "kind": "long", "help_text": "", "most_words": None, "is_required": True}
    moved = questions.save_question(round_, first, stage=2, **fields, **who(funder))
    assert list(Round.objects.get().questions.all())[-1] == moved
    back = questions.save_question(round_, moved, stage=1, **fields, **who(funder))
    assert Round.objects.get().questions.first() == back


@pytest.mark.parametrize(
    ("kind", "first", "second", "doubt"),
    [
        (Kind.TENDER, 45, 20, ""),
        (Kind.TENDER, 44, 20, "Applicants have 44"),
        (Kind.TWO_STAGE, 30, 20, ""),
        (Kind.TWO_STAGE, 30, 19, "In the second stage they have 19"),
    ],
)
def test_the_window_of_each_stage_is_looked_at(funder, kind, first, second, doubt):
    """Working days: the first as for a round of one stage, the second four weeks whatever the kind."""
    opens, round_ = moment(DAY), Round(kind=kind, state=RoundState.DRAFT)
    round_.opens_at, round_.closes_at = opens, moment(add_working_days(DAY, first))
    round_.invites_on = add_working_days(DAY, first + 5)
    round_.second_closes_at = moment(add_working_days(round_.invites_on, second))
    said = COMMITMENTS["window"].doubts(round_)
    assert said.startswith(doubt) if doubt else said == ""


def test_a_ready_made_tender_asks_in_two_stages(funder):
    made = drafts.begin_round(
        funder=funder.organisation, programme="P", title="T", ready_made="tender", by=funder.user, now=NOW
    )
    first, second = made.questions_of(1), made.questions_of(2)
    assert any("a third of your yearly income" in each.text for each in first)
    assert any("social value" in each.text for each in second)
    assert len(first) == len(second) == 5


# The first stage.


def test_only_the_first_stage_is_written_and_sent_at_first(funder, group):
    round_ = staged_round(funder, on=DAY)
    now = moment(date(2026, 11, 4))
    application = applied(round_, group, now=now)
    assert [each.text for each in application.questions] == ["What do you want to do?"]
    later = round_.questions.get(text=ASKED_IN_FULL)
    with pytest.raises(ValidationError, match="second stage"):
        applications.save_answer(application, later, text="Now", **who(group, now))
    sent = applications.submit_application(application, seen=application.revision, **who(group, now))
    assert (sent.state, sent.completed_at) == (ApplicationState.SUBMITTED, None)
    copy = sent.copies.get()
    assert copy.stage == 1 and [row["question"] for row in copy.data["rows"]] == ["What do you want to do?"]
    assert applications.take_back(sent, **who(group, now)).state == ApplicationState.DRAFT


def test_the_first_stage_is_looked_at_once_it_is_closed_for_everyone(funder, groups):
    round_ = staged_round(funder, on=DAY)
    submitted(round_, groups[0], now=moment(date(2026, 11, 4)))
    second_before, after_it = round_.closes_at - timedelta(seconds=1), round_.closes_at
    with pytest.raises(ValidationError, match="not closed"):
        stages.sift_round(round_, **who(funder, second_before))
    said = {"until": after_it + timedelta(hours=5), "reason": "The site was down"}
    more_time.give_more_time(round_, organisation=groups[1].organisation, **said, **who(funder, after_it))
    with pytest.raises(ValidationError, match="not closed"):
        stages.sift_round(round_, **who(funder, after_it))
    late = submitted(round_, groups[1], now=after_it + timedelta(hours=1))
    with pytest.raises(PermissionDenied):
        stages.sift_round(round_, **who(groups[0], after_it + timedelta(hours=5)))
    stages.sift_round(round_, **who(funder, after_it + timedelta(hours=5)))
    assert sorted(Application.objects.values_list("number", flat=True)) == [1, 2]
    with pytest.raises(RoundMovedOn):
        stages.sift_round(round_, **who(funder, after_it + timedelta(hours=6)))
    with pytest.raises(ApplicationMovedOn):
        applications.take_back(late, **who(groups[1], after_it + timedelta(hours=6)))


def test_without_applications_there_is_nothing_to_look_at(funder):
    round_ = staged_round(funder, on=DAY)
    with pytest.raises(ValidationError, match="Nobody applied"):
        stages.sift_round(round_, **who(funder, after(round_.closes_at)))


def test_one_no_to_a_question_and_it_does_not_go_on(funder, groups, clock):
    made = sifted(funder, *groups, on=DAY)
    clock.move_to(made.now)
    question = made.round.lots.get().pass_questions.get()
    said = {"passed": {question.pk: False}, "goes_on": True, **who(funder, made.now)}
    with pytest.raises(ValidationError, match="why it does not go on"):
        stages.judge_first_stage(made.applications[0], reason=" ", **said)
    with pytest.raises(ValidationError, match="every question"):
        stages.judge_first_stage(made.applications[0], reason="", **{**said, "passed": {}})
    assert not FirstStageVerdict.objects.exists()
    assert not stages.judge_first_stage(made.applications[0], reason="Not here.", **said).goes_on
    again = stages.judge_first_stage(made.applications[0], reason="", **{**said, "passed": {question.pk: True}})
    assert again.goes_on and FirstStageVerdict.objects.count() == 1


def test_without_questions_to_pass_the_funder_says_yes_or_no(funder, groups):
    made = sifted(funder, *groups, on=DAY, to_pass=False)
    judged(made, funder, True, False)
    assert [each.goes_on for each in FirstStageVerdict.objects.order_by("application")] == [True, False]


def test_whoever_stands_aside_does_not_judge(funder, groups, clock):
    made = sifted(funder, *groups, on=DAY)
    clock.move_to(made.now)
    colleague = MembershipFactory(organisation=funder.organisation)
    MembershipFactory(user=colleague.user, organisation=groups[0].organisation)
    said = {"passed": {}, "goes_on": True, "reason": ""}
    with pytest.raises(PermissionDenied):
        stages.judge_first_stage(made.applications[0], **said, **who(colleague, made.now))


def test_nobody_is_invited_before_all_are_judged_or_when_something_changed(funder, groups):
    made = sifted(funder, *groups, on=DAY)
    seen = stages.invitation(made.round, now=made.now).seen
    with pytest.raises(ValidationError, match="Not judged yet: Application"):
        stages.invite_to_second_stage(made.round, seen=seen, **who(funder, made.now))
    judged(made, funder)
    with pytest.raises(ValidationError, match="changed something"):
        stages.invite_to_second_stage(made.round, seen=seen, **who(funder, made.now))
    invite(made, funder)
    with pytest.raises(RoundMovedOn):
        stages.invite_to_second_stage(made.round, seen=seen, **who(funder, made.now))
    with pytest.raises(RoundMovedOn):
        judged(made, funder)  # a stale tab


def test_everyone_is_told_in_one_moment_and_not_before(funder, groups):
    made = sifted(funder, *groups, on=DAY)
    judged(made, funder, True, False)
    assert [each.state_told for each in map(fresh, made.applications)] == ["Sent", "Sent"]
    told = Notice.objects.filter(kind__in=["funding.invited", "funding.not-invited"])
    assert not told.exists()
    invite(made, funder)
    assert [each.state_told for each in made.applications] == [
        "Invited to the second stage",
        "Does not go on to the second stage",
    ]
    assert sorted(told.values_list("email", "kind")) == sorted(
        [(groups[0].user.email, "funding.invited"), (groups[1].user.email, "funding.not-invited")]
    )
    assert "not for people of the borough" not in "".join(told.values_list("body", flat=True))


def test_whoever_says_it_late_gives_the_time_back(funder, group):
    made = sifted(funder, group, on=DAY)
    judged(made, funder)
    before = Round.objects.get()
    late = moment(add_working_days(before.invites_on, 3))
    invite(made, funder, now=late)
    found = Round.objects.get()
    assert found.second_closes_at.date() == add_working_days(late.date(), 25)
    moved = (found.second_closes_at.date() - before.second_closes_at.date()).days
    assert moved > 0
    assert (found.decided_on - before.decided_on).days == (found.announced_on - before.announced_on).days == moved
    assert found.second_closes_at.time() == before.second_closes_at.time()


def test_whoever_says_it_early_gives_more_time(funder, group):
    made = invited(funder, group, on=DAY)
    assert made.round.second_closes_at == staged_timetable(DAY + timedelta(days=1))["second_closes_at"]


# --- Changed in public ------------------------------------------------------------------


def dates_page(round_, **changed) -> dict:
    """Everything as it is, but for what is changed: day, month and year of a field."""
    said = {"closes_at": "17:00", "second_closes_time": "17:00"}
    days = {
        "closes_on": timezone.localdate(round_.closes_at),
        "invites_on": round_.invites_on,
        "second_closes_on": timezone.localdate(round_.second_closes_at),
        "decided_on": round_.decided_on,
        "announced_on": round_.announced_on,
    }
    for name, day in (days | changed).items():
        said |= {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}
    return said


def test_the_dates_of_both_stages_are_changed_in_public(funder, clock):
    round_ = staged_round(funder, on=DAY)
    clock.move_to(moment(date(2026, 11, 4)))
    client, address = client_for(funder.user), f"{round_.get_absolute_url()}amend/dates/"
    amending.begin_amendment(round_, by=funder.user, now=timezone.now())
    second = timezone.localdate(round_.second_closes_at)
    page = text(client.post(address, dates_page(round_, second_closes_on=second - timedelta(days=1))))
    assert "The time to write does not get shorter" in page
    page = text(client.post(address, dates_page(round_, closes_on=round_.invites_on)))
    assert "must be after the first stage closes" in page
    client.post(address, dates_page(round_, second_closes_on=second + timedelta(days=1)))
    made = round_.amendments.get()
    assert timezone.localdate(made.second_closes_at) == second + timedelta(days=1)
    assert made.invites_on == round_.invites_on


# --- On paper ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["form-pdf", "form-large-print"])
def test_the_printed_form_says_which_questions_come_later(client, funder, tmp_path, name):
    round_ = staged_round(funder, on=DAY)
    PUBLICATIONS.sweep(clock=lambda: NOW)
    pdf = client.get(reverse(f"funding:{name}", args=[round_.slug])).content
    assert pdf_faults(pdf, tmp_path) == []
    aloud = read_aloud(pdf, tmp_path)
    assert aloud.index("What do you want to do?") < aloud.index("Second stage") < aloud.index(ASKED_IN_FULL)
