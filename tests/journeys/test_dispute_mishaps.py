"""What goes wrong while somebody raises a concern at night: the wrong place, a lost sign-in, a second click."""

from types import SimpleNamespace

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import expect

from compact_portal.people.choices import Sector
from compact_portal.people.models import Organisation
from disputes.models import Dispute
from tests.factories.champions import ClauseFactory
from tests.factories.disputes import drafted, two_sides
from tests.factories.people import PASSWORD
from tests.journeys.hands import Keyboard, Mouse, WithoutScript
from tests.journeys.parties import Party

pytestmark = pytest.mark.browser

WORDS = "A meeting with the head of service, and three months’ notice."


@pytest.fixture
def world(transactional_db):
    cache.clear()  # rate limits of signing in
    ClauseFactory(section__version__in_force=True, text="Give three months’ notice.")
    return SimpleNamespace(**vars(two_sides()))


@pytest.fixture
def draft(world) -> Dispute:
    return drafted(world, now=timezone.now())


@pytest.mark.parametrize("hands", [Mouse, Keyboard, WithoutScript])
def test_what_belongs_elsewhere_is_signposted_and_can_still_be_raised(give_hands, world, hands):
    """With an organisation that has not signed the Compact, too: what that means is said."""
    mel = Party(give_hands(hands))
    mel.comes_in(world.raiser)
    mel.hands.open("/disputes/raise/")
    mel.hands.press("Start")
    mel.hands.choose("A complaint about a service", of="What is it about")
    mel.hands.press("Save and continue")
    mel.is_at("Another way may help you more")
    mel.sees("Use the complaints procedure of the organisation that runs the service.")
    mel.hands.activate(mel.page.get_by_role("button", name="Go on here"))
    mel.hands.choose("For one organisation", of="Who raises it")
    mel.hands.press("Save and continue")
    mel.hands.select("Which organisation?", world.council.name)
    mel.hands.press("Save and continue")
    expect(mel.page.get_by_text(f"{world.council.name} has not signed the Compact.")).to_be_visible()


@pytest.mark.parametrize("hands", [Mouse, WithoutScript])
def test_a_sign_in_that_runs_out_on_the_seventh_page_loses_no_word(give_hands, world, draft, hands):
    mel = Party(give_hands(hands))
    mel.comes_in(world.raiser)
    mel.hands.open(draft.draft_url("page", "better"))
    Session.objects.all().delete()
    mel.hands.fill("What would put it right?", WORDS)
    mel.hands.press("Save and continue")
    mel.hands.fill("Email address", world.raiser.email)
    mel.hands.fill("Password", PASSWORD)
    mel.hands.press("Sign in")
    mel.is_at("We kept what you wrote")
    mel.sees(WORDS)
    mel.hands.press("Send it now")
    mel.is_at("Check it before you send it")
    mel.sees(WORDS)


@pytest.mark.parametrize("hands", [Mouse, WithoutScript])
def test_a_double_click_on_send_sends_it_once(give_hands, world, draft, hands):
    mel = Party(give_hands(hands))
    mel.comes_in(world.raiser)
    mel.hands.open(draft.draft_url("check"))
    mel.page.get_by_role("button", name="Send it", exact=True).dblclick()
    mel.sees("Your concern is sent")
    assert Dispute.objects.sent().count() == 1


def test_an_organisation_that_nobody_acts_for_is_told_of_and_the_answers_stay(give_hands, world, draft):
    Organisation.objects.create(name="Example Trust", slug="example-trust", sector=Sector.PUBLIC)
    mel = Party(give_hands(Mouse))
    mel.comes_in(world.raiser)
    mel.hands.open(draft.draft_url("page", "respondent"))
    mel.hands.select("Which organisation?", "Example Trust")
    mel.hands.press("Save and continue")
    mel.sees("There is a problem")
    mel.sees("Nobody from Example Trust uses the portal yet")
    mel.hands.open(draft.draft_url("check"))
    mel.sees(world.council.name)
    mel.sees(draft.what_happened)
