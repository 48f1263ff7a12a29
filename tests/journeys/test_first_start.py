"""The first start of an empty portal: from the link in the console to the first committee."""

from datetime import timedelta

import pytest
from django.utils import timezone

from compact_portal.people.services.set_up import make_link
from meetings.models import Committee
from tests.journeys.hands import Keyboard, Mouse, WithoutScript
from tests.journeys.people import Officer
from tests.people.test_middleware import code_now

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASS_PHRASE = "a pass phrase of one’s own"


@pytest.fixture(autouse=True)
def for_real_use(settings):
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def link(transactional_db):
    return f"/setup/{make_link(now=timezone.now() - timedelta(minutes=1))}/"


@pytest.mark.parametrize("hands", [Mouse, Keyboard, WithoutScript])
def test_from_the_link_to_the_first_committee(give_hands, link, hands):
    """Given an empty portal, when somebody opens the link, then nothing but their own answers is asked of them."""
    ada = Officer(give_hands(hands))
    when_partnership_and_account_are_named(ada, link)
    ada.is_at("Second proof when you sign in")
    when_an_app_is_set_up(ada)
    ada.is_at("Your recovery codes")
    ada.hands.press("I have kept them, continue")
    ada.is_at("Your portal is set up")
    ada.hands.press("Add a committee")
    when_the_committee_is_named(ada)
    assert Committee.objects.get().name == "Example Board"


def test_who_left_in_the_middle_finds_the_way_on(give_hands, link):
    """Given a set-up left before the second proof, when the link is opened elsewhere, then it leads to what is left."""
    ada = Officer(give_hands(Mouse))
    when_partnership_and_account_are_named(ada, link)
    later = Officer(give_hands(Mouse))
    later.hands.open(link)
    later.hands.fill("Email address", "ada@example.org")
    later.hands.fill("Password", PASS_PHRASE)
    later.hands.press("Sign in")
    later.is_at("Second proof when you sign in")
    later.hands.press("Set up an app")
    later.hands.fill("Your password", PASS_PHRASE)
    later.hands.press("Continue")
    when_the_code_is_typed(later)
    later.hands.press("I have kept them, continue")
    later.is_at("Your portal is set up")
    later.hands.open("/")
    later.hands.follow("Add your first committee")
    when_the_committee_is_named(later)


def when_partnership_and_account_are_named(someone: Officer, link: str) -> None:
    someone.hands.open(link)
    someone.hands.fill("What is your partnership called?", "Example Compact")
    someone.hands.press("Continue")
    someone.hands.fill("Your full name", "Ada Example")
    someone.hands.fill("Email address", "ada@example.org")
    someone.hands.fill("Password", PASS_PHRASE)
    someone.hands.press("Continue")


def when_an_app_is_set_up(someone: Officer) -> None:
    someone.hands.press("Set up an app")
    when_the_code_is_typed(someone)


def when_the_code_is_typed(someone: Officer) -> None:
    secret = someone.page.locator("code.p-secret").inner_text().replace(" ", "")
    someone.hands.fill("Code", code_now(secret))
    someone.hands.press("Continue")


def when_the_committee_is_named(someone: Officer) -> None:
    someone.hands.fill("Name of the committee", "Example Board")
    someone.hands.press("Save the committee")
    someone.sees("Example Board is set up.")
