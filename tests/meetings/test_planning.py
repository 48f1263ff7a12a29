"""Planning: templates, what earlier meetings left, cancelling, postponing, "at the next meeting"."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from compact_portal.publishing.models import Publication
from meetings.choices import ItemKind
from meetings.pdfs import agenda_document
from meetings.queries.agenda import offers_for
from meetings.services import agenda, planning, templates
from tests.factories.meetings import ActionFactory, ForwardPlanEntryFactory, ItemFactory, MeetingFactory

LINES = ["Welcome and introductions", "- Apologies and substitutes", "Work plan", "Any other business"]


@pytest.fixture
def template(officer, now):
    return templates.save_template(None, name="Example items", lines=LINES, by=officer, now=now)


def test_a_planned_meeting_starts_with_the_templates_items_numbered(committee, template, officer, now):
    meeting = planning.plan_meeting(committee, date=date(2027, 1, 6), template=template, by=officer, now=now)
    assert [(item.number, item.title) for item in meeting.items.in_order()] == [
        ("1", "Welcome and introductions"),
        ("1.1", "Apologies and substitutes"),
        ("2", "Work plan"),
        ("3", "Any other business"),
    ]


def test_a_new_item_stands_before_any_other_business(committee, template, officer, now):
    meeting = planning.plan_meeting(committee, date=date(2027, 1, 6), template=template, by=officer, now=now)
    agenda.add_item(meeting, title="Grants", by=officer, now=now)
    assert [item.title for item in meeting.items.in_order()][-2:] == ["Grants", "Any other business"]


def test_a_committee_does_not_meet_twice_on_one_day(meeting, officer, now):
    with pytest.raises(ValidationError, match="already has a meeting on 2 December 2026"):
        planning.plan_meeting(meeting.committee, date=meeting.date, by=officer, now=now)


def test_a_meeting_knows_the_held_meeting_before_it(committee, officer, now):
    held = MeetingFactory(committee=committee, date=date(2026, 9, 1), draft_published=True)
    MeetingFactory(committee=committee, date=date(2026, 10, 1), cancelled=True)
    meeting = planning.plan_meeting(committee, date=date(2027, 1, 6), by=officer, now=now)
    assert meeting.previous == held


def test_an_action_due_at_the_next_meeting_follows_that_meetings_date(committee, officer, now):
    held = MeetingFactory(committee=committee, date=date(2026, 9, 1), draft_published=True)
    action = ActionFactory(item=ItemFactory(meeting=held), due_rule="next-meeting", due_on=None)
    following = planning.plan_meeting(committee, date=date(2027, 1, 6), by=officer, now=now)
    action.refresh_from_db()
    assert action.due_on == date(2027, 1, 6)
    planning.postpone_meeting(following, to=date(2027, 2, 3), reason="Snow", by=officer, now=now)
    action.refresh_from_db()
    assert action.due_on == date(2027, 2, 3)


def test_a_postponed_meeting_hands_its_agenda_to_the_new_day_and_points_to_it(meeting, officer, now):
    ItemFactory(meeting=meeting, title="Grants")
    new = planning.postpone_meeting(meeting, to=date(2027, 1, 6), reason="Snow", by=officer, now=now)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.state_reason, meeting.moved_to) == ("postponed", "Snow", new)
    assert [item.title for item in new.items.all()] == ["Grants"]


def test_what_earlier_meetings_left_is_offered_until_it_is_on_the_agenda(committee, meeting, officer, now):
    held = MeetingFactory(committee=committee, date=date(2026, 9, 1), draft_published=True)
    missed = ItemFactory(meeting=held, title="Not reached", not_reached=True)
    ActionFactory(item=ItemFactory(meeting=held, title="With an open action"))
    ItemFactory(meeting=held, title="Standing", kind=ItemKind.WORK_PLAN, not_reached=True)
    entry = ForwardPlanEntryFactory(committee=committee, title="In a year", not_before=date(2026, 12, 1))
    ForwardPlanEntryFactory(committee=committee, title="Too early", not_before=date(2027, 6, 1))

    offers = offers_for(meeting, date(2026, 11, 20))
    assert [item.title for item in offers.not_reached] == ["Not reached"]
    assert [item.title for item in offers.with_open_actions] == ["With an open action"]
    assert [each.title for each in offers.brought_back] == ["In a year"]

    agenda.carry_over(meeting, missed, by=officer, now=now)
    agenda.take_up(meeting, entry, by=officer, now=now)
    offers = offers_for(meeting, date(2026, 11, 20))
    assert (offers.not_reached, offers.brought_back) == ([], [])


def test_actions_due_by_the_meeting_stand_under_matters_arising_on_its_agenda(committee, officer, now):
    held = MeetingFactory(committee=committee, date=date(2026, 9, 1), draft_published=True)
    item = ItemFactory(meeting=held)
    ActionFactory(item=item, text="Overdue.", due_on=date(2026, 10, 1), published=True)
    ActionFactory(item=item, text="Done.", due_on=date(2026, 10, 1), published=True, done=True)
    ActionFactory(item=item, text="Later.", due_on=date(2027, 3, 1), published=True)
    hidden = ItemFactory(meeting=held, confidential=True)
    ActionFactory(item=hidden, text="Confidential.", due_on=date(2026, 10, 1), published=True)
    meeting = MeetingFactory(committee=committee, date=date(2026, 12, 2))
    ItemFactory(meeting=meeting, kind=ItemKind.MATTERS_ARISING)
    (line,) = agenda_document(meeting)["items"]
    assert [action["text"] for action in line["actions"]] == ["Overdue."]


def test_an_agenda_that_has_not_changed_is_not_published_again(meeting, officer, now):
    ItemFactory(meeting=meeting, title="Grants")
    agenda.publish_agenda(meeting, by=officer, now=now)
    with pytest.raises(ValidationError, match="has not changed"):
        agenda.publish_agenda(meeting, by=officer, now=now)
    agenda.add_item(meeting, title="Rooms", by=officer, now=now)
    agenda.publish_agenda(meeting, by=officer, now=now)
    assert Publication.objects.about(meeting).document("agenda").standard().count() == 2
