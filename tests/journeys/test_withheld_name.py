"""A representative raises a concern for a group that is not named; one Champion checks the name; a bundle is made."""

from types import SimpleNamespace

import pytest
from django.core.cache import cache

from disputes.bundles import BUNDLES
from disputes.models import Dispute
from tests.factories.champions import ClauseFactory
from tests.factories.disputes import champions, two_sides
from tests.journeys.hands import Keyboard, Mouse, WithoutScript
from tests.journeys.parties import HAPPENED, Party

pytestmark = pytest.mark.browser

NAME = "Example Quiet Group"


@pytest.fixture
def world(transactional_db):
    cache.clear()  # rate limits of signing in
    ClauseFactory(section__version__in_force=True, text="Give three months’ notice.")
    return SimpleNamespace(**vars(two_sides()), **vars(champions()))


@pytest.mark.parametrize("hands", [Mouse, Keyboard, WithoutScript])
def test_a_name_is_kept_checked_and_nowhere_in_the_bundle(give_hands, world, hands):
    mel, val, rob = Party(give_hands(hands)), Party(give_hands(hands)), Party(give_hands(hands))
    when_it_is_raised_for_a_group_that_is_not_named(mel, world)
    dispute = Dispute.objects.sent().get()
    then_the_champion_checks_the_name(val, world, dispute)
    and_the_other_side_reads_that_it_was_checked(rob, world, dispute)
    and_has_a_bundle_made_for_the_meeting(rob, dispute)


def when_it_is_raised_for_a_group_that_is_not_named(mel, world):
    of_val = world.voluntary.person.champion_terms.get().signatory.organisation

    def as_a_representative(mel):
        mel.hands.choose("For another organisation, as its representative", of="Who raises it")
        mel.hands.press("Save and continue")
        mel.hands.fill("What lets you speak for them?", "A letter from their chair")
        mel.hands.fill("Name of a group that the other side must not know (optional)", NAME)

    def with_a_champion_who_checks(mel):
        mel.hands.choose(f"Val Voluntary, {of_val}", of="Which Champion should check the name")
        mel.hands.press("Save and continue")

    mel.comes_in(world.raiser)
    mel.raises_a_concern(world, as_a_representative, then=with_a_champion_who_checks)
    mel.sees("The other side does not see it.")
    mel.sends_it()


def then_the_champion_checks_the_name(val, world, dispute):
    val.comes_in(world.voluntary)
    val.hands.follow(f"Check a name: {dispute.reference}")
    val.sees(NAME)
    val.hands.choose("Yes, I have checked both", of="Does this group exist")
    val.hands.press("Send the answer")
    val.sees("You have answered: a champion has checked the name.")


def and_the_other_side_reads_that_it_was_checked(rob, world, dispute):
    rob.comes_in(world.respondent)
    rob.opens(dispute)
    rob.sees("A Champion has checked the name that is withheld")
    assert NAME not in rob.page.content()


def and_has_a_bundle_made_for_the_meeting(rob, dispute):
    rob.hands.follow("Bundle for the meeting (PDF)")
    rob.hands.press("Make the bundle")
    rob.sees("Bundle 1 is being made")
    assert BUNDLES.sweep() == 1
    rob.hands.open(dispute.url("bundle"))
    rob.hands.follow("Read bundle 1 as a page")
    rob.sees(HAPPENED)
    assert NAME not in rob.page.content()
