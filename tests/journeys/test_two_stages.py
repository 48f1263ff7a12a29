"""A funder drafts a round of two stages; two groups pass or not, one writes in full, and it is assessed."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import expect

from funding.models import Application, Round
from tests.factories.disputes import moment
from tests.factories.funding import assessors_of, begun_round, submitted
from tests.factories.stages import staged_round, staged_timetable
from tests.journeys.hands import Keyboard, Mouse, WithoutScript
from tests.journeys.parties import Party

pytestmark = pytest.mark.browser

HARBOUR, GARDEN = "Example Harbour", "Example Garden"
LONG_AGO = 75  # days: the first stage has closed
IN_FULL = "Two cooks, every Tuesday."
WHY = "You work outside the borough. Your own council may help."


@pytest.fixture
def round_(funder, groups):
    on = timezone.localdate() - timedelta(days=LONG_AGO)
    with time_machine.travel(moment(on + timedelta(days=2)), tick=False):
        round_ = staged_round(funder, on=on)
        for group in groups:
            submitted(round_, group, now=timezone.now())
    return round_


@pytest.mark.parametrize("hands", [Mouse, Keyboard, WithoutScript])
def test_a_draft_asks_for_both_stages(give_hands, funder, hands):
    fay = Party(give_hands(hands))
    round_ = begun_round(funder, on=timezone.localdate())
    fay.comes_in(funder.user)
    when_the_kind_is_a_tender(fay, round_)
    when_both_deadlines_are_written_down(fay, round_)
    then_a_question_is_missing_until_it_is_there(fay, round_)


def when_the_kind_is_a_tender(fay, round_):
    fay.hands.open(round_.draft_url("page", "kind"))
    fay.hands.choose("Two-stage tender: pass or fail, then weighted", of="What kind of round is it")
    fay.hands.fill("Why this kind?", "A short answer first spares work.")
    fay.hands.press("Save and continue")


def when_both_deadlines_are_written_down(fay, round_):
    said = staged_timetable(timezone.localdate() + timedelta(days=7))
    fay.hands.open(round_.draft_url("page", "timetable"))
    days = {"opens_on": said["opens_at"], "closes_on": said["closes_at"], "second_closes_on": said["second_closes_at"]}
    for name, at in days.items():
        fay.hands.fill_day(name, timezone.localdate(at))
    for name in ("invites_on", "decided_on", "announced_on"):
        fay.hands.fill_day(name, said[name])
    fay.hands.fill("Who decides?", "Cabinet")
    fay.hands.press("Save and continue")
    found = Round.objects.get(pk=round_.pk)
    assert (found.second_closes_at, found.invites_on) == (said["second_closes_at"], said["invites_on"])


def then_a_question_is_missing_until_it_is_there(fay, round_):
    ask(fay, round_, "Are you insured?", "The first stage: everyone answers it")
    fay.hands.open(round_.draft_url())
    fay.sees("The second stage has no question yet.")
    ask(fay, round_, "How do you do it?", "The second stage: those who passed answer it")
    fay.hands.open(round_.draft_url())
    expect(fay.page.get_by_text("The second stage has no question yet.")).to_have_count(0)


def ask(fay, round_, words: str, stage: str):
    fay.hands.open(round_.draft_url("question-add"))
    fay.hands.fill("What do you ask?", words)
    fay.hands.choose(stage, of="In which stage is it asked")
    fay.hands.choose("A few words", of="What kind of answer is it")
    fay.hands.press("Save the question")


@pytest.mark.parametrize("hands", [Mouse, Keyboard, WithoutScript])
def test_from_the_first_stage_to_the_assessment(give_hands, funder, groups, round_, hands):
    fay, gia, pat = Party(give_hands(hands)), Party(give_hands(hands)), Party(give_hands(Mouse))
    when_the_funder_looks_at_the_first_stage(fay, funder, round_)
    then_nobody_is_told_yet(gia, groups[0])
    when_everyone_is_told(fay, round_)
    then_who_did_not_pass_reads_why(pat, groups[1])
    when_the_group_writes_in_full(gia)
    then_the_funder_does_not_read_it(fay)
    when_the_second_stage_has_closed(round_)
    then_the_funder_reads_it_and_starts(fay, funder, round_)


def of(name: str) -> Application:
    return Application.objects.get(organisation__name=name)


def when_the_funder_looks_at_the_first_stage(fay, funder, round_):
    fay.comes_in(funder.user)
    fay.hands.open(round_.get_absolute_url())
    fay.sees("First stage is closed")
    fay.hands.follow("Applications")
    fay.hands.follow("First stage")
    fay.hands.press("Look at the first stage")
    for name, answer in ((HARBOUR, "Yes"), (GARDEN, "No")):
        fay.hands.follow(f"{of(name).called}: {name}")
        fay.hands.choose(answer, of="Do you work in the borough?")
        fay.hands.press("Save")
        if answer == "No":
            fay.sees("Enter why it does not go on. The applicant will read it.")
            fay.hands.fill("What do you tell the applicant? (optional)", WHY)
            fay.hands.press("Save")
        expect(fay.page.get_by_text("Nobody is told before you say who goes on.")).to_be_visible()


def then_nobody_is_told_yet(gia, group):
    gia.comes_in(group.user)
    gia.hands.open(of(HARBOUR).get_absolute_url())
    gia.sees("whether you go on.")
    expect(gia.page.get_by_text("You passed.")).to_have_count(0)


def when_everyone_is_told(fay, round_):
    fay.hands.press("Say who goes on")
    fay.sees("1 application to the second stage")
    fay.hands.press("Tell everyone")
    expect(fay.page.get_by_text("Everyone is told.")).to_be_visible()
    fay.hands.open(round_.get_absolute_url())
    fay.sees("Open to those who were invited")


def then_who_did_not_pass_reads_why(pat, group):
    pat.comes_in(group.user)
    pat.hands.open(of(GARDEN).get_absolute_url())
    pat.sees(WHY)
    pat.sees("Do you work in the borough?")


def when_the_group_writes_in_full(gia):
    gia.hands.open("/funding/")
    gia.hands.activate(gia.page.get_by_role("link", name=f"Application of {HARBOUR}"))
    gia.sees("You passed.")
    gia.hands.follow("How do you do it?")
    gia.hands.fill("How do you do it?", IN_FULL)
    gia.hands.press("Save and continue")
    gia.hands.fill("How much do you ask for? (optional)", "£1,250")
    gia.hands.press("Save and continue")
    gia.hands.activate(gia.page.get_by_role("button", name="Check it and send it"))
    gia.sees("This is the second stage.")
    gia.hands.press("Send it")
    expect(gia.page.get_by_text("Your application is sent.")).to_be_visible()
    gia.sees("What you sent in the second stage, to keep or to print")


def then_the_funder_does_not_read_it(fay):
    fay.hands.open(of(HARBOUR).get_absolute_url())
    fay.sees("Invited to the second stage")
    expect(fay.page.get_by_text(IN_FULL)).to_have_count(0)


def when_the_second_stage_has_closed(round_):
    """The browser's clock is the machine's, so the deadline comes to it."""
    Round.objects.filter(pk=round_.pk).update(second_closes_at=timezone.now())


def then_the_funder_reads_it_and_starts(fay, funder, round_):
    assessors_of(round_, funder, "Ann Assessor", "Ben Assessor", now=timezone.now())
    fay.hands.open(of(HARBOUR).get_absolute_url())
    fay.sees(IN_FULL)
    fay.hands.open(f"{round_.get_absolute_url()}applications/")
    fay.hands.activate(fay.page.get_by_role("button", name="Start the assessment"))
    fay.hands.fill_date(timezone.localdate() + timedelta(days=14))
    fay.hands.press("Start the assessment")
    fay.sees("The assessors are told.")
    expect(fay.page.get_by_text(f"{of(HARBOUR).called}: {HARBOUR}")).to_be_visible()
    expect(fay.page.get_by_text(GARDEN)).to_have_count(0)
