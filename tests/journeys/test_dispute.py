"""A concern is raised at night, talked about, referred, heard by Champions who stand apart, and closed."""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import expect

from compact_portal.dates import add_working_days
from disputes.models import Dispute
from tests.factories.champions import ClauseFactory
from tests.factories.disputes import champions, conflicted_champions, two_sides
from tests.journeys.hands import Keyboard, Mouse, WithoutScript
from tests.journeys.parties import HAPPENED, Party, alone

pytestmark = pytest.mark.browser

OURS, THEIRS = "We ask for three months’ notice.", "We will look at the notice we give."
FOUND = "Notice means three months from now on."


@pytest.fixture
def world(transactional_db):
    cache.clear()  # rate limits of signing in
    clause = ClauseFactory(section__version__in_force=True, text="Give three months’ notice.")
    return SimpleNamespace(**vars(two_sides()), clause=clause)


@pytest.mark.parametrize("hands", [Mouse, Keyboard, WithoutScript])
def test_a_concern_from_its_first_page_to_the_referral(give_hands, world, hands):
    """Given a group, a council and Champions who stand apart, when both do not agree, then the Champions have it."""
    champions()
    mel, rob = Party(give_hands(hands)), Party(give_hands(Mouse))
    when_the_group_raises_it(mel, world)
    dispute = Dispute.objects.sent().get()
    when_the_other_side_asks_for_more_time(rob, world, dispute)
    then_the_group_agrees(mel, dispute)
    when_the_group_refers_it(mel, dispute)
    mel.sees("Next: Champions take it up")
    mel.sees("More time agreed by both sides")


def when_the_group_raises_it(mel, world):
    mel.hands.open("/disputes/raise/")
    mel.sees("It takes about ten minutes")
    mel.comes_in(world.raiser)
    mel.raises_a_concern(world, alone)
    mel.sees(HAPPENED)
    mel.sends_it()
    mel.sees("2026-001" if timezone.localdate().year == 2026 else "-001")


def when_the_other_side_asks_for_more_time(rob, world, dispute):
    rob.comes_in(world.respondent)
    rob.sees(f"Talk it through: {dispute.reference}")
    rob.opens(dispute)
    rob.sees(HAPPENED)
    rob.hands.follow("Ask for more time")
    rob.hands.fill_date(add_working_days(dispute.stages.get().original_due, 2))
    rob.hands.fill("Why do you need more time?", "The head of service is away.")
    rob.hands.press("Ask for more time")
    rob.sees("The other side is asked.")


def then_the_group_agrees(mel, dispute):
    mel.opens(dispute)
    mel.sees("Next: do you agree to more time?")
    mel.hands.follow("Answer")
    mel.hands.choose("Yes", of="Do you agree to the new date")
    mel.hands.press("Send the answer")
    mel.sees("Your answer is sent.")


def when_the_group_refers_it(mel, dispute):
    mel.asks_why(
        "Refer it to the Champions",
        "Why could it not be resolved together?",
        "We see it differently.",
        "Refer it to the Champions",
    )


@pytest.mark.parametrize("hands", [Mouse, Keyboard, WithoutScript])
def test_champions_hear_it_and_it_is_closed(give_hands, world, hands):
    """Given a dispute that is referred, when two who stand apart hear it, then both sides read the outcome."""
    panel, conflicted = champions(), conflicted_champions(world)
    mel, rob, pat, val = (Party(give_hands(hands)) for _ in range(4))
    cas = Party(give_hands(Mouse))
    when_the_group_raises_it(mel, world)
    dispute = Dispute.objects.sent().get()
    mel.opens(dispute)
    when_the_group_refers_it(mel, dispute)

    then_a_champion_of_a_side_cannot_find_it(cas, conflicted, dispute)
    for champion, user in ((pat, panel.public), (val, panel.voluntary)):
        when_a_champion_takes_it_up(champion, user, dispute)
    when_the_timetable_is_set(pat, dispute)

    rob.signs_in(world.respondent)
    when_a_side_sends_its_statement(mel, dispute, OURS)
    rob.opens(dispute)
    expect(rob.page.get_by_role("main")).not_to_contain_text(OURS)
    when_a_side_sends_its_statement(rob, dispute, THEIRS)
    for reader in (mel, rob, val):
        reader.opens(dispute)
        reader.sees(OURS)
        reader.sees(THEIRS)

    when_the_outcome_is_drafted_and_commented_on(pat, [mel, rob], dispute)
    pat.opens(dispute)
    pat.hands.follow("Issue the outcome")
    pat.hands.press("Issue the outcome")
    rob.opens(dispute)
    rob.sees(FOUND)
    then_it_closes_with_what_was_learned(mel, dispute)


def then_a_champion_of_a_side_cannot_find_it(cas, conflicted, dispute):
    cas.signs_in(conflicted.councils)
    cas.hands.open("/disputes/")
    expect(cas.page.get_by_role("main")).not_to_contain_text(dispute.reference)
    for page in (dispute.get_absolute_url(), dispute.url("hear")):
        cas.hands.open(page)
        cas.is_at("Page not found")


def when_a_champion_takes_it_up(champion, user, dispute):
    champion.signs_in(user)
    champion.hands.open("/disputes/")
    champion.hands.follow(f"Say whether you have to do with either side ({dispute.reference})")
    expect(champion.page.get_by_role("main")).not_to_contain_text(HAPPENED)
    champion.hands.choose("No, I can hear it", of="Are you close to either of them")
    champion.hands.press("Continue")
    champion.sees(HAPPENED)


def when_the_timetable_is_set(pat, dispute):
    today = timezone.localdate()
    pat.opens(dispute)
    pat.hands.follow("Set the timetable")
    for name, days in (("statements_due", 3), ("meeting_on", 6), ("outcome_due", 12)):
        pat.hands.fill_day(name, add_working_days(today, days))
    pat.hands.press("Set the timetable")
    pat.sees("The timetable is set.")


def when_a_side_sends_its_statement(party, dispute, words):
    party.opens(dispute)
    party.hands.follow("Write your statement")
    party.hands.fill("Your statement", words)
    party.hands.press("Send the statement")
    expect(party.page.get_by_text(re.compile("Your statement is kept|Both statements are in")).first).to_be_visible()


def when_the_outcome_is_drafted_and_commented_on(pat, sides, dispute):
    pat.opens(dispute)
    pat.hands.follow("Write the outcome")
    pat.hands.choose("The Compact was made clear", of="What is the outcome")
    pat.hands.fill("Write it down", FOUND)
    pat.hands.press("Show it to both sides")
    for side in sides:
        side.opens(dispute)
        side.sees(FOUND)
        side.hands.follow("Comment on the facts")
        side.hands.fill("Where are the facts wrong?", "They are right.")
        side.hands.press("Send the comment")


def then_it_closes_with_what_was_learned(mel, dispute):
    mel.writes_down_what_was_learned(dispute)
    mel.sees("Closed. The Compact was made clear")
    assert dispute.learning.public_from >= timezone.localdate() + timedelta(weeks=6)
