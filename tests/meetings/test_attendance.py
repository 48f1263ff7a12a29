"""Taking attendance."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.core.exceptions import ValidationError

from meetings.choices import AttendanceStatus, Capacity
from meetings.queries.attendance import attendance_figures, quorum_of
from meetings.services import attendance as services
from meetings.services.minutes import finish_meeting, publish_minutes
from meetings.services.states import WrongState
from tests.factories.meetings import AttendanceFactory
from tests.reading import text


def line_of(meeting, name):
    return meeting.attendance.get(name=name)


def mark(meeting, name, status, officer, now):
    return services.set_status(line_of(meeting, name), status=status, by=officer, now=now)


def test_the_list_starts_with_those_in_term_under_their_sides(session):
    assert [(line.side, line.name, line.initials) for line in session.attendance.in_order()] == [
        ("Councillors", "Ada Example", "AE"),
        ("Voluntary sector", "Chris Example", "CE"),
    ]


def test_quorum_is_counted_overall_and_per_side(session, officer, now):
    assert quorum_of(session).sentence == "Not quorate: 0 present, 2 needed; Councillors 0 of 1"
    mark(session, "Chris Example", "present", officer, now)
    services.add_attendance(session, name="Guest Example", by=officer, now=now)
    assert quorum_of(session).sentence == "Not quorate: 1 present, 2 needed; Councillors 0 of 1"
    mark(session, "Ada Example", "present", officer, now)
    assert quorum_of(session).sentence == "Quorate: 2 present, 2 needed"


def test_a_deputy_takes_the_side_and_credits_the_organisation_not_the_member(session, officer, now):
    member = mark(session, "Ada Example", "apologies", officer, now)
    deputy = services.add_attendance(session, name="Dee Example", deputising_for=member, by=officer, now=now)
    assert (deputy.side, deputy.capacity, deputy.organisation) == (
        "Councillors",
        Capacity.SUBSTITUTE,
        member.organisation,
    )
    assert quorum_of(session).sides[0].present == 1
    finish_meeting(session, by=officer, now=now)
    publish_minutes(session, by=officer, now=now)
    figure = next(each for each in attendance_figures(session.committee_id) if each.name == "Ada Example")
    assert (figure.meetings, figure.attended, figure.deputised, figure.organisation_present) == (1, 0, 1, 1)


def test_nobody_deputises_for_someone_who_is_present(session, officer, now):
    member = mark(session, "Ada Example", "present", officer, now)
    with pytest.raises(ValidationError, match="is marked as present"):
        services.add_attendance(session, name="Dee Example", deputising_for=member, by=officer, now=now)


def test_apology_and_resignation_ends_the_term_on_the_day_of_the_meeting(session, officer, now):
    line = mark(session, "Ada Example", AttendanceStatus.RESIGNED, officer, now)
    line.term.refresh_from_db()
    assert (line.term.ends_on, line.term.ended_because) == (date(2026, 12, 2), "Resigned")


def test_attendance_is_closed_before_the_meeting_starts(meeting, officer, now):
    with pytest.raises(WrongState):
        services.add_attendance(meeting, name="Early Example", by=officer, now=now)
    assert meeting.attendance.count() == 0


def test_the_list_leaves_what_a_colleague_marked_since_it_was_opened(client, session, officer):
    """Both open it, one saves a mark, then the other saves a mark on somebody else."""
    first, second = session.attendance.order_by("pk")[:2]
    shown = {f"{word}-{line.pk}": line.status for line in (first, second) for word in ("line", "was")}
    client.force_login(officer)
    client.post(session.url("attendance"), shown | {f"line-{first.pk}": "absent"})
    client.post(session.url("attendance"), shown | {f"line-{second.pk}": "apologies"})
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, second.status) == ("absent", "apologies")


# --- What can be wrong ---


def test_nobody_is_on_the_list_twice(signed_in, session):
    typed = {"name": "ada example", "capacity": "guest", "status": "present"}
    assert "ada example is on the list already" in text(signed_in.post(session.url("attendance-add"), typed))
    assert session.attendance.count() == 2


def test_a_substitute_stands_in_for_somebody(signed_in, session):
    typed = {"name": "Dee Example", "capacity": "substitute", "status": "present"}
    assert "Choose the member they stand in for" in text(signed_in.post(session.url("attendance-add"), typed))
    assert session.attendance.count() == 2


def test_a_deputy_of_somebody_present_is_refused_on_the_page(signed_in, session):
    chris = AttendanceFactory(meeting=session, name="Cat Example", status="present")
    typed = {"name": "Dee Example", "capacity": "substitute", "status": "present", "deputising_for": chris.pk}
    assert "Cat Example is marked as present" in text(signed_in.post(session.url("attendance-add"), typed))
    assert not session.attendance.filter(name="Dee Example").exists()


def test_a_late_member_and_the_deputy_who_sat_there_count_once(session, officer, now):
    mark(session, "Chris Example", AttendanceStatus.APOLOGIES, officer, now)
    chris = line_of(session, "Chris Example")
    services.add_attendance(session, name="Dee Example", deputising_for=chris, by=officer, now=now)
    before = quorum_of(session)
    mark(session, "Chris Example", AttendanceStatus.PRESENT, officer, now)
    assert quorum_of(session) == before


def test_a_member_has_one_deputy(signed_in, session):
    chris = AttendanceFactory(meeting=session, name="Chris Example", status="apologies")
    typed = {"capacity": "substitute", "status": "present", "deputising_for": chris.pk}
    signed_in.post(session.url("attendance-add"), typed | {"name": "Dee Example"})
    shown = text(signed_in.post(session.url("attendance-add"), typed | {"name": "Eve Example"}))
    assert "Chris Example has a deputy already" in shown
    assert list(session.attendance.filter(deputising_for=chris).values_list("name", flat=True)) == ["Dee Example"]


def downloaded(client, committee) -> list[list[str]]:
    response = client.get(f"/meetings/{committee.slug}/attendance.csv")
    assert response.status_code == 200
    return list(csv.reader(StringIO(response.getvalue().decode("utf-8-sig"))))


def test_every_published_attendance_list_can_be_downloaded(client, session, officer, now):
    ada = mark(session, "Ada Example", "apologies", officer, now)
    assert downloaded(client, session.committee)[1:] == [], "not before the minutes are out"
    deputy = {"capacity": Capacity.SUBSTITUTE, "status": AttendanceStatus.PRESENT, "deputising_for": ada}
    AttendanceFactory(meeting=session, name="Di Example", **deputy)
    finish_meeting(session, by=officer, now=now)
    publish_minutes(session, by=officer, now=now)
    rows = {row[1]: row for row in downloaded(client, session.committee)[1:]}
    assert rows["Ada Example"][5] == "Apologies" and rows["Di Example"][6] == "Ada Example"


def test_a_committee_that_does_not_publish_its_figures_gives_no_list(client, session, officer):
    session.committee.shows_attendance_figures = False
    session.committee.save()
    assert client.get(f"/meetings/{session.committee.slug}/attendance.csv").status_code == 404
    client.force_login(officer)
    assert downloaded(client, session.committee)[0][0] == "Date"
