"""What the checks before publishing find in the four real minutes: exactly the faults their sources have."""

from datetime import UTC, datetime

import pytest

from meetings.checks import check_minutes
from meetings.demo.load import MINUTES, load_file
from meetings.queries.minutes import read_minutes
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 2, 10, 0, tzinfo=UTC)

WEEKDAY = "The heading says “Monday 12th January 2014”. 12 January 2014 was a Sunday, not a Monday."
CIRCULATE = "Ross agreed to circulate information about Social Value to members."
WORKING_GROUP = (
    "PaVSP to form working group on commissioning and social value. "
    "Ross will liaise with the PaVSP Chair to establish this group."
)
RETURN = "This item would return to the PaVSP agenda in one year to consider progress."
DIAGRAM = "To produce a visual diagram of the LSP and its wider links"
LOANS = "Provide Camilla with further details of low cost loans"
STANDING = (
    "PG will get further information on assessment of financial standing of consortiums "
    "from colleagues within the authority."
)
NO_CHAIR = ("no-chair", "Nobody present is marked as Chair.")

FINDINGS = {
    "redbridge-partnership-minutes": [
        ("weekday", WEEKDAY),
        ("no-date", f"The action “{CIRCULATE}” has no date."),
        ("no-date", f"The action “{WORKING_GROUP}” has no date."),
        ("no-owner", f"Nobody is named for the action “{RETURN}”."),
    ],
    "gloucester-partnership-minutes": [
        ("numbering", "1.2 comes after 2, but belongs under 1."),
        ("numbering", "1.1 is missing."),
        ("numbering", "2.1 comes after 3, but belongs under 2."),
        NO_CHAIR,
        ("no-date", f"The action “{DIAGRAM}” has no date."),
        ("no-date", f"The action “{LOANS}” has no date."),
    ],
    "leicester-delivery-group-minutes": [
        NO_CHAIR,
        ("no-date", f"The action “{STANDING}” has no date."),
        ("initials", "PG speaks at item 4 but is not on the attendance list."),
    ],
    "bromley-agenda-item": [NO_CHAIR],
}


@pytest.fixture
def officer():
    return UserFactory(officer=True)


def test_every_record_has_its_findings():
    assert sorted(FINDINGS) == sorted(path.stem for path in MINUTES.glob("*.yaml"))


@pytest.mark.parametrize("name", FINDINGS)
def test_the_checks_find_what_is_faulty_in_the_source_and_nothing_else(name, officer):
    meeting = load_file(MINUTES / f"{name}.yaml", by=officer, now=NOW)
    found = check_minutes(read_minutes(meeting))
    assert [(finding.code, finding.sentence) for finding in found] == FINDINGS[name]


def test_a_deputy_for_someone_who_sent_apologies_is_no_fault(officer):
    meeting = load_file(MINUTES / "gloucester-partnership-minutes.yaml", by=officer, now=NOW)
    deputies = meeting.attendance.filter(deputising_for__isnull=False).in_order()
    assert [(line.name, line.deputising_for.name, line.deputising_for.status) for line in deputies] == [
        ("Valerie Hayllor", "Ashley Green", "apologies"),
        ("Jerry Foster-Turner", "Nigel Avron", "apologies"),
    ]
    assert "deputy-for-present" not in {finding.code for finding in check_minutes(read_minutes(meeting))}


def test_the_record_keeps_what_the_source_says(officer):
    meeting = load_file(MINUTES / "redbridge-partnership-minutes.yaml", by=officer, now=NOW)
    assert (meeting.written_date, meeting.date.isoformat()) == ("Monday 12th January 2014", "2015-01-12")
