"""Officers answer the corrections that members propose."""

import pytest
from django.core.exceptions import PermissionDenied

from compact_portal.deadlines.keeping import keep_all
from compact_portal.deadlines.models import DueDate
from compact_portal.notices.models import Notice
from meetings.models import ReplyLink
from meetings.services import proposals as services
from meetings.services.links import revoke_links
from meetings.services.proposals import AnsweredAlready
from meetings.services.states import WrongState
from tests.factories.meetings import ItemFactory, MeetingFactory, ProposedCorrectionFactory, ReplyLinkFactory
from tests.factories.people import PersonFactory, UserFactory


@pytest.fixture
def circulated(committee):
    return MeetingFactory(committee=committee, circulated=True)


@pytest.fixture
def item(circulated):
    return ItemFactory(meeting=circulated, number="1", title="Social value", text="<p>12 grants.</p>")


@pytest.fixture
def proposal(item):
    return ProposedCorrectionFactory(item=item, words="21 grants.", proposed_by__email="ada@example.org")


def test_accepting_changes_no_word_and_opens_the_item_with_the_proposal_beside(signed_in, item, proposal):
    page = signed_in.post(item.meeting.url("correction-accept", proposal.pk), {"open": "yes"}, follow=True)
    assert page.request["PATH_INFO"] == item.meeting.url("minute", item.pk)
    assert "21 grants." in page.content.decode()
    item.refresh_from_db()
    assert item.text == "<p>12 grants.</p>"
    proposal.refresh_from_db()
    assert proposal.state == "accepted"


def test_a_proposal_of_another_item_is_not_shown_beside_this_one(signed_in, item, proposal):
    other = ItemFactory(meeting=item.meeting)
    page = signed_in.get(f"{item.meeting.url('minute', other.pk)}?correction={proposal.pk}")
    assert "21 grants." not in page.content.decode()
    assert signed_in.get(f"{item.meeting.url('minute', other.pk)}?correction=²").status_code == 200


def test_declining_needs_a_reason(signed_in, item, proposal):
    signed_in.post(item.meeting.url("correction-decline", proposal.pk), {"reason": ""})
    proposal.refresh_from_db()
    assert proposal.is_waiting
    signed_in.post(item.meeting.url("correction-decline", proposal.pk), {"reason": "The tape says 12."})
    proposal.refresh_from_db()
    assert (proposal.state, proposal.reason) == ("declined", "The tape says 12.")


def test_of_two_who_answer_the_second_is_told_and_the_first_answer_stands(signed_in, item, proposal, now):
    una = UserFactory(officer=True, name="Una Example")
    services.accept_correction(proposal, by=una, now=now)
    page = signed_in.post(item.meeting.url("correction-decline", proposal.pk), {"reason": "The tape says 12."})
    assert page.status_code == 409
    assert "accepted by Una Example already" in page.content.decode()
    assert "The tape says 12." in page.content.decode()
    with pytest.raises(AnsweredAlready):
        services.accept_correction(proposal, by=una, now=now)


def test_an_answer_can_be_taken_back_until_the_minutes_are_approved(item, proposal, officer, now):
    services.decline_correction(proposal, reason="No.", by=officer, now=now)
    assert services.reopen_correction(proposal, by=officer, now=now).is_waiting
    services.accept_correction(proposal, by=officer, now=now)
    type(item.meeting).objects.filter(pk=item.meeting.pk).update(state="approved", minutes_published_at=now)
    with pytest.raises(WrongState):
        services.reopen_correction(proposal, by=officer, now=now)


def test_each_proposer_gets_one_email_with_every_answer(signed_in, item, proposal, officer, now):
    second = ProposedCorrectionFactory(item=item, words="Ada left early.", proposed_by=proposal.proposed_by)
    waiting = ProposedCorrectionFactory(item=item, proposed_by=PersonFactory(email="dee@example.org"))
    services.accept_correction(proposal, by=officer, now=now)
    services.decline_correction(second, reason="She came back.", by=officer, now=now)
    for _ in range(2):  # the second click finds nothing to tell
        signed_in.post(item.meeting.url("corrections-tell"))
    told = Notice.objects.filter(kind="meetings.corrections-answered")
    assert [notice.email for notice in told] == ["ada@example.org"]
    assert "“21 grants.”\nAccepted." in told[0].body
    assert "“Ada left early.”\nDeclined.\nShe came back." in told[0].body
    waiting.refresh_from_db()
    assert waiting.told_at is None


def test_who_was_told_hears_of_a_changed_answer_too(item, proposal, officer, now):
    from datetime import timedelta

    services.accept_correction(proposal, by=officer, now=now)
    services.tell_proposers(item.meeting, by=officer, now=now)
    later = now + timedelta(minutes=5)
    services.reopen_correction(proposal, by=officer, now=later)
    services.decline_correction(proposal, reason="The tape says 12.", by=officer, now=later)
    assert services.tell_proposers(item.meeting, by=officer, now=later) == 1
    assert Notice.objects.filter(kind="meetings.corrections-answered").count() == 2


def test_what_waits_stands_on_the_desk_and_among_the_due_dates(signed_in, item, proposal, officer, now):
    ProposedCorrectionFactory.create_batch(2, item=item)
    assert "3 corrections wait" in signed_in.get(item.meeting.url("desk")).content.decode()
    keep_all()
    due = DueDate.objects.get(source="meetings.corrections")
    assert (due.title, due.url) == ("Answer 3 proposed corrections", item.meeting.url("corrections"))
    services.accept_correction(proposal, by=officer, now=now)
    keep_all()
    assert DueDate.objects.get(source="meetings.corrections").title == "Answer 2 proposed corrections"


def test_a_link_or_all_of_a_meeting_can_be_ended(client, signed_in, item):
    from django.test import Client

    one, other = ReplyLinkFactory(meeting=item.meeting), ReplyLinkFactory(meeting=item.meeting)
    elsewhere = ReplyLinkFactory()
    reader = Client()
    signed_in.post(item.meeting.url("corrections-end-link", one.pk))
    assert [reader.get(link.get_absolute_url()).status_code for link in (one, other)] == [404, 200]
    signed_in.post(item.meeting.url("corrections-end-links"))
    assert [reader.get(link.get_absolute_url()).status_code for link in (other, elsewhere)] == [404, 200]


def test_only_officers_end_links(db, now):
    ReplyLinkFactory()
    with pytest.raises(PermissionDenied):
        revoke_links(ReplyLink.objects.all(), by=UserFactory(), now=now)


@pytest.mark.parametrize("page", ["corrections", "desk"])
def test_a_page_asks_as_much_for_thirty_proposals_as_for_three(
    signed_in, circulated, page, django_assert_max_num_queries
):
    def asked():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as queries:
            assert signed_in.get(circulated.url(page)).status_code == 200
        return len(queries)

    def propose(number):
        for _ in range(number):
            ProposedCorrectionFactory(item=ItemFactory(meeting=circulated), accepted=True)
            ProposedCorrectionFactory(item=ItemFactory(meeting=circulated))
            ReplyLinkFactory(meeting=circulated)

    propose(2)
    few = asked()
    propose(15)
    assert asked() == few
