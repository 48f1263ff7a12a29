"""Three months after it closed the group says what followed; one Champion reads it, and it is opened again."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.utils import timezone

from compact_portal.deadlines.keeping import keep_all
from disputes.models import SinceAnswer
from disputes.services import learning, settling
from tests.factories.champions import ClauseFactory
from tests.factories.disputes import champions, moment, raised, two_sides
from tests.journeys.hands import Keyboard, Mouse, WithoutScript
from tests.journeys.parties import Party

pytestmark = pytest.mark.browser

FOLLOWED = "We were not invited to the forum any more."
NOTE = {"issue": "Late payments", "change": "Earlier ones", "who": "Public bodies", "by_when": "Spring"}


@pytest.fixture
def world(transactional_db):
    """A dispute that closed 85 days ago: the question is open, and it can still be opened again."""
    cache.clear()  # rate limits of signing in
    ClauseFactory(section__version__in_force=True, text="Give three months’ notice.")
    sides, panel = two_sides(), champions()
    day = timezone.localdate() - timedelta(days=85)
    dispute = raised(sides, on=day)
    settling.withdraw_dispute(dispute, reason="In order", by=sides.raiser, now=moment(day))
    learning.close_dispute(dispute, **NOTE, by=sides.raiser, now=moment(day))
    keep_all()
    return SimpleNamespace(**vars(sides), panel=panel, dispute=dispute)


@pytest.mark.parametrize("hands", [Mouse, Keyboard, WithoutScript])
def test_what_followed_is_told_to_one_champion_and_it_is_opened_again(give_hands, world, hands):
    mel, rob, cha = Party(give_hands(hands)), Party(give_hands(Mouse)), Party(give_hands(hands))
    when_the_group_is_asked_and_answers(mel, world)
    then_one_champion_reads_it(cha, world)
    and_the_other_side_reads_nothing_of_it(rob, world)
    when_the_group_opens_it_again(mel, world)
    then_it_goes_on_with_a_new_date(rob, world)


def when_the_group_is_asked_and_answers(mel, world):
    mel.comes_in(world.raiser)
    mel.hands.follow(f"How are things since? {world.dispute.reference}")
    mel.sees("Nobody may treat you worse because you raised a concern.")
    mel.hands.choose("Yes, or we are not sure", of="Has anything bad followed")
    mel.hands.fill("What happened?", FOLLOWED)
    mel.hands.press("Send the answer")
    mel.sees("Thank you. Your answer is sent.")


def then_one_champion_reads_it(cha, world):
    answer = SinceAnswer.objects.get()
    cha.comes_in(answer.reader.user)
    cha.hands.open(world.dispute.url("since-answer", answer.pk))
    cha.sees(FOLLOWED)
    cha.sees("Only you can read this.")
    cha.opens(world.dispute)
    cha.is_at("Page not found")


def and_the_other_side_reads_nothing_of_it(rob, world):
    rob.comes_in(world.respondent)
    rob.opens(world.dispute)
    rob.sees("Closed.")
    said = rob.page.get_by_role("main").inner_text()
    assert FOLLOWED not in said and "since" not in said
    for page in (world.dispute.url("since"), world.dispute.url("since-answer", SinceAnswer.objects.get().pk)):
        rob.hands.open(page)
        rob.is_at("Page not found")


def when_the_group_opens_it_again(mel, world):
    mel.opens(world.dispute)
    mel.hands.follow("Open it again")
    mel.hands.choose("Something bad followed because it was raised", of="Why")
    mel.hands.fill("What happened?", "We are left out since then.")
    mel.hands.press("Open it again")


def then_it_goes_on_with_a_new_date(rob, world):
    rob.opens(world.dispute)
    rob.sees("Next: talk it through")
    rob.sees("Stage 1")
    rob.sees("It goes on")
