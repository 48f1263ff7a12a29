"""A group raises a concern with another one: it is asked, reads, joins, reads on, and leaves by itself."""

from types import SimpleNamespace

import pytest
from django.core.cache import cache

from compact_portal.wording import long_date
from disputes.models import Dispute
from tests.factories.champions import ClauseFactory
from tests.factories.disputes import two_sides
from tests.factories.people import MembershipFactory, UserFactory
from tests.journeys.hands import Keyboard, Mouse, WithoutScript
from tests.journeys.parties import HAPPENED, Party

pytestmark = pytest.mark.browser

CLUB = "Example Club"


@pytest.fixture
def world(transactional_db):
    cache.clear()  # rate limits of signing in
    ClauseFactory(section__version__in_force=True, text="Give three months’ notice.")
    lead = MembershipFactory(lead=True, organisation__name=CLUB, user=UserFactory(name="Cleo Club"))
    return SimpleNamespace(**vars(two_sides()), cleo=lead.user)


@pytest.mark.parametrize("hands", [Mouse, Keyboard, WithoutScript])
def test_two_groups_raise_it_one_speaks_and_the_other_leaves(give_hands, world, hands):
    mel, cleo, rob = Party(give_hands(hands)), Party(give_hands(hands)), Party(give_hands(Mouse))
    when_the_group_asks_a_club_to_join(mel, world)
    dispute = Dispute.objects.sent().get()
    due = long_date(dispute.stages.get().original_due)
    and_the_club_reads_it_and_joins(cleo, world, dispute)
    then_it_reads_on_and_the_group_speaks(cleo, dispute, due)
    and_the_other_side_reads_who_raises_it(rob, world, dispute)
    when_the_club_leaves(cleo, dispute)
    then_the_others_go_on_with_the_same_date(rob, mel, dispute, due)


def when_the_group_asks_a_club_to_join(mel, world):
    def together(mel):
        mel.hands.choose("Together with other organisations", of="Who raises it")
        mel.hands.press("Save and continue")
        mel.hands.mark(mel.page.get_by_role("checkbox", name=CLUB))

    mel.comes_in(world.raiser)
    mel.raises_a_concern(world, together)
    mel.sees(f"{CLUB}: has not answered yet")
    mel.sends_it()


def and_the_club_reads_it_and_joins(cleo, world, dispute):
    cleo.comes_in(world.cleo)
    cleo.opens(dispute)
    cleo.is_at("Page not found")
    cleo.hands.open("/disputes/")
    cleo.hands.follow("Read it and answer")
    cleo.is_at(f"Will {CLUB} join?")
    cleo.sees(HAPPENED)
    cleo.hands.choose("Yes, we raise it together", of="Does your organisation join")
    cleo.hands.press("Send the answer")
    cleo.sees(f"Next: talk it through, by {long_date(dispute.stages.get().original_due)}")


def then_it_reads_on_and_the_group_speaks(cleo, dispute, due):
    cleo.sees(HAPPENED)
    cleo.sees(due)
    assert cleo.page.get_by_role("link", name="Leave it to the others").count() == 1
    for said_by_the_group in ("Ask for more time", "Withdraw it", "Write down what was agreed"):
        assert cleo.page.get_by_role("link", name=said_by_the_group).count() == 0


def and_the_other_side_reads_who_raises_it(rob, world, dispute):
    rob.comes_in(world.respondent)
    rob.opens(dispute)
    rob.sees(f"{world.group.name}, {CLUB} and {world.council.name}")
    rob.sees("An organisation joined")


def when_the_club_leaves(cleo, dispute):
    cleo.hands.follow("Leave it to the others")
    cleo.is_at(f"Leave it to the others: {CLUB}")
    cleo.hands.press("Leave it to the others")
    cleo.sees("Your organisation has left.")
    cleo.opens(dispute)
    cleo.is_at("Page not found")


def then_the_others_go_on_with_the_same_date(rob, mel, dispute, due):
    for reader in (rob, mel):
        reader.opens(dispute)
        reader.sees("An organisation left")
        reader.sees(f"Next: talk it through, by {due}")
