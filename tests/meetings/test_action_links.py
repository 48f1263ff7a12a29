"""Owners report on their actions by the link in their email."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from compact_portal.audit.queries import history_of
from compact_portal.notices.models import Notice
from meetings.models import ReplyLink
from meetings.services import actions as services
from meetings.services.links import allow_link, revoke_links
from meetings.services.minutes import release_outcomes
from tests.factories.meetings import ActionFactory, ReplyLinkFactory
from tests.factories.people import MembershipFactory, PersonFactory


@pytest.fixture(autouse=True)
def that_evening(now):
    with time_machine.travel(now, tick=False) as clock:
        yield clock


@pytest.fixture
def owner(db):
    return PersonFactory(name="Ada Example", email="ada@example.org")


@pytest.fixture
def action(session, owner):
    return ActionFactory(item__meeting=session, owners=[owner], published=False, text="Write to the council.")


@pytest.fixture
def address(action, now):
    """What stands in the email that gives the action."""
    release_outcomes(action.meeting, at=now)
    body = Notice.objects.get(kind="meetings.action-given").body
    return re.search(r"https?://[^/]+(/by-link/\S+)", body)[1]


def report(client, address, action, **said):
    return client.post(f"{address}actions/{action.pk}/", {"state": "done", "note": "", **said}, follow=True)


def test_an_owner_reports_that_it_is_done_without_an_account(client, action, address):
    page = report(client, address, action, note="Sent today.")
    assert "Thank you." in page.content.decode()
    assert "You have no open action." in page.content.decode()
    action.refresh_from_db()
    update = action.updates.get()
    assert (action.state, update.note) == ("done", "Sent today.")
    history = client.get(action.get_absolute_url()).content.decode()
    assert "by link, sent to Ada Example" in history


def test_the_trail_says_to_whom_the_link_was_sent(client, action, address):
    report(client, address, action)
    line = history_of(action.meeting)[0]
    assert (line.what, line.who) == ("Action updated", "by link, sent to Ada Example")


def test_progress_without_being_done_needs_words(client, action, address):
    page = report(client, address, action, state="open")
    assert "Say what has happened so far" in page.content.decode()
    report(client, address, action, state="open", note="A draft is written.")
    action.refresh_from_db()
    assert (action.state, [update.note for update in action.updates.all()]) == ("open", ["A draft is written."])


def test_a_link_does_not_drop_an_action(client, action, address):
    report(client, address, action, state="dropped", note="No.")
    action.refresh_from_db()
    assert action.state == "open"


def test_only_ones_own_published_actions_are_shown_and_taken(client, session, owner, address):
    theirs = ActionFactory(item__meeting=session, published=True, text="Somebody else’s.")
    draft = ActionFactory(item__meeting=session, owners=[owner], published=False, text="Not out yet.")
    words = client.get(address).content.decode()
    assert "Write to the council." in words
    assert "Somebody else’s." not in words and "Not out yet." not in words
    assert [report(client, address, each).status_code for each in (theirs, draft)] == [404, 404]


def test_a_lead_reports_for_the_organisation_and_a_contact_for_the_group(client, session):
    lead = MembershipFactory(lead=True)
    contact = PersonFactory(email="con@example.org")
    of_lead = ActionFactory(item__meeting=session, owners=[lead.organisation], published=True)
    of_group = ActionFactory(item__meeting=session, owners=["A working group"], published=True)
    of_group.owners.update(contact=contact)
    for person, theirs in ((lead.user.person, of_lead), (contact, of_group)):
        link = ReplyLinkFactory(meeting=None, person=person)
        words = client.get(link.get_absolute_url()).content.decode()
        assert theirs.text in words
        report(client, link.get_absolute_url(), theirs)
        theirs.refresh_from_db()
        assert theirs.state == "done"


def test_what_a_colleague_settled_meanwhile_is_said_and_the_words_come_back(client, action, address, officer, now):
    action.refresh_from_db()
    services.update_action(action, state="dropped", note="Not needed.", by=officer, now=now)
    page = report(client, address, action, note="I have sent the letter.")
    assert page.status_code == 409
    assert "This action is dropped already." in page.content.decode()
    assert "I have sent the letter." in page.content.decode()
    assert page["Referrer-Policy"] == "strict-origin"


def test_after_its_time_the_link_gives_the_words_back(client, action, address, that_evening):
    that_evening.shift(timedelta(days=60))
    page = report(client, address, action, note="I have sent the letter.")
    assert page.status_code == 410
    assert "I have sent the letter." in page.content.decode()


def test_a_link_that_an_officer_ended_is_not_sent_again_until_they_allow_it(client, action, address, officer, now):
    (link,) = ReplyLink.objects.filter(meeting=None)
    revoke_links([link], by=officer, now=now)
    assert client.get(address).status_code == 404
    another = ActionFactory(item__meeting=action.meeting, owners=[link.person], published=False)
    release_outcomes(action.meeting, at=now)
    assert "by-link" not in Notice.objects.get(key__startswith=f"meetings.action-given:{another.pk}:").body
    allow_link(link, by=officer, now=now)
    third = ActionFactory(item__meeting=action.meeting, owners=[link.person], published=False)
    release_outcomes(action.meeting, at=now)
    body = Notice.objects.get(key__startswith=f"meetings.action-given:{third.pk}:").body
    new = re.search(r"https?://[^/]+(/by-link/\S+)", body)[1]
    assert [client.get(one).status_code for one in (address, new)] == [404, 200]


def test_an_officer_ends_and_allows_links_on_a_page(signed_in):
    link = ReplyLinkFactory(meeting=None, person__name="Ada Example")
    assert "Ada Example" in signed_in.get("/actions/links/").content.decode()
    signed_in.post(f"/actions/links/{link.pk}/end/")
    assert Client().get(link.get_absolute_url()).status_code == 404
    signed_in.post(f"/actions/links/{link.pk}/allow/")
    link.refresh_from_db()
    assert Client().get(link.get_absolute_url()).status_code == 200


def test_ones_page_asks_as_much_for_ten_actions_as_for_two(client, session, owner, django_assert_num_queries):
    link = ReplyLinkFactory(meeting=None, person=owner)

    def asked() -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as queries:
            assert client.get(link.get_absolute_url()).status_code == 200
        return len(queries)

    ActionFactory.create_batch(2, item__meeting=session, owners=[owner], published=True, due_on=date(2027, 1, 4))
    few = asked()
    ActionFactory.create_batch(8, item__meeting=session, owners=[owner], published=True, due_on=date(2027, 1, 4))
    assert asked() == few
