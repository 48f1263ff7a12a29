"""The Champions of the Council and of the CVS are both close to a side: an independent adviser hears it."""

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import expect

from compact_portal.people.services.users import open_account
from disputes.models import Dispute
from tests.factories.disputes import conflicted_champions, moment, referred, two_sides
from tests.factories.people import PASSWORD
from tests.journeys.hands import Keyboard, Mouse, WithoutScript
from tests.journeys.test_dispute import (
    FOUND,
    HAPPENED,
    OURS,
    THEIRS,
    Party,
    when_a_side_sends_its_statement,
    when_the_outcome_is_drafted_and_commented_on,
    when_the_timetable_is_set,
)

pytestmark = pytest.mark.browser

ADVISER = "ada.adviser@example.org"


@pytest.fixture
def closed_out(transactional_db):
    """A dispute that was referred where every Champion is close to one side."""
    cache.clear()  # rate limits of signing in
    world = two_sides()
    world.conflicted = conflicted_champions(world)
    world.dispute = referred(world, on=timezone.localdate())
    return world


@pytest.mark.parametrize("hands", [Mouse, Keyboard, WithoutScript])
def test_both_sides_agree_on_an_adviser_who_hears_it(give_hands, closed_out, hands):
    """Given no Champion who stands apart, when both sides agree on an adviser, then the adviser issues the outcome."""
    dispute, mel, rob = closed_out.dispute, Party(give_hands(hands)), Party(give_hands(hands))
    mel.signs_in(closed_out.raiser)
    rob.signs_in(closed_out.respondent)
    then_the_page_says_why(mel, dispute)
    when_one_side_proposes_an_adviser(mel)
    when_the_other_side_agrees(rob, dispute)

    ada = Party(give_hands(hands))
    when_the_adviser_declares(ada, dispute)
    when_the_timetable_is_set(ada, dispute)
    when_a_side_sends_its_statement(mel, dispute, OURS)
    when_a_side_sends_its_statement(rob, dispute, THEIRS)
    when_the_outcome_is_drafted_and_commented_on(ada, [mel, rob], dispute)
    ada.opens(dispute)
    ada.hands.follow("Issue the outcome")
    ada.hands.press("Issue the outcome")
    for reader in (mel, rob, ada):
        reader.opens(dispute)
        reader.sees(FOUND)
    then_a_champion_of_a_side_finds_nothing(Party(give_hands(Mouse)), closed_out)


def then_the_page_says_why(mel, dispute):
    mel.opens(dispute)
    mel.sees("No Champion of a public body or a voluntary or community group stands apart from both sides.")


def when_one_side_proposes_an_adviser(mel):
    mel.hands.follow("Propose an adviser")
    mel.hands.fill("Who?", "Ada Adviser")
    mel.hands.fill("Their email address", ADVISER)
    mel.hands.press("Name this adviser")
    mel.sees("The other side is asked whether it agrees.")


def when_the_other_side_agrees(rob, dispute):
    rob.opens(dispute)
    rob.sees("Next: do you agree to this adviser?")
    rob.hands.follow("Answer")
    rob.hands.choose("Yes", of="Do you agree to this adviser")
    rob.hands.press("Send the answer")
    rob.sees("Next: Ada Adviser says whether they can advise")


def when_the_adviser_declares(ada, dispute):
    """With the address they were asked at, which they have shown to be theirs."""
    user = open_account(
        email=ADVISER, name="Ada Adviser", password=PASSWORD, by=None, now=moment(dispute.sent_at.date())
    )
    ada.signs_in(user)
    ada.page.wait_for_url(f"{ada.hands.origin}/")
    ada.hands.open("/disputes/")
    ada.hands.follow(f"Say whether you have to do with either side ({dispute.reference})")
    expect(ada.page.get_by_role("main")).not_to_contain_text(HAPPENED)
    ada.hands.choose("No, I can advise", of="Are you close to either of them")
    ada.hands.press("Continue")
    ada.sees("Next: the adviser sets the timetable")


def then_a_champion_of_a_side_finds_nothing(cas, closed_out):
    cas.signs_in(closed_out.conflicted.councils)
    cas.page.wait_for_url(f"{cas.hands.origin}/")
    for page in ("dispute", "hear", "advise"):
        cas.hands.open(closed_out.dispute.url(page))
        cas.is_at("Page not found")
    assert Dispute.objects.get().outcome == "clarified"
