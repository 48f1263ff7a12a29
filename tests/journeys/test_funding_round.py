"""A funder drafts a round; the Compact check stops it until an exception is explained; then everyone reads it."""

import pytest

from funding.models import Round
from tests.journeys.hands import Keyboard, Mouse, WithoutScript
from tests.journeys.parties import Party
from tests.journeys.people import Visitor
from tests.journeys.rounds import (
    WHY,
    then_the_check_does_not_take_yes_for_an_answer,
    when_it_is_published,
    when_the_exception_is_explained_and_the_rest_is_answered,
    when_the_round_is_drafted_with_too_little_time,
)

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("hands", [Mouse, Keyboard, WithoutScript])
def test_a_round_is_published_once_its_exception_is_explained(give_hands, funder, hands):
    fay, resident = Party(give_hands(hands)), Visitor(give_hands(Mouse))
    when_the_round_is_drafted_with_too_little_time(fay, funder)
    then_the_check_does_not_take_yes_for_an_answer(fay)
    when_the_exception_is_explained_and_the_rest_is_answered(fay)
    when_it_is_published(fay)
    then_everyone_reads_it_and_why(resident)


def then_everyone_reads_it_and_why(resident):
    resident.hands.open("/funding/")
    resident.hands.follow("Community Fund 2027")
    resident.sees("Opens soon", "£80,000", "Lunch clubs and gardens.", WHY)
    assert Round.objects.get().slug == "community-fund-2027"
