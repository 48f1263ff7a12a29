"""A group applies, a colleague goes on with it, it is sent; nobody else reads it before the round closes."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from funding.models import Application, Round
from tests.factories.funding import published_round
from tests.factories.people import MembershipFactory, UserFactory
from tests.journeys.hands import Keyboard, Mouse, WithoutScript
from tests.journeys.parties import Party
from tests.journeys.rounds import WORDS, when_a_group_begins

pytestmark = pytest.mark.browser


@pytest.fixture
def round_(funder):
    return published_round(funder, on=timezone.localdate() - timedelta(days=2))


@pytest.fixture
def group(transactional_db):
    return MembershipFactory(lead=True, organisation__name="Example Harbour", user=UserFactory(name="Gia Group"))


@pytest.mark.parametrize("hands", [Mouse, Keyboard, WithoutScript])
def test_two_colleagues_apply_and_the_funder_waits(give_hands, funder, round_, group, hands):
    gia, ken, fay = Party(give_hands(hands)), Party(give_hands(hands)), Party(give_hands(Mouse))
    colleague = MembershipFactory(organisation=group.organisation, user=UserFactory(name="Ken Colleague"))
    when_a_group_begins(gia, group, round_)
    gia.hands.follow("What do you want to do?")
    then_too_many_words_are_refused_and_kept(gia)
    when_a_colleague_goes_on_and_sends_it(ken, colleague)
    then_the_funder_finds_nothing(fay, funder, round_)
    when_the_round_has_closed(round_)
    then_the_funder_reads_it(fay, round_)


def then_too_many_words_are_refused_and_kept(gia):
    gia.hands.fill("What do you want to do?", "word " * 21)
    gia.hands.press("Save and continue")
    gia.sees("You wrote 21 words. Write 20 or fewer.")
    gia.hands.fill("What do you want to do?", WORDS)
    gia.hands.press("Save and continue")
    gia.is_at("Question 2 of 2")


def when_a_colleague_goes_on_and_sends_it(ken, colleague):
    ken.comes_in(colleague.user)
    ken.hands.open("/funding/")
    ken.hands.activate(ken.page.get_by_role("link", name="Application of Example Harbour"))
    ken.hands.follow("How much do you ask for?")
    ken.hands.fill("How much do you ask for? (optional)", "£1,250.50")
    ken.hands.press("Save and continue")
    ken.hands.activate(ken.page.get_by_role("button", name="Check it and send it"))
    ken.sees(WORDS)
    ken.sees("£1,250.50")
    ken.hands.press("Send it")
    expect(ken.page.get_by_text("Your application is sent.")).to_be_visible()


def then_the_funder_finds_nothing(fay, funder, round_):
    fay.comes_in(funder.user)
    fay.hands.open(round_.get_absolute_url())
    fay.hands.follow("Applications")
    fay.sees("Not even their number is shown before that.")
    fay.hands.open(Application.objects.get().get_absolute_url())
    fay.is_at("Page not found")


def when_the_round_has_closed(round_):
    """The browser's clock is the machine's, so the round's deadline comes to it."""
    now = timezone.now()
    Round.objects.filter(pk=round_.pk).update(opens_at=now - timedelta(days=60), closes_at=now)


def then_the_funder_reads_it(fay, round_):
    fay.hands.open(round_.get_absolute_url())
    fay.sees("Closed for applications")
    fay.hands.follow("Applications")
    fay.hands.follow("Example Harbour")
    fay.sees(WORDS)
