"""Files for both sides and for the Champions only; what was agreed, done, questioned and confirmed; and the end."""

from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.utils import timezone

from compact_portal.dates import add_working_days
from disputes.models import AgreedAction, DisputeFile
from disputes.services import settling
from tests.disputes.test_bundles import picture
from tests.factories.champions import ClauseFactory
from tests.factories.disputes import champions, raised, two_sides
from tests.journeys.hands import Keyboard, Mouse, WithoutScript
from tests.journeys.parties import Party

pytestmark = pytest.mark.browser

PNG = picture(size=(40, 30))
TERMS = "Notice is three months from now on."
ACTION = "Tell all groups of the new notice"


@pytest.fixture
def world(transactional_db):
    cache.clear()  # rate limits of signing in
    ClauseFactory(section__version__in_force=True, text="Give three months’ notice.")
    sides = two_sides()
    champions()
    return SimpleNamespace(**vars(sides), dispute=raised(sides, on=timezone.localdate()))


@pytest.mark.parametrize("hands", [Mouse, Keyboard, WithoutScript])
def test_a_file_for_both_sides_is_theirs_and_one_for_the_champions_is_not(give_hands, world, hands):
    mel, rob = Party(give_hands(hands)), Party(give_hands(hands))
    dispute = world.dispute
    mel.comes_in(world.raiser)
    rob.comes_in(world.respondent)
    when_a_file_is_added(mel, dispute, "photo.png")
    then_the_other_side_fetches_it(rob, dispute, "photo.png")
    settling.refer_to_champions(dispute, reason="We see it differently.", by=world.raiser, now=timezone.now())
    when_a_file_is_added(mel, dispute, "budget.png", readers="The Champions only")
    then_the_other_side_does_not_find_it(rob, dispute, "budget.png")
    and_what_is_no_picture_is_refused(mel, dispute)


@pytest.mark.parametrize("hands", [Mouse, Keyboard, WithoutScript])
def test_what_was_agreed_is_done_and_it_closes(give_hands, world, hands):
    mel, rob = Party(give_hands(hands)), Party(give_hands(hands))
    dispute = world.dispute
    mel.comes_in(world.raiser)
    rob.comes_in(world.respondent)
    when_the_council_writes_down_what_was_agreed(rob, world, dispute)
    and_the_group_confirms_it(mel, dispute)
    when_the_council_says_that_it_is_done(rob, dispute)
    and_the_group_asks_for_what_is_missing(mel, dispute)
    when_the_council_says_that_it_is_done(rob, dispute)
    then_the_group_confirms_that(mel, dispute)
    mel.writes_down_what_was_learned(dispute)
    mel.sees("Closed. Resolved by agreement")


def when_a_file_is_added(mel, dispute, name: str, *, readers: str = ""):
    mel.opens(dispute)
    mel.hands.follow("Add a file")
    mel.page.get_by_label("Choose a file").set_input_files({"name": name, "mimeType": "image/png", "buffer": PNG})
    if readers:
        mel.hands.choose(readers, of="Who should see it")
    mel.hands.press("Add the file")
    mel.sees("The file is added.")
    mel.sees(name)


def then_the_other_side_fetches_it(rob, dispute, name: str):
    rob.opens(dispute)
    link = rob.page.get_by_role("link", name=name, exact=True)
    answer = rob.page.request.get(rob.hands.origin + link.get_attribute("href"))
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert answer.body() == PNG


def then_the_other_side_does_not_find_it(rob, dispute, name: str):
    rob.opens(dispute)
    assert rob.page.get_by_text(name).count() == 0
    rob.hands.open(dispute.url("file", DisputeFile.objects.get(name=name).pk))
    rob.is_at("Page not found")


def and_what_is_no_picture_is_refused(mel, dispute):
    mel.opens(dispute)
    mel.hands.follow("Add a file")
    mel.page.get_by_label("Choose a file").set_input_files(
        {"name": "photo.png", "mimeType": "image/png", "buffer": b"MZ this is a program"}
    )
    mel.hands.choose("Both sides and the Champions", of="Who should see it")
    mel.hands.press("Add the file")
    mel.sees("There is a problem")
    assert DisputeFile.objects.count() == 2


def when_the_council_writes_down_what_was_agreed(rob, world, dispute):
    rob.opens(dispute)
    rob.hands.follow("Write down what was agreed")
    rob.hands.fill("What was agreed?", TERMS)
    rob.hands.fill("Action 1: what is to be done? (optional)", ACTION)
    rob.hands.select("Action 1: who does it? (optional)", world.council.name)
    rob.hands.fill_day("due_1", add_working_days(timezone.localdate(), 3))
    rob.hands.press("Ask the other side to confirm")
    rob.sees("The other side is asked to confirm it.")


def and_the_group_confirms_it(mel, dispute):
    mel.opens(dispute)
    mel.sees("Next: is this what was agreed?")
    mel.hands.follow("Read it and answer")
    mel.sees(TERMS)
    mel.sees(ACTION)
    mel.hands.choose("Yes, and it is settled", of="Is this what was agreed")
    mel.hands.press("Send the answer")
    mel.sees("What is to be done")


def when_the_council_says_that_it_is_done(rob, dispute):
    rob.opens(dispute)
    rob.hands.follow(f"Say that it is done {ACTION}")
    rob.hands.fill("What was done?", "A letter to all groups.")
    rob.hands.press("Say that it is done")
    rob.sees("To be confirmed")


def and_the_group_asks_for_what_is_missing(mel, dispute):
    mel.opens(dispute)
    mel.hands.follow(f"Is it done? {ACTION}")
    mel.hands.choose("No, something is missing", of="Is it done")
    mel.hands.fill("What is not done?", "Two groups have no letter.")
    mel.hands.press("Send the answer")
    mel.sees("Not done: Two groups have no letter.")


def then_the_group_confirms_that(mel, dispute):
    mel.opens(dispute)
    mel.hands.follow(f"Is it done? {ACTION}")
    mel.hands.choose("Yes", of="Is it done")
    mel.hands.press("Send the answer")
    mel.opens(dispute)
    mel.sees("Done")
    assert AgreedAction.objects.get().confirmed_at
