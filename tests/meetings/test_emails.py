"""Who is told what."""

from datetime import date

from compact_portal.notices.models import Notice
from meetings import emails
from meetings.deadlines import ActionsDue
from meetings.services import agenda, planning
from meetings.services.minutes import release_outcomes
from tests.factories.meetings import ActionFactory, ItemFactory, TermFactory
from tests.factories.people import MembershipFactory
from tests.kept import waiting_for


def test_members_in_term_on_the_day_get_the_agenda_and_nobody_else(meeting, officer, now):
    seat = meeting.committee.constituencies.last().seats.last()
    TermFactory(seat=seat, person__email="left@example.org", ends_on=date(2026, 11, 30))
    agenda.publish_agenda(meeting, by=officer, now=now, reason="Short notice.")
    told = Notice.objects.filter(kind="meetings.agenda-published").values_list("email", flat=True)
    assert "chris@example.org" in told
    assert "left@example.org" not in told


def test_a_member_who_once_left_another_seat_is_still_told(meeting, officer, now):
    chair = meeting.committee.constituencies.last().seats.first().terms.get().person
    TermFactory(person=chair, ends_on=date(2020, 1, 1))
    planning.cancel_meeting(meeting, reason="Snow", by=officer, now=now)
    notice = Notice.objects.get(kind="meetings.cancelled", email=chair.email)
    assert "Reason: Snow" in notice.body
    assert notice.subject == "Meeting on Wednesday 2 December 2026 cancelled"


def test_nothing_of_a_confidential_item_stands_in_a_subject(session, officer, now):
    lead = MembershipFactory(lead=True)
    item = ItemFactory(meeting=session, confidential=True)
    action = ActionFactory(item=item, owners=[lead.organisation], text="Ring the solicitor.", due_on=date(2027, 1, 4))
    release_outcomes(session, at=now)
    told = Notice.objects.get(kind="meetings.action-given")
    assert told.subject == "An action for you: confidential, Example Board"
    assert "Ring the solicitor." in told.body, "its owner reads it"
    assert emails.reminder_subject([action], 0, date(2026, 12, 24)).endswith(": confidential, Example Board")


def test_the_leads_of_an_organisation_answer_for_its_actions(session, officer, now):
    lead = MembershipFactory(lead=True)
    MembershipFactory(organisation=lead.organisation)
    action = ActionFactory(item__meeting=session, owners=[lead.organisation], published=False, due_on=date(2027, 1, 4))
    release_outcomes(session, at=now)
    told = Notice.objects.filter(kind="meetings.action-given").values_list("email", flat=True)
    assert list(told) == [lead.user.email]
    (deadline,) = waiting_for(lead.user, ActionsDue())
    assert (deadline.key, [each.email for each in deadline.recipients]) == (
        f"meetings.action:{action.pk}",
        [lead.user.email],
    )
