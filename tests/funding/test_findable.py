"""What of a round is found beside its own words: what was answered about it, and who was awarded what."""

from datetime import date

import pytest

from funding.money import pounds
from funding.services import asked, awards
from tests.factories.funding import awarded
from tests.funding.amended import NOW
from tests.search.found import look, titles

pytestmark = pytest.mark.django_db


def test_an_answer_about_a_round_is_found_and_a_question_without_one_is_not(round_, funder, group, clock):
    both = {"organisation": group.organisation, "by": group.user, "now": NOW}
    question = asked.ask_about_round(round_, text="Are wheelbarrows paid for?", **both)
    asked.ask_about_round(round_, text="Are trampolines paid for?", **both)
    assert not titles(look("wheelbarrows"))
    asked.answer_about_round(question, text=question.text, answer="Also lawnmowers.", by=funder.user, now=NOW)
    assert titles(look("wheelbarrows")) == titles(look("lawnmowers")) == [round_.title]
    assert not titles(look("trampolines"))


@pytest.mark.usefixtures("closed")
def test_an_award_is_found_by_its_reference_and_by_whose_it_is_once_it_is_taken(
    funder, group, clock, django_capture_on_commit_callbacks
):
    made = awarded(funder, group, on=date(2026, 11, 2))
    clock.move_to(made.now)
    for typed in (made.award.reference, "Harbour"):
        assert not titles(look(typed, as_typed=True)), "an offer is nobody else's business"
    with django_capture_on_commit_callbacks(execute=True):
        awards.answer_offer(made.award, accepts=True, by=group.user, now=made.now)
    for typed in (made.award.reference, "Harbour"):
        assert titles(look(typed, as_typed=True)) == [made.round.title]


def test_a_round_is_found_by_its_money(round_):
    assert titles(look("£80,000", as_typed=True)) == []
    lot = round_.lots.get()
    assert titles(look(pounds(lot.budget), as_typed=True)) == [round_.title]
