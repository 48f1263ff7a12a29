"""The Compact in a browser: a resident looks something up, an officer writes the next one."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from champions.demo.draft import load_open_draft
from champions.demo.load import load_compact
from champions.models import Clause
from champions.services.clauses import save_clause
from tests.factories.people import UserFactory
from tests.journeys.hands import Keyboard, Mouse, WithoutScript
from tests.journeys.people import Officer, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAYMENT = "Pay funding promptly in advance"


@pytest.fixture
def compact(officer):
    return load_compact(by=officer, now=timezone.now())


@pytest.mark.parametrize("hands", [Mouse, Keyboard, WithoutScript])
def test_a_resident_finds_what_the_council_must_do_about_payment_in_advance(give_hands, compact, hands):
    """Given the Compact, when a resident looks for "in advance", then they get a link to that one clause."""
    resident = Visitor(give_hands(hands))

    resident.hands.open("/")
    resident.hands.follow("Compact")
    resident.hands.follow("Find a clause")
    resident.hands.fill("Words", "paid promptly")
    resident.hands.press("Filter")
    resident.sees("No clause fits")
    resident.hands.fill("Words", "promptly advance")
    resident.hands.select("Commitments of", "Public bodies")
    resident.hands.press("Filter")
    resident.sees(PAYMENT)
    resident.hands.follow("8.2/3")

    expect(resident.page).to_have_url(f"{resident.hands.origin}/compact/2019-2022/8.2/3/")
    resident.sees("Public bodies")
    resident.hands.follow("Read it where it stands")
    expect(resident.page.locator("#clause-8-2-3")).to_contain_text(PAYMENT)
    expect(resident.page.locator("#clause-8-2-3")).to_be_in_viewport()


@pytest.fixture
def clause(compact, officer):
    draft = load_open_draft(compact, by=officer, now=timezone.now())
    return Clause.objects.get(section__version=draft, section__number="8.2", number=3)


@pytest.fixture
def olive(give_hands, officer, clause):
    someone = Officer(give_hands(Mouse))
    someone.signs_in(officer)
    someone.page.wait_for_url(f"{someone.hands.origin}/")
    someone.hands.open(clause.section.version.url("clause-edit", clause.pk))
    return someone


def test_the_words_of_a_clause_save_themselves(olive, clause):
    """When an officer stops typing, then the words are safe without a click."""
    olive.hands.fill("Words", "Pay before the work begins.")

    expect(olive.page.locator("#save-state")).to_contain_text("Saved at")
    clause.refresh_from_db()
    assert clause.text == "Pay before the work begins."


def test_two_officers_at_one_clause_lose_nothing(olive, clause):
    """When another saved meanwhile, then both texts are shown and one's own can be kept."""
    una = UserFactory(officer=True, name="Una Example")
    known = {"kind": clause.kind, "addressee": clause.addressee, "based_on": clause.revision}
    save_clause(clause, text="Una’s words.", **known, by=una, now=timezone.now())
    olive.hands.fill("Words", "Olive’s words.")

    expect(olive.page.locator("#save-state")).to_contain_text("Una Example saved this too")
    olive.hands.press("Save")
    olive.sees("Olive’s words.")
    olive.sees("Una’s words.")
    olive.hands.press("Keep my text")

    clause.refresh_from_db()
    assert clause.text == "Olive’s words."
    olive.sees("Olive’s words.")
