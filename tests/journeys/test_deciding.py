"""Three assess, one stands aside; marks are locked and agreed on; it is decided, announced, accepted and paid."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import expect

from compact_portal.dates import add_working_days
from funding.models import Application, Award
from tests.factories.disputes import moment
from tests.factories.funding import a_funder, published_round, submitted
from tests.factories.people import MembershipFactory, UserFactory
from tests.journeys.hands import Keyboard, Mouse, WithoutScript
from tests.journeys.parties import Party

pytestmark = pytest.mark.browser

HARBOUR, GARDEN = "Example Harbour", "Example Garden"
LONG_AGO = 120  # days: the round has closed, and the day of the announcement has come


@pytest.fixture
def funder(transactional_db):
    cache.clear()  # rate limits of signing in
    return a_funder(organisation__name="Example Council", user=UserFactory(name="Fay Funder"))


@pytest.fixture
def groups(transactional_db):
    return [MembershipFactory(lead=True, organisation__name=name) for name in (HARBOUR, GARDEN)]


@pytest.fixture
def round_(funder, groups):
    on = timezone.localdate() - timedelta(days=LONG_AGO)
    with time_machine.travel(moment(on + timedelta(days=2)), tick=False):
        round_ = published_round(funder, on=on)
        for group in groups:
            submitted(round_, group, now=timezone.now())
    return round_


@pytest.fixture
def people(transactional_db):
    return [UserFactory(name=name) for name in ("Ann Assessor", "Ben Assessor", "Cat Close")]


@pytest.mark.parametrize("hands", [Mouse, Keyboard, WithoutScript])
def test_from_the_closing_to_the_first_payment(give_hands, funder, groups, round_, people, hands):
    fay, group = Party(give_hands(hands)), Party(give_hands(Mouse))
    when_the_funder_begins(fay, funder, round_, people)
    assessors = [Party(give_hands(hands)) for _ in people]
    when_they_say_whom_they_have_to_do_with(assessors, people, round_)
    when_the_funder_answers_the_questions_to_pass(fay, round_)
    then_who_stands_aside_finds_one_application(assessors[2], round_)
    when_they_mark(assessors, round_)
    when_they_agree_on_a_mark(assessors[0], round_)
    when_it_is_decided_and_announced(fay, round_)
    when_the_group_accepts(group, groups[0])
    when_the_first_money_is_paid(fay)
    then_everyone_reads_it(group)


def of(name: str) -> Application:
    return Application.objects.get(organisation__name=name)


def when_the_funder_begins(fay, funder, round_, people):
    fay.comes_in(funder.user)
    fay.hands.open(f"{round_.get_absolute_url()}applications/")
    fay.hands.follow("Assessors")
    for person in people:
        fay.hands.fill("Email address of somebody who is to assess", person.email)
        fay.hands.press("Add this person")
        expect(fay.page.get_by_text("They are added, and told by email.")).to_be_visible()
    fay.hands.follow("Applications")
    fay.hands.activate(fay.page.get_by_role("button", name="Start the assessment"))
    fay.hands.fill_day("marks_due", add_working_days(timezone.localdate(), 5))
    fay.hands.press("Start the assessment")
    fay.sees("The assessment has begun.")


def when_they_say_whom_they_have_to_do_with(assessors, people, round_):
    for party, user in zip(assessors, people, strict=True):
        party.comes_in(user)
        party.hands.open(round_.get_absolute_url())
        party.hands.follow("Assess the applications")
        party.hands.activate(party.page.get_by_role("button", name="Say whom you have to do with"))
        is_close = user.name == "Cat Close"
        party.hands.choose("Nothing", of=f"What do you have to do with {GARDEN}?")
        level = "An interest: I will not assess it" if is_close else "Nothing"
        party.hands.choose(level, of=f"What do you have to do with {HARBOUR}?")
        party.hands.press("Save")
        if is_close:
            party.sees("Say what it is, in a few words.")
            party.hands.fill(f"What is it, with {HARBOUR}? (optional)", "My sister works there.")
            party.hands.press("Save")
        party.sees("Thank you. You can read the applications from which you do not stand aside.")


def when_the_funder_answers_the_questions_to_pass(fay, round_):
    for name in (HARBOUR, GARDEN):
        fay.hands.open(f"{round_.get_absolute_url()}assessment/")
        fay.hands.follow(f"{of(name).called}: {name}")
        fay.hands.choose("Yes", of="Do you work in the borough?")
        fay.hands.press("Save")


def then_who_stands_aside_finds_one_application(cat, round_):
    cat.hands.open(f"{round_.get_absolute_url()}assessment/")
    cat.sees("You stand aside from 1 application.")
    cat.hands.open(of(HARBOUR).url("marks"))
    cat.is_at("Page not found")


def when_they_mark(assessors, round_):
    ann, ben, cat = assessors
    for party, name, marks in (
        (ann, HARBOUR, (5, 4)),
        (ben, HARBOUR, (2, 4)),
        (ann, GARDEN, (3, 3)),
        (ben, GARDEN, (3, 3)),
        (cat, GARDEN, (3, 3)),
    ):
        give(party, of(name), marks, round_)


def give(party, application, marks, round_):
    party.hands.open(f"{round_.get_absolute_url()}assessment/")
    party.hands.follow(f"{application.called}: {application.organisation}")
    for criterion, mark in zip(application.lot.criteria.all(), marks, strict=True):
        party.hands.fill(f"Mark for {criterion}, from 0 to 5", str(mark))
        party.hands.fill(f"Why this mark for {criterion}?", "As it says.")
    party.hands.press("Save the marks")
    party.sees("Your marks are saved. Nobody else sees them before you lock them.")
    party.hands.press("Lock my marks as they are saved")
    party.sees("Your marks are locked.")


def when_they_agree_on_a_mark(ann, round_):
    ann.hands.open(of(HARBOUR).url("all-marks"))
    ann.sees("Far apart: talk about it")
    criterion = of(HARBOUR).lot.criteria.first()
    ann.hands.follow(f"Agree on another mark for {criterion}")
    ann.hands.fill(f"Mark for {criterion}, from 0 to 5", "4")
    ann.hands.fill("Why this mark?", "We read the budget together.")
    ann.hands.fill("Who was there?", "Ann, Ben")
    ann.hands.press("Save the agreed mark")
    ann.sees("Total: 80 of 100")


def when_it_is_decided_and_announced(fay, round_):
    fay.hands.open(f"{round_.get_absolute_url()}assessment/")
    fay.hands.press("The marks are agreed")
    fay.hands.activate(fay.page.get_by_role("button", name="Recommend"))
    harbour, garden = of(HARBOUR).called, of(GARDEN).called
    fay.hands.choose("Award it", of=f"{harbour}: what is to happen?")
    fay.hands.fill(f"{harbour}: how much, if it is awarded? (optional)", "£50,000.01")
    fay.hands.fill(f"{harbour}: why?", "It reaches many.")
    fay.hands.choose("Do not award it", of=f"{garden}: what is to happen?")
    fay.hands.fill(f"{garden}: why?", "Others reach more.")
    fay.hands.press("Recommend this")
    fay.sees("That is £0.01 too much.")
    fay.hands.fill(f"{harbour}: how much, if it is awarded? (optional)", "£12,500.50")
    fay.hands.press("Recommend this")
    fay.hands.activate(fay.page.get_by_role("button", name="Write down the decision"))
    fay.hands.fill("Who decided?", "Cabinet")
    fay.hands.fill_day("decided_on", timezone.localdate())
    fay.hands.fill("Where is it written down?", "Cabinet, minute 45")
    fay.hands.press("Save the decision")
    fay.hands.activate(fay.page.get_by_role("button", name="Announce the decision"))
    fay.hands.press("Announce it")
    fay.sees("It is announced. Everyone who applied is told.")


def when_the_group_accepts(group, membership):
    group.comes_in(membership.user)
    group.hands.open(of(HARBOUR).get_absolute_url())
    group.sees("You are offered £12,500.50.")
    group.hands.follow("The award")
    group.hands.activate(group.page.get_by_role("button", name="Accept or decline it"))
    group.hands.choose("Yes", of="Do you accept it?")
    group.hands.press("Send the answer")
    group.sees("Accepted")


def when_the_first_money_is_paid(fay):
    award = Award.objects.get()
    fay.hands.open(award.get_absolute_url())
    fay.hands.follow("Write down how it is paid")
    fay.hands.select("Payment 1: when does it come?", "In advance")
    fay.hands.fill("Payment 1: how much?", "£12,500.50")
    fay.hands.fill_day("due_1", timezone.localdate())
    fay.hands.press("Save the payments")
    fay.hands.follow("It was paid (payment 1)")
    fay.hands.fill_day("paid_on", timezone.localdate())
    fay.hands.press("It was paid")
    fay.sees("Paid so far: £12,500.50 of £12,500.50.")


def then_everyone_reads_it(group):
    group.hands.open("/funding/awards/")
    group.sees(f"{HARBOUR}: £12,500.50")
    answer = group.page.request.get(f"{group.hands.origin}/funding/awards.json")
    (grant,) = json.loads(answer.text())["grants"]
    assert (grant["amountAwarded"], grant["amountDisbursed"]) == (12500.5, 12500.5)
