"""One round from its draft to an accepted report, by keyboard alone, without JavaScript, 320 pixels wide."""

import json

import pytest

from funding.models import Award, Round
from tests.factories.people import MembershipFactory, UserFactory
from tests.journeys import rounds as steps
from tests.journeys.hands import KeysWithoutScript
from tests.journeys.parties import Party
from tests.journeys.people import Visitor

pytestmark = pytest.mark.browser

HARBOUR, ORCHARD, GARDEN = "Example Harbour", "Example Orchard", "Example Garden"
TERMS = "Harbour cooks, and Orchard brings what grows."
ASKED, AMOUNT = "£9,500", "£9,000.50"


@pytest.fixture
def groups(transactional_db):
    return [MembershipFactory(lead=True, organisation__name=name) for name in (HARBOUR, ORCHARD, GARDEN)]


@pytest.fixture
def people(transactional_db):
    return [UserFactory(name=name) for name in ("Ann Assessor", "Ben Assessor", "Cat Close")]


@pytest.fixture
def somebody(give_hands):
    """`somebody()` opens a browser of their own."""
    return lambda kind=Party: kind(give_hands(KeysWithoutScript))


def test_a_round_from_its_draft_to_an_accepted_report(somebody, funder, groups, people):
    fay = somebody()
    round_ = when_it_is_published_with_an_exception(fay, funder)
    steps.its_day_comes(round_, "opens_at")
    gia = when_two_groups_apply_and_one_of_them_with_a_partner(somebody, round_, groups)
    steps.its_day_comes(round_, "closes_at")
    when_three_assess_and_one_stands_aside(somebody, fay, round_, people)
    steps.when_it_is_recommended(fay, round_, {HARBOUR: AMOUNT}, [GARDEN])
    steps.when_the_decision_is_written_down(fay)
    steps.its_day_comes(round_, "announced_on")
    steps.when_it_is_announced(fay, round_)
    steps.when_the_award_is_accepted(gia, HARBOUR, amount=AMOUNT)
    award = Award.objects.get()
    steps.when_it_is_paid_in_advance(fay, award, amount=AMOUNT)
    steps.when_it_reports(gia, award, spent=AMOUNT)
    steps.when_the_report_is_accepted(fay, award)
    then_everyone_reads_it(somebody(Visitor), round_, award)


def when_it_is_published_with_an_exception(fay, funder) -> Round:
    steps.when_the_round_is_drafted_with_too_little_time(fay, funder)
    steps.then_the_check_does_not_take_yes_for_an_answer(fay)
    steps.when_the_exception_is_explained_and_the_rest_is_answered(fay)
    steps.when_it_is_published(fay)
    return Round.objects.get()


def when_two_groups_apply_and_one_of_them_with_a_partner(somebody, round_, groups) -> Party:
    """The one in the lead."""
    harbour, orchard, garden = groups
    gia, pia, gus = somebody(), somebody(), somebody()
    steps.when_a_group_begins(gia, harbour, round_)
    steps.when_it_answers(gia, steps.WORDS, ASKED)
    steps.when_it_asks_another_to_apply_with_it(gia, ORCHARD, share="40", words=TERMS)
    then_it_cannot_be_sent_before_the_partner_agrees(gia)
    steps.when_the_other_agrees(pia, orchard, HARBOUR, words=TERMS)
    steps.when_it_is_sent(gia, HARBOUR)
    steps.when_a_group_begins(gus, garden, round_)
    steps.when_it_answers(gus, "Beds that a wheelchair can come to.", "£4,000")
    steps.when_it_is_sent(gus, GARDEN)
    return gia


def then_it_cannot_be_sent_before_the_partner_agrees(gia):
    gia.hands.open(steps.of(HARBOUR).url("send"))
    gia.sees(f"{ORCHARD} has not agreed yet.")


def when_three_assess_and_one_stands_aside(somebody, fay, round_, people):
    """The one who stands aside has to do with the partner, not with the lead."""
    ann, ben, cat = assessors = [somebody() for _ in people]
    steps.when_the_assessment_begins(fay, round_, people)
    for party, user in zip(assessors[:2], people[:2], strict=True):
        steps.when_somebody_declares(party, user, round_, [HARBOUR, ORCHARD, GARDEN])
    steps.when_somebody_declares(cat, people[2], round_, [HARBOUR, GARDEN], close_to=ORCHARD)
    steps.then_who_stands_aside_does_not_find_it(cat, round_, HARBOUR)
    for party, mark in ((ann, 5), (ben, 2)):
        steps.when_somebody_marks(party, HARBOUR, (mark, 4), round_)
    for party in assessors:
        steps.when_somebody_marks(party, GARDEN, (3, 3), round_)
    steps.when_they_agree_on_a_mark(ann, HARBOUR)


def then_everyone_reads_it(resident, round_, award):
    resident.hands.open(round_.get_absolute_url())
    resident.sees("Cabinet, minute 45", "1 award, 50% of the applications", f"{HARBOUR}: {AMOUNT}", steps.WHY)
    resident.sees("Asked for£13,500", f"Paid so far{AMOUNT}", "Reports accepted1 of 1", "Assessors who stood aside1")
    assert GARDEN not in resident.page.get_by_role("main").inner_text()  # who got nothing is not named
    resident.hands.open("/funding/figures/")
    resident.sees("Community Fund", AMOUNT, "£13,500", "0 days")
    resident.hands.follow("All awards, and the same as open data")
    steps.then_an_award_is_listed(resident, HARBOUR, AMOUNT)
    answer = resident.page.request.get(f"{resident.hands.origin}/funding/awards.json")
    (grant,) = json.loads(answer.text())["grants"]
    assert grant["id"].endswith(award.reference)
    assert (grant["amountAppliedFor"], grant["amountAwarded"], grant["amountDisbursed"]) == (9500, 9000.5, 9000.5)
    assert grant["recipientOrganization"][0]["name"] == HARBOUR
