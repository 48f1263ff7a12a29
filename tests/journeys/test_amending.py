"""A round is changed while groups apply: the funder says what and why, a group takes its own back and sends it anew."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from compact_portal.dates import add_working_days
from compact_portal.notices.models import Notice
from tests.factories.funding import published_round, submitted
from tests.factories.people import MembershipFactory, UserFactory
from tests.journeys.hands import Keyboard, Mouse, WithoutScript
from tests.journeys.parties import Party

pytestmark = pytest.mark.browser

REASON = "Gardens were asked for, and there is more money for them."


@pytest.fixture
def round_(funder):
    return published_round(funder, on=timezone.localdate() - timedelta(days=2))


@pytest.fixture
def group(transactional_db):
    return MembershipFactory(lead=True, organisation__name="Example Harbour", user=UserFactory(name="Gia Group"))


@pytest.mark.parametrize("hands", [Mouse, Keyboard, WithoutScript])
def test_a_round_is_changed_and_what_was_sent_is_sent_anew(give_hands, funder, round_, group, hands):
    fay, gia = Party(give_hands(hands)), Party(give_hands(hands))
    sent = submitted(round_, group, now=timezone.now() - timedelta(minutes=1))
    when_the_funder_prepares_more_money(fay, funder, round_)
    then_the_old_deadline_is_not_enough(fay, round_)
    when_there_is_enough_time_and_the_check_is_confirmed(fay, round_)
    when_it_is_published(fay)
    then_the_group_reads_it_and_sends_anew(gia, group, sent)


def when_the_funder_prepares_more_money(fay, funder, round_):
    fay.comes_in(funder.user)
    fay.hands.open(round_.get_absolute_url())
    fay.hands.follow("Change the round")
    fay.sees("Applicants rely on them.")
    fay.hands.press("Prepare a change")
    fay.hands.follow("How much money there is")
    fay.hands.fill("How much money is there?", "£60,000")
    fay.hands.press("Save")
    fay.hands.follow("What changes, and why")
    fay.hands.fill("What changes, and why?", REASON)
    fay.hands.choose("No", of="Does it change what applicants write")
    fay.hands.press("Save")
    expect(fay.page.get_by_text("You change: Money.").first).to_be_visible()
    fay.hands.choose("Yes", of="Does it change what applicants write")
    fay.hands.press("Save")


def then_the_old_deadline_is_not_enough(fay, round_):
    fay.hands.follow("The dates")
    fay.hands.press("Save")
    expect(fay.page.get_by_text("or a later day.").first).to_be_visible()


def when_there_is_enough_time_and_the_check_is_confirmed(fay, round_):
    closes = add_working_days(timezone.localdate(round_.closes_at), 5)
    fay.hands.fill_day("closes_on", closes)
    fay.hands.press("Save")
    fay.hands.follow("The Compact check")
    fay.hands.press("Confirm these answers")


def when_it_is_published(fay):
    fay.hands.activate(fay.page.get_by_role("button", name="Look at it and publish it"))
    fay.sees(REASON)
    fay.hands.press("Publish the change")
    fay.sees("The change is published, and everyone who may rely on it is told.")
    expect(fay.page.get_by_role("heading", name="Changed since it was published")).to_be_visible()


def then_the_group_reads_it_and_sends_anew(gia, group, sent):
    assert list(Notice.objects.filter(kind="funding.amended").values_list("email", flat=True)) == [group.user.email]
    gia.comes_in(group.user)
    gia.hands.open(sent.get_absolute_url())
    gia.sees("The round was changed since you sent this")
    gia.hands.press("Take it back and change it")
    gia.sees("The round was changed after its publication")
    gia.hands.activate(gia.page.get_by_role("button", name="Check it and send it"))
    gia.hands.press("Send it")
    gia.sees("Your application is sent.")
