"""The pages officers work on ask the database as much for a long meeting as for a short one, and not often."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings.models import Attendance, Item
from meetings.services import minutes
from tests.factories.meetings import (
    ActionFactory,
    AttendanceFactory,
    DecisionFactory,
    ForwardPlanEntryFactory,
    ItemFactory,
    MeetingFactory,
    PaperFactory,
    SeatFactory,
    SubstituteFactory,
    TermFactory,
)
from tests.factories.people import OrganisationFactory, PersonFactory

MOST_QUERIES = 12
#: The whole document is put together and checked, as it is once more when it is published.
MORE_QUERIES = {"preview": 15}
FEW, MANY = 3, 30


@pytest.fixture
def held(committee):
    """In session, after a meeting that left things to do."""
    previous = MeetingFactory(committee=committee, date=date(2026, 10, 7), draft_published=True)
    return MeetingFactory(committee=committee, date=date(2026, 12, 2), in_session=True, previous=previous)


def one_more_of_everything(meeting) -> None:
    item = ItemFactory(meeting=meeting, minuted=True)
    PaperFactory(item=item)
    DecisionFactory(item=item)
    ActionFactory(item=item, owners=[PersonFactory(), OrganisationFactory(), "A group"])
    seat = SeatFactory(constituency=meeting.committee.constituencies.first())
    SubstituteFactory(seat=seat)
    line = AttendanceFactory(
        meeting=meeting, term=TermFactory(seat=seat), organisation=seat.organisation, constituency=seat.constituency
    )
    AttendanceFactory(meeting=meeting, deputising_for=line, capacity="substitute", organisation=OrganisationFactory())
    left = ItemFactory(meeting=meeting.previous, not_reached=True)
    ActionFactory(item=ItemFactory(meeting=meeting.previous), published=True, due_on=date(2026, 11, 1))
    ForwardPlanEntryFactory(committee=meeting.committee, from_item=left)
    minutes.keep_version(item, "closed", by=None, now=timezone.now())


def addresses(meeting) -> dict[str, str]:
    item, line = Item.objects.filter(meeting=meeting).first(), Attendance.objects.filter(meeting=meeting).first()
    committee = meeting.committee.get_absolute_url()
    return {
        "desk": meeting.url("desk"),
        "minute": meeting.url("minute", item.pk),
        "follow": meeting.url("follow"),
        "compare": f"{meeting.url('versions-compare', item.pk)}?before=1&after=now",
        "attendance": meeting.url("attendance"),
        "agenda": meeting.url("agenda-edit"),
        "add someone": meeting.url("attendance-add"),
        "arrived and left": meeting.url("attendance-details", line.pk),
        "action": meeting.url("action-new", item.pk),
        "versions": meeting.url("versions", item.pk),
        "preview": meeting.url("preview"),
        "approve": meeting.url("approve-previous"),
        "finish": meeting.url("step", "finish"),
        "seats": f"{committee}seats/",
        "forward plan": f"{committee}forward-plan/",
        "plan": f"{committee}plan/",
        "templates": "/meetings/templates/",
    }


def counts(client, meeting) -> dict[str, int]:
    found = {}
    for name, address in addresses(meeting).items():
        client.get(address)  # what a process remembers, such as content types, is not counted
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        found[name] = len(captured)
    return found


def test_officers_pages_ask_as_much_for_many_items_and_lines_as_for_few(client, officer, held, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    client.force_login(officer)
    for _ in range(FEW):
        one_more_of_everything(held)
    for_few = counts(client, held)
    for _ in range(MANY - FEW):
        one_more_of_everything(held)
    assert counts(client, held) == for_few
    assert {name: count for name, count in for_few.items() if count > MORE_QUERIES.get(name, MOST_QUERIES)} == {}
