"""The four real minutes, read by the portal and by hand: every attendance line, item, decision and action."""

import re

import pytest

from meetings.demo import schema
from meetings.old_minutes.comparing import compare
from meetings.old_minutes.draft import Draft, as_data
from meetings.old_minutes.reading import read_minutes
from meetings.old_minutes.sources.reading import read_file
from tests.meetings.seed_words import DEMO, RECORDS, plain

#: Where the record says what no reader can: a name that only the person who made the record knew to be the same,
#: and a role told by the side of the list.
ROLES_BY_HAND = {"Lorraine Silver": "voluntary sector representative"}
#: The second of the two headings of the Leicester minutes; the portal reads both as the title.
STATUSES = {"present": "present", "apologies": "apologies", "resigned": "resigned"}


@pytest.fixture(params=RECORDS, ids=lambda path: path.stem)
def seed(request) -> tuple[dict, Draft]:
    record = schema.read(request.param)
    with (DEMO / record["source"]).open("rb") as file:
        return record, read_minutes(read_file(file, record["source"]))


def flat(text: str) -> str:
    """Words and marks without the ways of breaking lines and marking bullets."""
    return " ".join(re.sub(r"(?m)^[·•]\s*", "", text).split())


def test_every_attendance_line(seed):
    record, draft = seed
    expected = [
        (
            line["name"],
            line["initials"],
            line["office"] or line["role"] or ROLES_BY_HAND.get(line["name"], ""),
            line["organisation"],
            line["side"] if line["status"] == "present" else "",
            line["status"],
            line["deputising_for"],
        )
        for line in record["attendance"]["lines"]
    ]
    found = [
        (each.name, each.initials, each.role, each.organisation, each.group, each.status, each.deputises_for)
        for each in draft.attendees
    ]
    assert found == expected


def test_every_item(seed):
    record, draft = seed
    expected = [(item["number"], item["title"], item["presenters"]) for item in record["items"]]
    found = [(item.number, item.title, item.presenters) for item in draft.items]
    if record["source"].startswith("sources/bromley"):  # the record repeats the visitor's name as presenter
        expected = [(number, title, "") for number, title, _ in expected]
    assert found == expected


def test_every_text(seed):
    record, draft = seed
    closing = record["meeting"]["closing"]
    expected = [flat(plain(item["html"])) for item in record["items"]]
    assert [flat(item.text.removesuffix(closing)) for item in draft.items] == expected


def test_every_decision(seed):
    record, draft = seed
    expected = [
        (item["number"] or item["title"], decision["kind"], flat(decision["text"]))
        for item in record["items"]
        for decision in item["decisions"]
    ]
    assert [(each.item, each.kind, flat(each.text)) for each in draft.decisions] == expected


def test_every_action(seed):
    record, draft = seed
    expected = [
        (item["number"], flat(action["text"]), [owner["name"] for owner in action["owners"]], due(action))
        for item in record["items"]
        for action in item["actions"]
    ]
    expected += [
        ("1.2", action["text"], [owner["name"] for owner in action["owners"]], "")
        for action in record["outstanding_actions"]
    ]
    assert [(each.item, flat(each.text), each.owners, each.due) for each in draft.actions] == expected


def due(action: dict) -> str:
    return action["due"]["written"] if action["due"] else ""


def test_date_venue_and_next_meetings(seed):
    record, draft = seed
    meeting = record["meeting"]
    assert draft.written_date == meeting["written_date"]
    assert draft.venue == meeting["venue"]
    assert draft.next_meetings == list(record["next_meetings"])


def test_the_title_begins_as_the_heading_does(seed):
    record, draft = seed
    assert draft.title.startswith(record["meeting"]["heading"] or record["meeting"]["title"])


def test_a_faulty_year_is_read_as_it_stands(seed):
    record, draft = seed
    if "redbridge" in record["source"]:
        assert as_data(draft)["date"] == "2014-01-12"


def test_no_word_is_missing(seed):
    record, draft = seed
    with (DEMO / record["source"]).open("rb") as file:
        difference = compare(read_file(file, record["source"]), draft)
    assert difference.missing == ()
    assert set(difference.new) <= {"Councillor"}
