"""How often members came, term by term: the deputy credits the organisation, and only meetings within a term count."""

import csv
from datetime import date
from io import StringIO

import pytest

from meetings.queries.terms import figures_by_term
from tests.factories.meetings import AttendanceFactory, MeetingFactory, TermFactory
from tests.reading import text

pytestmark = pytest.mark.django_db

DAYS = (date(2026, 1, 14), date(2026, 3, 11), date(2026, 5, 13))


@pytest.fixture
def term():
    """A term that ended in April; the seat was then taken by somebody else."""
    term = TermFactory(person__name="Ada Example", starts_on=date(2025, 5, 1), ends_on=date(2026, 4, 30))
    TermFactory(seat=term.seat, person__name="Bo Example", starts_on=date(2026, 5, 1), ends_on=None)
    return term


def held(term, day, *, status="present", deputy=False):
    committee = term.seat.constituency.committee
    meeting = committee.meetings.filter(date=day).first() or MeetingFactory(
        committee=committee, date=day, draft_published=True
    )
    line = AttendanceFactory(meeting=meeting, term=term, person=term.person, name=term.person.name, status=status)
    if deputy:
        AttendanceFactory(meeting=meeting, capacity="substitute", status="present", deputising_for=line)
    return line


def figures(term):
    found = figures_by_term(term.seat.constituency.committee_id)
    return {each.name: (each.meetings, each.attended, each.deputised, each.organisation_present) for each in found}


def test_a_deputy_credits_the_organisation_and_not_the_member(term):
    held(term, DAYS[0])
    held(term, DAYS[1], status="apologies", deputy=True)
    assert figures(term) == {"Ada Example": (2, 1, 1, 2)}


def test_each_term_of_a_seat_counts_its_own_meetings(term):
    later = term.seat.terms.get(person__name="Bo Example")
    held(term, DAYS[0], status="absent")
    held(later, DAYS[2])
    assert figures(term) == {"Bo Example": (1, 1, 0, 1), "Ada Example": (1, 0, 0, 0)}


def test_a_meeting_after_the_term_is_over_does_not_count(term):
    held(term, DAYS[1])
    held(term, DAYS[2])
    assert figures(term) == {"Ada Example": (1, 1, 0, 1)}


def test_minutes_that_are_not_out_do_not_count(term):
    line = held(term, DAYS[0])
    line.meeting.state = "circulated"
    line.meeting.save()
    assert figures(term) == {}


def test_the_page_tells_who_is_in_term_from_who_was(client, term):
    later = term.seat.terms.get(person__name="Bo Example")
    held(term, DAYS[0])
    held(later, DAYS[2])
    shown = text(client.get(f"{term.seat.constituency.committee.get_absolute_url()}attendance/"))
    assert shown.index("In term now") < shown.index("Bo Example")
    assert shown.index("Earlier terms") < shown.index("Ada Example")
    assert "1 May 2025 to 30 April 2026" in shown


def test_a_committee_that_switched_its_figures_off_shows_them_to_officers_only(client, officer, term):
    committee = term.seat.constituency.committee
    committee.shows_attendance_figures = False
    committee.save()
    addresses = [f"{committee.get_absolute_url()}{end}" for end in ("attendance/", "attendance-by-term.csv")]
    assert [client.get(address).status_code for address in addresses] == [404, 404]
    client.force_login(officer)
    assert "Only officers see this page" in text(client.get(addresses[0]))


def test_the_figures_can_be_downloaded(client, term):
    held(term, DAYS[0], status="apologies", deputy=True)
    committee = term.seat.constituency.committee
    response = client.get(f"{committee.get_absolute_url()}attendance-by-term.csv")
    header, row = csv.reader(StringIO(response.getvalue().decode("utf-8-sig")))
    told = dict(zip(header, row, strict=True))
    assert (told["Term from"], told["Term to"]) == ("2025-05-01", "2026-04-30")
    assert (told["Meetings"], told["Came"], told["Apologies"], told["Organisation was there"]) == ("1", "0", "1", "1")
