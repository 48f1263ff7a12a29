"""Draft minutes are checked by people without an account, by a link in their email."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from compact_portal.audit.queries import history_of
from compact_portal.notices.delivery import deliver
from compact_portal.notices.models import Notice
from meetings.models import ProposedCorrection, ReplyLink
from meetings.services import minutes
from meetings.services.links import revoke_links
from meetings.services.proposals import MOST_PROPOSALS
from tests.factories.meetings import ItemFactory, ProposedCorrectionFactory, ReplyLinkFactory
from tests.factories.people import UserFactory


@pytest.fixture(autouse=True)
def that_evening(now):
    with time_machine.travel(now, tick=False) as clock:
        yield clock


@pytest.fixture
def circulated(session, officer, now):
    """Chris and nobody else can be reached; an open item, and one behind closed doors."""
    ItemFactory(meeting=session, number="1", title="Social value", text="<p>Ada spoke of 12 grants.</p>")
    ItemFactory(meeting=session, number="2", title="A tender", text="<p>The lowest bid.</p>", confidential=True)
    minutes.finish_meeting(session, by=officer, now=now)
    return minutes.circulate_minutes(session, by=officer, now=now)


def address_of(person: str) -> str:
    body = Notice.objects.get(kind="meetings.circulated", email=person).body
    return re.search(r"https?://[^/]+(/by-link/\S+)", body)[1]


def propose(client, address, item, words="Ada spoke of 21 grants.", **more):
    return client.post(f"{address}propose/{item.pk}/", {"words": words, "why": "I counted.", **more}, follow=True)


def test_everyone_who_was_there_gets_a_link_of_their_own_that_shows_the_draft(client, circulated):
    page = client.get(address_of("chris@example.org"))
    words = page.content.decode()
    assert page.status_code == 200
    assert "Ada spoke of 12 grants." in words
    assert "This page is for Chris Example." in words
    assert "no longer than Sunday 31 January 2027" in words


def test_what_is_confidential_is_named_and_never_told(client, circulated, officer, now):
    address = address_of("chris@example.org")
    assert "A tender" in client.get(address).content.decode()
    assert "lowest bid" not in client.get(address).content.decode()
    circulated.items.filter(number="1").update(confidential=True)  # a second thought, after the draft went out
    assert "12 grants" not in client.get(address).content.decode()


def test_the_reader_sees_what_was_circulated_not_what_the_officer_writes_since(client, circulated, officer, now):
    item = circulated.items.get(number="1")
    minutes.save_text(item, text="<p>Half a sent</p>", based_on=item.revision, by=officer, now=now)
    assert "12 grants" in client.get(address_of("chris@example.org")).content.decode()


def test_no_other_site_search_engine_or_cache_learns_the_address(client, circulated):
    answer = client.get(address_of("chris@example.org"))
    assert answer["Referrer-Policy"] == "strict-origin"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in answer["Cache-Control"]


def test_once_sent_nobody_else_can_read_the_link_in_the_outbox(client, circulated, officer, now, mailoutbox):
    notice = Notice.objects.get(kind="meetings.circulated", email="chris@example.org")
    secret = address_of("chris@example.org").split("/")[2]
    client.force_login(officer)
    assert secret not in client.get(f"/notices/{notice.pk}/").content.decode()
    deliver(notice.pk, now=now)
    assert secret in mailoutbox[0].body
    notice.refresh_from_db()
    assert secret not in notice.body
    assert "/by-link/…/" in notice.body


def test_a_link_that_is_not_found_is_not_written_to_the_log(client, circulated, officer, now, caplog):
    from compact_portal.access.logs import keeps_secrets

    address = address_of("chris@example.org")
    revoke_links(ReplyLink.objects.all(), by=officer, now=now)
    assert client.get(address).status_code == 404
    said = [record for record in caplog.records if "Not Found" in record.getMessage()]
    assert said and all(keeps_secrets(record) for record in said)
    assert [record.getMessage() for record in said] == ["Not Found: /by-link/…/"] * len(said)


def test_a_proposed_correction_is_kept_with_the_words_it_is_about(client, circulated):
    item = circulated.items.get(number="1")
    page = propose(client, address_of("chris@example.org"), item)
    assert "Thank you." in page.content.decode()
    proposal = ProposedCorrection.objects.get()
    assert (proposal.words, proposal.why, str(proposal.proposed_by)) == (
        "Ada spoke of 21 grants.",
        "I counted.",
        "Chris Example",
    )
    assert (proposal.about, proposal.original) == ("1. Social value", "<p>Ada spoke of 12 grants.</p>")
    item.refresh_from_db()
    assert item.text == "<p>Ada spoke of 12 grants.</p>"


def test_whoever_was_sent_the_draft_finds_it_signed_in_and_nobody_else_does(client, circulated, officer, now):
    chris = ReplyLink.objects.get(person__name="Chris Example")
    address = circulated.get_absolute_url()
    assert chris.get_absolute_url() not in client.get(address).content.decode()
    client.force_login(officer)
    assert chris.get_absolute_url() not in client.get(address).content.decode()
    client.force_login(UserFactory(person=chris.person))
    assert chris.get_absolute_url() in client.get(address).content.decode()
    revoke_links(ReplyLink.objects.all(), by=officer, now=now)
    assert chris.get_absolute_url() not in client.get(address).content.decode()


def test_what_is_to_be_corrected_stands_above_the_box(client, circulated):
    item = circulated.items.get(number="1")
    page = client.get(f"{address_of('chris@example.org')}propose/{item.pk}/").content.decode()
    assert page.index("Ada spoke of 12 grants.") < page.index("<textarea")


def test_a_correction_that_is_sent_twice_is_proposed_once(client, circulated):
    item = circulated.items.get(number="1")
    for _ in range(2):
        page = propose(client, address_of("chris@example.org"), item)
    assert "Thank you." in page.content.decode()
    assert ProposedCorrection.objects.count() == 1


def test_the_trail_says_by_link_and_to_whom_it_was_sent(client, circulated):
    propose(client, address_of("chris@example.org"), circulated.items.get(number="1"))
    line = history_of(circulated)[0]
    assert (line.what, line.who) == ("Correction proposed", "by link, sent to Chris Example")


def test_a_form_from_another_site_is_refused_and_ones_own_is_not(circulated):
    """With the policy "no-referrer" browsers send no Origin, and Django would refuse the page's own form."""
    client = Client(enforce_csrf_checks=True)
    address = f"{address_of('chris@example.org')}propose/"
    token = client.get(address).cookies["csrftoken"].value
    sent = {"words": "Dee was there too.", "csrfmiddlewaretoken": token}
    assert client.post(address, sent, HTTP_ORIGIN="https://elsewhere.example").status_code == 403
    assert client.post(address, sent, HTTP_ORIGIN="http://testserver").status_code == 302


def test_without_words_nothing_is_proposed_and_the_reason_is_kept(client, circulated):
    page = propose(client, address_of("chris@example.org"), circulated.items.get(number="1"), words=" ")
    assert "I counted." in page.content.decode()
    assert not ProposedCorrection.objects.exists()


@pytest.mark.parametrize("moved_on", ["publish", "revise"])
def test_what_is_proposed_is_taken_while_the_minutes_move_on_to_publication(client, circulated, officer, now, moved_on):
    minutes.publish_minutes(circulated, by=officer, now=now, reason="It was agreed.")
    if moved_on == "revise":
        minutes.revise_minutes(circulated, by=officer, now=now, reason="A slip.")
    propose(client, address_of("chris@example.org"), circulated.items.get(number="1"))
    assert ProposedCorrection.objects.count() == 1


def test_a_correction_that_comes_after_approval_gets_its_words_back(client, circulated, officer, now):
    from tests.factories.meetings import MeetingFactory

    minutes.publish_minutes(circulated, by=officer, now=now, reason="It was agreed.")
    later = MeetingFactory(committee=circulated.committee, in_session=True)
    minutes.approve_minutes(circulated, approved_by=later, corrections=[], by=officer, now=now)
    page = propose(client, address_of("chris@example.org"), circulated.items.get(number="1"))
    words = page.content.decode()
    assert page.status_code == 410
    assert "are approved" in words
    assert "Ada spoke of 21 grants." in words
    assert not ProposedCorrection.objects.exists()


def test_after_sixty_days_the_link_says_that_its_time_is_up(client, circulated, that_evening):
    address = address_of("chris@example.org")
    that_evening.shift(timedelta(days=59, hours=23))
    assert client.get(address).status_code == 200
    that_evening.shift(timedelta(hours=1))
    page = client.get(address)
    assert page.status_code == 410
    assert "its time is up" in page.content.decode()


def test_circulated_again_an_earlier_email_still_leads_to_the_newest_draft(client, circulated, officer, that_evening):
    address = address_of("chris@example.org")
    that_evening.shift(timedelta(days=50))
    now = timezone.now()
    minutes.publish_minutes(circulated, by=officer, now=now, reason="It was agreed.")
    minutes.revise_minutes(circulated, by=officer, now=now, reason="A slip.")
    item = circulated.items.get(number="1")
    minutes.save_text(item, text="<p>Ada spoke of 30 grants.</p>", based_on=item.revision, by=officer, now=now)
    minutes.circulate_minutes(circulated, by=officer, now=now)
    that_evening.shift(timedelta(days=20))
    assert "30 grants" in client.get(address).content.decode()


def test_one_link_cannot_bury_an_officer(client, circulated):
    item = circulated.items.get(number="1")
    address = address_of("chris@example.org")
    link = ReplyLink.objects.get(person__email="chris@example.org")
    ProposedCorrectionFactory.create_batch(MOST_PROPOSALS, item=item, proposed_by=link.person)
    page = propose(client, address, item)
    assert "which is the most" in page.content.decode()
    assert ProposedCorrection.objects.count() == MOST_PROPOSALS


def test_a_signature_is_worth_nothing_without_its_token_and_for_no_other(client, circulated):
    other = ReplyLinkFactory(meeting=circulated)
    token, signature = address_of("chris@example.org").split("/")[2].split(".")
    assert client.get(f"/by-link/{other.token}.{signature}/").status_code == 404
    assert client.get(f"/by-link/{token}/").status_code == 404
    assert client.get(f"/by-link/{other.secret}/").status_code == 200
