from datetime import UTC, date, datetime

import pytest
import time_machine
from django.utils import timezone
from icalendar import Calendar

from meetings.models import Action
from meetings.services import planning
from meetings.services.actions import update_action
from tests.factories.meetings import ActionFactory, CommitteeFactory, ItemFactory, MeetingFactory
from tests.factories.people import UserFactory
from tests.meetings.published import held_meeting, meeting_with_minutes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def wednesday():
    with time_machine.travel(datetime(2026, 11, 18, 9, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def committee():
    return CommitteeFactory(name="Example Board", slug="example-board")


def feed(client, committee) -> Calendar:
    return Calendar.from_ical(client.get(f"/meetings/{committee.slug}/calendar.ics").content)


def test_an_event_says_what_when_and_where_in_london_time(client, committee):
    meeting = MeetingFactory(committee=committee, date=date(2026, 12, 2))
    (event,) = feed(client, committee).events
    assert (str(event["summary"]), str(event["location"])) == ("Example Board", "Example Hall, 1 Example Street")
    assert event["dtstart"].params["TZID"] == "Europe/London"
    assert event["dtstart"].to_ical() == b"20261202T170000"
    assert event["dtend"].to_ical() == b"20261202T184500"
    assert event["url"] == f"http://localhost:8000{meeting.url()}"
    assert event["status"] == "CONFIRMED"


def test_the_calendar_says_when_london_changes_its_clocks(client, committee):
    MeetingFactory(committee=committee, date=date(2027, 6, 2))
    calendar = feed(client, committee)
    (zone,) = calendar.timezones
    assert zone.tz_name == "Europe/London"
    assert zone.to_tz().utcoffset(datetime(2027, 6, 2, 17)).total_seconds() == 3600
    assert zone.to_tz().utcoffset(datetime(2027, 12, 2, 17)).total_seconds() == 0


def test_a_meeting_whose_time_is_not_known_takes_the_whole_day(client, committee):
    MeetingFactory(committee=committee, date=date(2026, 12, 2), starts_at=None, ends_at=None)
    (event,) = feed(client, committee).events
    assert event["dtstart"].to_ical() == b"20261202"


def test_a_meeting_keeps_its_uid_when_it_is_moved_within_the_day_and_its_sequence_grows(client, committee):
    meeting = MeetingFactory(committee=committee, date=date(2026, 12, 2))
    (before,) = feed(client, committee).events
    planning.change_meeting(meeting, venue="Elsewhere", by=UserFactory(officer=True), now=timezone.now())
    (after,) = feed(client, committee).events
    assert (after["uid"], after["sequence"]) == (before["uid"], before["sequence"] + 1)
    assert after["last-modified"].dt == timezone.now()


def test_a_cancelled_meeting_stays_in_the_feed_as_cancelled(client, committee):
    meeting = MeetingFactory(committee=committee, date=date(2026, 12, 2))
    planning.cancel_meeting(meeting, reason="The Chair is ill.", by=UserFactory(officer=True), now=timezone.now())
    (event,) = feed(client, committee).events
    assert event["status"] == "CANCELLED"
    assert str(event["description"]).startswith("Cancelled. The Chair is ill.")


def test_a_postponed_meeting_is_cancelled_on_its_old_day_and_new_on_the_other(client, committee):
    meeting = MeetingFactory(committee=committee, date=date(2026, 12, 2))
    planning.postpone_meeting(
        meeting, to=date(2026, 12, 9), reason="Flood.", by=UserFactory(officer=True), now=timezone.now()
    )
    events = feed(client, committee).events
    assert [(event["dtstart"].dt.day, event["status"]) for event in events] == [(2, "CANCELLED"), (9, "CONFIRMED")]
    assert len({event["uid"] for event in events}) == 2


def test_the_feed_has_this_committees_meetings_of_the_last_year_and_all_to_come(client, committee):
    MeetingFactory(committee=committee, date=date(2025, 11, 1))
    MeetingFactory(committee=committee, undated=True)
    MeetingFactory(date=date(2026, 12, 2))
    MeetingFactory(committee=committee, date=date(2025, 12, 1))
    MeetingFactory(committee=committee, date=date(2028, 1, 1))
    assert [event["dtstart"].dt.date() for event in feed(client, committee).events] == [
        date(2025, 12, 1),
        date(2028, 1, 1),
    ]


def test_asking_again_gets_a_304_until_a_meeting_changes(client, committee):
    meeting = MeetingFactory(committee=committee, date=date(2026, 12, 2))
    address = f"/meetings/{committee.slug}/calendar.ics"
    with time_machine.travel(datetime(2026, 11, 20, 9, tzinfo=UTC), tick=False):
        tag = client.get(address)["ETag"]
    assert client.get(address, headers={"if-none-match": tag}).status_code == 304
    planning.change_meeting(meeting, venue="Elsewhere", by=UserFactory(officer=True), now=timezone.now())
    assert client.get(address, headers={"if-none-match": tag}).status_code == 200


def test_the_feed_asks_the_database_as_much_for_thirty_meetings_as_for_one(
    client, committee, django_assert_num_queries
):
    MeetingFactory(committee=committee, date=date(2026, 12, 1))
    with django_assert_num_queries(5):
        client.get(f"/meetings/{committee.slug}/calendar.ics")
    for day in range(2, 31):
        meeting = MeetingFactory(committee=committee, date=date(2026, 12, day))
        ActionFactory(item=ItemFactory(meeting=meeting), published=True, due_on=meeting.date)
    with django_assert_num_queries(5):
        assert b"VTODO" in client.get(f"/meetings/{committee.slug}/calendar.ics").content


def test_one_meeting_can_be_put_into_a_calendar(client, committee):
    meeting = MeetingFactory(committee=committee, date=date(2026, 12, 2))
    MeetingFactory(committee=committee, date=date(2026, 12, 9))
    response = client.get(meeting.url("meeting-event"))
    (event,) = Calendar.from_ical(response.content).events
    assert event["dtstart"].dt.day == 2
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="example-board-2026-12-02.ics"'


def test_a_record_without_a_date_cannot_be_put_into_a_calendar(client, committee):
    meeting = MeetingFactory(committee=committee, undated=True)
    assert client.get(meeting.url("meeting-event")).status_code == 404


def test_an_action_is_a_task_with_its_day_and_owner(client):
    meeting = meeting_with_minutes()
    (task,) = feed(client, meeting.committee).todos
    assert (str(task["summary"]), task["status"]) == ("Circulate the paper.", "NEEDS-ACTION")
    assert task["due"].to_ical() == b"20150206" and "Ross Example" in str(task["description"])
    action = Action.objects.get(text="Circulate the paper.")
    assert task["url"] == f"http://localhost:8000{action.get_absolute_url()}"
    update_action(action, state="done", note="Sent.", by=UserFactory(officer=True), now=timezone.now())
    (done,) = feed(client, meeting.committee).todos
    assert done["uid"] == task["uid"]
    assert (done["status"], int(done["percent-complete"])) == ("COMPLETED", 100)
    assert done["completed"].dt == timezone.now()


def test_confidential_and_unpublished_actions_are_no_tasks(client):
    meeting = held_meeting()
    assert feed(client, meeting.committee).todos == []
    assert "bidder" not in client.get(meeting.committee.get_absolute_url() + "calendar.ics").content.decode()


def test_what_was_settled_long_ago_is_gone(client):
    meeting = meeting_with_minutes()
    action = Action.objects.get(text="Circulate the paper.")
    update_action(action, state="done", note="", by=UserFactory(officer=True), now=datetime(2015, 3, 1, tzinfo=UTC))
    assert feed(client, meeting.committee).todos == []
