"""Three assess, one stands aside; marks are locked and agreed on; it is decided, announced, accepted and paid."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from funding.models import Award
from tests.factories.disputes import moment
from tests.factories.funding import published_round, submitted
from tests.factories.people import UserFactory
from tests.journeys import rounds as steps
from tests.journeys.hands import Keyboard, Mouse, WithoutScript
from tests.journeys.parties import Party
from tests.journeys.rounds import of

pytestmark = pytest.mark.browser

HARBOUR, GARDEN = "Example Harbour", "Example Garden"
AMOUNT = "£12,500.50"
LONG_AGO = 120  # days: the round has closed, and the day of the announcement has come


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
    fay.comes_in(funder.user)
    steps.when_the_assessment_begins(fay, round_, people)
    ann, ben, cat = assessors = [Party(give_hands(hands)) for _ in people]
    for party, user in zip(assessors[:2], people[:2], strict=True):
        steps.when_somebody_declares(party, user, round_, [HARBOUR, GARDEN])
    steps.when_somebody_declares(cat, people[2], round_, [GARDEN], close_to=HARBOUR)
    when_the_funder_answers_the_questions_to_pass(fay, round_)
    steps.then_who_stands_aside_does_not_find_it(cat, round_, HARBOUR)
    for party, mark in ((ann, 5), (ben, 2)):
        steps.when_somebody_marks(party, HARBOUR, (mark, 4), round_)
    for party in assessors:
        steps.when_somebody_marks(party, GARDEN, (3, 3), round_)
    steps.when_they_agree_on_a_mark(ann, HARBOUR)
    when_too_much_is_recommended_and_then_not(fay, round_)
    steps.when_the_decision_is_written_down(fay)
    steps.when_it_is_announced(fay, round_)
    group.comes_in(groups[0].user)
    steps.when_the_award_is_accepted(group, HARBOUR, amount=AMOUNT)
    steps.when_it_is_paid_in_advance(fay, Award.objects.get(), amount=AMOUNT)
    then_everyone_reads_it(group)


def when_the_funder_answers_the_questions_to_pass(fay, round_):
    for name in (HARBOUR, GARDEN):
        fay.hands.open(f"{round_.get_absolute_url()}assessment/")
        fay.hands.follow(f"{of(name).called}: {name}")
        fay.hands.choose("Yes", of="Do you work in the borough?")
        fay.hands.press("Save")


def when_too_much_is_recommended_and_then_not(fay, round_):
    steps.when_it_is_recommended(fay, round_, {HARBOUR: "£50,000.01"}, [GARDEN])
    fay.sees("That is £0.01 too much.")
    fay.hands.fill(f"{of(HARBOUR).called}: how much?", AMOUNT)
    fay.hands.press("Recommend this")


def then_everyone_reads_it(group):
    group.hands.open("/funding/awards/")
    steps.then_an_award_is_listed(group, HARBOUR, AMOUNT)
    answer = group.page.request.get(f"{group.hands.origin}/funding/awards.json")
    (grant,) = json.loads(answer.text())["grants"]
    assert (grant["amountAwarded"], grant["amountDisbursed"]) == (12500.5, 12500.5)
