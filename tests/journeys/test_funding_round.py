"""A funder drafts a round; the Compact check stops it until an exception is explained; then everyone reads it."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import expect

from compact_portal.dates import add_working_days
from funding.models import Round
from tests.factories.funding import a_funder
from tests.factories.people import UserFactory
from tests.journeys.hands import Keyboard, Mouse, WithoutScript
from tests.journeys.parties import Party
from tests.journeys.people import Visitor

pytestmark = pytest.mark.browser

WHY = "The money has to be spent before April."


@pytest.fixture
def funder(transactional_db):
    cache.clear()  # rate limits of signing in
    return a_funder(organisation__name="Example Council", user=UserFactory(name="Fay Funder"))


@pytest.mark.parametrize("hands", [Mouse, Keyboard, WithoutScript])
def test_a_round_is_published_once_its_exception_is_explained(give_hands, funder, hands):
    fay, resident = Party(give_hands(hands)), Visitor(give_hands(Mouse))
    when_the_round_is_drafted_with_too_little_time(fay, funder)
    then_the_check_does_not_take_yes_for_an_answer(fay)
    when_the_exception_is_explained_and_the_rest_is_answered(fay)
    when_it_is_published(fay)
    then_everyone_reads_it_and_why(resident)


def when_the_round_is_drafted_with_too_little_time(fay, funder):
    fay.comes_in(funder.user)
    fay.hands.open("/funding/")
    fay.hands.activate(fay.page.get_by_role("button", name="Start a round"))
    fay.hands.fill("Which programme is it part of?", "Community Fund")
    fay.hands.fill("What is this round called?", "Community Fund 2027")
    fay.hands.choose("Nothing: I write all of it", of="What do you begin with")
    fay.hands.press("Continue")
    fay.hands.follow("What it is for")
    fay.hands.fill("What is the money for?", "Lunch clubs and gardens.")
    fay.hands.fill("Who can apply?", "Voluntary groups of the borough.")
    fay.hands.press("Save and continue")
    fay.hands.choose("Open grant", of="What kind of round is it")
    fay.hands.fill("Why this kind?", "Groups know best what is needed.")
    fay.hands.fill("For how many years does it fund? (optional)", "2")
    fay.hands.press("Save and continue")
    fay.hands.fill("Lot 1: how much money is there?", "£80,000")
    fay.hands.press("Save and continue")
    opens = timezone.localdate() + timedelta(days=1)
    closes = add_working_days(opens, 12)
    days = {"opens_on": opens, "closes_on": closes}
    days |= {"decided_on": closes + timedelta(days=30), "announced_on": closes + timedelta(days=37)}
    for name, day in days.items():
        fay.hands.fill_day(name, day)
    fay.hands.fill("Who decides?", "A panel of three")
    fay.hands.press("Save and continue")
    fay.is_at("How applications are judged")
    fay.hands.fill("Criterion 1", "What changes for people")
    fay.hands.fill("Criterion 1: how much does it count, in per cent?", "90")
    fay.hands.fill("Criterion 2 (optional)", "Social value")
    fay.hands.fill("Criterion 2: how much does it count, in per cent? (optional)", "10")
    tick(fay, "Criterion 2 is about social value")
    fay.hands.press("Save and continue")
    fay.is_at("The application form")
    fay.hands.activate(fay.page.get_by_role("button", name="Add a question"))
    fay.hands.fill("What do you ask?", "What do you want to do?")
    fay.hands.choose("A few words", of="What kind of answer is it")
    fay.hands.press("Save the question")
    fay.sees("What do you want to do?")
    fay.hands.follow("Back")
    fay.hands.follow("The Compact check")
    fay.is_at("The Compact check")


def tick(fay, label: str):
    box = fay.page.get_by_label(label)
    if isinstance(fay.hands, Keyboard):
        fay.hands.reach(box)
        fay.page.keyboard.press("Space")
    else:
        box.check()


def then_the_check_does_not_take_yes_for_an_answer(fay):
    fay.hands.follow("Time to apply")
    fay.sees("Applicants have 12 working days. 6 weeks are 30 working days, without bank holidays.")
    fay.hands.choose("Yes, this round keeps it", of="Your answer")
    fay.hands.press("Save and continue")
    fay.sees("There is a problem")
    fay.sees("Change that, or say publicly why.")


def when_the_exception_is_explained_and_the_rest_is_answered(fay):
    fay.hands.choose("No, and we say publicly why", of="Your answer")
    fay.hands.fill("How, or why not? (optional)", WHY)
    fay.hands.press("Save and continue")
    for _ in range(14):
        fay.hands.choose("Yes, this round keeps it", of="Your answer")
        fay.hands.press("Save and continue")
    fay.is_at("The Compact check")
    fay.sees("All are answered.")


def when_it_is_published(fay):
    fay.hands.follow("Back")
    fay.hands.activate(fay.page.get_by_role("button", name="Look at it and publish it"))
    fay.sees(WHY)
    fay.hands.press("Publish it")
    expect(fay.page.get_by_text("The round is published.")).to_be_visible()


def then_everyone_reads_it_and_why(resident):
    resident.hands.open("/funding/")
    resident.hands.follow("Community Fund 2027")
    resident.sees("Opens soon", "£80,000", "Lunch clubs and gardens.", WHY)
    assert Round.objects.get().slug == "community-fund-2027"
