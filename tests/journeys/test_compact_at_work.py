"""The Compact at work: people answer a consultation, signatories adopt and appoint, an exception is reviewed."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from champions.demo.draft import load_adopted_draft, load_open_draft
from champions.demo.load import load_compact
from champions.models import ComplianceException, Consultation
from champions.services.consultations import open_consultation
from compact_portal.dates import roll_forward
from compact_portal.deadlines.services import send_reminders
from compact_portal.notices.models import Notice
from compact_portal.wording import short_date
from tests.factories.champions import SignatoryFactory
from tests.factories.people import MembershipFactory
from tests.journeys.hands import Keyboard, Mouse, WithoutScript
from tests.journeys.people import Officer, Visitor
from tests.rig.documents import pdf_faults
from tests.rig.waiting import wait_for

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ON_PAYMENT, ON_THE_REST = "Say how early “in advance” is.", "Please keep it this short."
REPLIED = "We added “four weeks before” to the clause."


@pytest.fixture
def compact(officer):
    return load_compact(by=officer, now=timezone.now())


@pytest.fixture
def consultation(compact, officer):
    draft = load_open_draft(compact, by=officer, now=timezone.now())
    return open_consultation(draft, introduction="What do you think?", by=officer, now=timezone.now())


@pytest.mark.parametrize("hands", [Mouse, WithoutScript])
def test_a_group_is_heard(give_hands, officer, consultation, mail, tmp_path, hands):
    """Given a consultation, when a group answers twice and officers reply, then everyone reads the report."""
    group, olive = Visitor(give_hands(hands)), Officer(give_hands(Mouse))

    when_the_group_answers_about_two_clauses(group)
    wait_for(lambda: len(mail.messages) == 2, "a copy of each response")
    assert all(message["To"] == "chris@example.org" for message in mail.messages)

    when_twelve_weeks_have_passed(consultation)
    olive.signs_in(officer)
    olive.page.wait_for_url(f"{olive.hands.origin}/")
    when_an_officer_replies_and_publishes(olive, consultation)

    group.hands.open(consultation.get_absolute_url())
    group.hands.follow("Read the report")
    group.sees(ON_PAYMENT, ON_THE_REST, REPLIED, "Example Rowing Club", "We changed the Compact because of it")
    expect(group.page.get_by_role("main")).not_to_contain_text("Chris Example")
    assert pdf_faults(group.downloads("PDF"), tmp_path) == []


def when_the_group_answers_about_two_clauses(group):
    group.hands.open("/")
    group.sees("Have your say")
    group.hands.open("/compact/2027-2030/8.2/3/")
    group.hands.follow("Say what you think about this clause")
    group.hands.fill("What do you want to say?", ON_PAYMENT)
    group.hands.choose("For an organisation", of="For whom do you answer")
    group.hands.fill("Name of the organisation", "Example Rowing Club")
    group.hands.fill("Your name", "Chris Example")
    group.hands.fill("Your email address (optional)", "chris@example.org")
    group.hands.press("Send your response")
    group.sees("We have your response")
    group.hands.press("Answer about another part")
    expect(group.page.get_by_label("Your name", exact=True)).to_have_value("Chris Example")
    group.page.get_by_label("What is your response about?").select_option(value="4/2")
    group.hands.fill("What do you want to say?", ON_THE_REST)
    group.hands.press("Send your response")
    group.sees("We have your response")


def when_twelve_weeks_have_passed(consultation):
    opened = timezone.localdate() - timedelta(weeks=13)
    Consultation.objects.filter(pk=consultation.pk).update(opens_on=opened, closes_on=opened + timedelta(weeks=12))


def when_an_officer_replies_and_publishes(olive, consultation):
    for reply in (REPLIED, "Thank you. We will."):
        olive.hands.open(f"/compact/consultations/{consultation.pk}/responses/?state=waiting")
        olive.page.get_by_role("main").locator("td a, li a").first.click()
        olive.hands.choose("Changed", of="What did you do because of it")
        olive.hands.fill("Why?", reply)
        olive.hands.press("Save the reply")
    olive.hands.open(consultation.get_absolute_url())
    olive.hands.follow("Close the consultation")
    olive.hands.press("Close the consultation")
    olive.hands.open(consultation.get_absolute_url())
    olive.hands.follow("Publish the report")
    olive.hands.press("Publish the report")


@pytest.fixture
def lead(compact, officer):
    """Leads a signatory that has nobody as Champion, while a version is being adopted."""
    membership = MembershipFactory(lead=True, organisation__name="Example Health Trust", organisation__public=True)
    SignatoryFactory(organisation=membership.organisation)
    load_adopted_draft(compact, by=officer, now=timezone.now())
    return membership.user


@pytest.mark.parametrize("hands", [Mouse, Keyboard, WithoutScript])
def test_a_signatory_adopts_and_appoints(give_hands, lead, hands):
    """When its lead records adoption and names a Champion, then the tracker and the directory show it."""
    someone, visitor = Officer(give_hands(hands)), Visitor(give_hands(Mouse))
    visitor.hands.open("/champions/")
    visitor.sees("Vacant")
    someone.signs_in(lead)
    someone.page.wait_for_url(f"{someone.hands.origin}/")

    someone.hands.open("/champions/mine/")
    someone.hands.follow("Demo draft 2023 - 2026: not started")
    someone.hands.follow("Record that it is adopted")
    someone.hands.fill_date(timezone.localdate())
    someone.hands.fill("Where is it minuted? (optional)", "Example board, item 4")
    someone.hands.press("Record the adoption")
    visitor.hands.open("/compact/2023-2026/adoption/")
    visitor.sees("1 of 1", "Example board, item 4")

    someone.hands.open("/champions/example-health-trust/")
    someone.hands.follow("Appoint a Champion or a deputy")
    someone.hands.fill("Name", "Dee Example")
    someone.hands.press("Appoint")
    visitor.hands.open("/champions/")
    visitor.sees("Dee Example")
    expect(visitor.page.get_by_role("table")).not_to_contain_text("Vacant")


def test_an_exception_is_on_the_register_and_reviewed_in_time(give_hands, lead, mail):
    """When a partner says it cannot keep a clause, then everyone reads why, and its lead is reminded to look again."""
    someone, visitor = Officer(give_hands(Mouse)), Visitor(give_hands(Mouse))
    review_on = timezone.localdate() + timedelta(days=1)
    someone.signs_in(lead)
    someone.page.wait_for_url(f"{someone.hands.origin}/")

    someone.hands.open("/compact/2019-2022/8.2/3/")
    someone.hands.follow("Record an exception")
    someone.hands.fill("Why can it not be kept?", "Our payments run once a quarter.")
    someone.hands.fill("What will you do about it?", "We change that in the spring.")
    someone.hands.fill_date(review_on)
    someone.hands.press("Continue")
    someone.sees("Our payments run once a quarter.")
    someone.hands.press("Record the exception")

    visitor.hands.open("/compact/2019-2022/8.2/3/")
    visitor.sees("Not kept at the moment by", "Example Health Trust")
    visitor.hands.open("/compact/exceptions/")
    visitor.sees("Example Health Trust", short_date(review_on))

    morning = datetime.combine(roll_forward(timezone.localdate()), time(9), tzinfo=UTC)
    send_reminders(now=morning)
    assert Notice.objects.filter(email=lead.email, subject__contains="8.2/3").exists()
    assert ComplianceException.objects.get().ended_on is None
