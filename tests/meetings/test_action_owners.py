"""Whom an action's owner means, and whether a reminder will find them: said while the minutes are being typed."""

import pytest

from meetings.models import Action
from tests.factories.meetings import ItemFactory, TermFactory
from tests.factories.people import MembershipFactory, OrganisationFactory, UserFactory
from tests.reading import text

pytestmark = pytest.mark.django_db

UNREACHED = "will get no reminders"


@pytest.fixture
def item(session):
    return ItemFactory(meeting=session)


def give(signed_in, item, who: str, **more):
    typed = {"text": "Ring them.", "who": who, "due_rule": "none"} | more
    return signed_in.post(item.meeting.url("action-new", item.pk), typed, follow=True)


def owners() -> list:
    action = Action.objects.get()
    return [(owner.kind, str(owner)) for owner in action.owners.all()]


def test_an_email_address_means_whoever_signs_in_with_it(signed_in, item):
    UserFactory(name="Nia Example", email="nia@example.org")
    answer = give(signed_in, item, "NIA@example.org")
    assert owners() == [("person", "Nia Example")]
    assert UNREACHED not in text(answer)


def test_a_bare_name_never_means_somebody_who_signs_in(signed_in, item):
    """A namesake would be reminded of, and could open, what is not theirs."""
    UserFactory(name="Nia Example")
    answer = give(signed_in, item, "Nia Example")
    assert owners() == [("group", "Nia Example")]
    assert f"Nia Example {UNREACHED}" in text(answer)
    assert "Nia Example gets no reminders" in text(signed_in.get(item.meeting.url("minute", item.pk)))


def test_an_address_nobody_signs_in_with_is_asked_about(signed_in, item):
    UserFactory(name="Nia Example", email="nia@example.org", deactivated=True)
    answer = give(signed_in, item, "nia@example.org")
    assert "Nobody signs in with nia@example.org." in text(answer)
    assert not Action.objects.exists()


def test_an_organisation_without_a_seat_is_known_by_its_name(signed_in, item):
    organisation = MembershipFactory(organisation__name="Example Rowing Club").organisation
    assert UNREACHED not in text(give(signed_in, item, "example rowing club"))
    assert owners() == [("organisation", str(organisation))]


def test_an_organisation_that_nobody_acts_for_is_not_reached(signed_in, item):
    OrganisationFactory(name="Example Rowing Club")
    assert f"Example Rowing Club {UNREACHED}" in text(give(signed_in, item, "Example Rowing Club"))


@pytest.mark.parametrize(("email", "reached"), [("ada@example.org", True), ("", False)])
def test_a_holder_of_a_seat_is_reached_by_the_address_on_record(signed_in, item, email, reached):
    committee = item.meeting.committee
    TermFactory(seat__constituency__committee=committee, person__name="Una Example", person__email=email)
    assert (UNREACHED in text(give(signed_in, item, "Una Example"))) is not reached


def test_a_group_is_reached_through_its_contact(signed_in, item):
    UserFactory(name="Nia Example", email="nia@example.org")
    answer = give(signed_in, item, "The bus group", contact="nia@example.org")
    assert Action.objects.get().owners.get().contact.name == "Nia Example"
    assert UNREACHED not in text(answer)


def test_who_was_named_by_address_stays_who_they_are_when_the_action_is_changed(signed_in, item):
    person = UserFactory(name="Nia Example", email="nia@example.org").person
    give(signed_in, item, "nia@example.org")
    action = Action.objects.get()
    address = item.meeting.url("action-edit", action.pk)
    shown = signed_in.get(address).context["form"].initial["who"]
    signed_in.post(address, {"text": "Ring them soon.", "who": shown, "due_rule": "none"})
    assert action.owners.get().person == person
