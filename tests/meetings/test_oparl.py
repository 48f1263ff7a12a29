"""Meetings for machines: OParl 1.1, what is public and nothing else."""

import json
import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from compact_portal.publishing.press import PUBLICATIONS
from meetings.choices import AttendanceStatus, Capacity, MeetingState
from meetings.demo.load import load_minutes
from meetings.models import Meeting
from tests.factories.meetings import AttendanceFactory, CommitteeFactory, MeetingFactory, TermFactory
from tests.factories.people import PersonFactory, UserFactory
from tests.meetings.published import NOW, held_meeting, meeting_with_agenda, meeting_with_minutes

pytestmark = pytest.mark.django_db

ROOT = "/oparl/1.1/"
#: What each kind must say, by the specification.
REQUIRED = {
    "System": {"oparlVersion", "body"},
    "Body": {"name", "organization", "person", "meeting", "paper", "legislativeTerm"},
    "File": {"accessUrl"},
}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d")


def read(client, address: str) -> dict:
    response = client.get(address.removeprefix("http://localhost:8000"))
    assert response.status_code == 200, address
    assert response["Access-Control-Allow-Origin"] == "*"
    return json.loads(response.content)


def objects(found) -> list[dict]:
    """Every object in an answer, those within others too."""
    if isinstance(found, list):
        return [each for one in found for each in objects(one)]
    if not isinstance(found, dict):
        return []
    own = [found] if "type" in found else []
    return own + [each for one in found.values() for each in objects(one)]


def test_a_machine_finds_its_way_from_the_door_to_every_item(client):
    load_minutes(by=UserFactory(officer=True), now=NOW)
    PUBLICATIONS.sweep(clock=lambda: NOW)
    body = read(client, read(client, read(client, ROOT)["body"])["data"][0]["id"])
    meetings = read(client, body["meeting"])
    assert meetings["pagination"] == {"totalElements": 4, "elementsPerPage": 25, "currentPage": 1, "totalPages": 1}
    for found in [read(client, ROOT), body, *meetings["data"], *read(client, body["person"])["data"]]:
        for each in objects(found):
            kind = each["type"].removeprefix("https://schema.oparl.org/1.1/")
            assert REQUIRED.get(kind, set()) <= each.keys()
            assert None not in each.values() and "" not in each.values()
            assert all(MOMENT.fullmatch(each[name]) for name in ("start", "end", "modified") if name in each)
            if "#" not in each["id"]:
                assert read(client, each["id"])["id"] == each["id"]


def test_a_meeting_says_who_came_who_sent_apologies_and_who_stood_in(client):
    meeting = held_meeting()
    absent = AttendanceFactory(meeting=meeting, name="Cy Example", status=AttendanceStatus.APOLOGIES)
    deputy = {"capacity": Capacity.SUBSTITUTE, "status": AttendanceStatus.PRESENT, "deputising_for": absent}
    AttendanceFactory(meeting=meeting, name="Di Example", **deputy)
    from meetings.services import minutes

    minutes.publish_minutes(meeting, by=UserFactory(officer=True), now=NOW)
    said = read(client, f"{ROOT}meetings/{meeting.pk}/")
    assert said["meetingState"] == "durchgeführt"
    names = [read(client, each)["name"] for each in said["participant"]]
    assert len(names) == 2
    assert [each["name"] for each in said["compactportal:apologies"]] == ["Cy Example"]
    assert said["compactportal:substitutes"] == [{"name": "Di Example", "for": "Cy Example"}]
    _, value, tender = said["agendaItem"]
    assert (value["result"], value["resolutionText"], value["public"]) == ("Agreed", "Set up a group.", True)
    assert tender["public"] is False


def test_nothing_is_said_that_is_not_public(client):
    meeting = held_meeting()
    said = client.get(f"{ROOT}meetings/{meeting.pk}/").content.decode()
    assert "Set up a group." not in said and "Ada Example" not in said and "participant" not in said
    everything = "".join(
        client.get(f"{ROOT}{page}").content.decode() for page in ("meetings/", "people/", "organizations/")
    )
    for secret in ("Set up a group.", "Ada Example", "Ring the bidder.", "The lowest bid"):
        assert secret not in everything
    item = meeting.items.get(title="Social value")
    assert "resolutionText" not in read(client, f"{ROOT}items/{item.pk}/")


def test_a_meeting_to_come_is_planned_and_one_that_is_called_off_says_so(client):
    planned, agenda = MeetingFactory(date=date(2027, 5, 3)), meeting_with_agenda()
    off = MeetingFactory(date=date(2027, 6, 3), state=MeetingState.CANCELLED)
    states = [read(client, f"{ROOT}meetings/{each.pk}/")["meetingState"] for each in (planned, agenda)]
    assert states == ["terminiert", "eingeladen"]
    assert read(client, f"{ROOT}meetings/{off.pk}/")["cancelled"] is True
    assert read(client, f"{ROOT}meetings/{planned.pk}/")["start"].startswith("2027-05-03T")


def test_a_term_says_for_which_side_and_organisation(client):
    term = TermFactory()
    (sits,) = read(client, f"{ROOT}people/{term.person_id}/")["membership"]
    assert sits["organization"].endswith(f"/organizations/{term.seat.constituency.committee_id}/")
    assert sits["compactportal:side"] == term.seat.constituency.name
    assert read(client, sits["id"])["person"].endswith(f"/people/{term.person_id}/")


def test_whoever_never_sat_or_came_is_nobody_here(client):
    person = PersonFactory()
    assert client.get(f"{ROOT}people/{person.pk}/").status_code == 404


def test_long_lists_come_in_pages(client):
    committee = CommitteeFactory()
    for day in range(1, 28):
        MeetingFactory(committee=committee, date=date(2027, 1, day))
    first = read(client, f"{ROOT}organizations/{committee.pk}/meetings/")
    assert (len(first["data"]), first["pagination"]["totalPages"]) == (25, 2)
    assert "prev" not in first["links"]
    second = client.get(first["links"]["next"].removeprefix("http://testserver"))
    assert len(json.loads(second.content)["data"]) == 2
    for wrong in ("0", "3", "x", "9" * 30):
        assert client.get(f"{ROOT}meetings/?page={wrong}").status_code == 404


@pytest.mark.parametrize("page", ["meetings/", "people/", "organizations/"])
def test_as_many_questions_for_many_as_for_few(client, page):
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(f"{ROOT}{page}")
        return len(captured)

    TermFactory()
    meeting_with_minutes()
    few = asked()
    for number in range(5):
        TermFactory()
        meeting_with_minutes(committee=CommitteeFactory(), date=date(2015, 2, 1 + number))
    assert asked() == few <= 12
    assert Meeting.objects.count() == 6
