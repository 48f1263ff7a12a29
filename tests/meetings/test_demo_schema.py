"""A slip in a minutes file is refused with its place, never passed over."""

from pathlib import Path

import pytest
import yaml

from meetings.demo import schema

REDBRIDGE = Path(schema.__file__).parent / "minutes" / "redbridge-partnership-minutes.yaml"


@pytest.fixture
def faults_after(tmp_path):
    """The faults told after a change to a good file."""

    def told(change) -> list[str]:
        minutes = yaml.safe_load(REDBRIDGE.read_text(encoding="utf-8"))
        change(minutes)
        path = tmp_path / "minutes.yaml"
        path.write_text(yaml.safe_dump(minutes), encoding="utf-8")
        with pytest.raises(schema.FaultyMinutes) as raised:
            schema.read(path)
        return str(raised.value).splitlines()[1:]

    return told


def test_a_mistyped_key_is_told_with_its_place(faults_after):
    def mistype(minutes):
        minutes["items"][3]["decision"] = []

    assert faults_after(mistype) == ["items[3].decision: there is no such key"]


def test_a_missing_key_is_told(faults_after):
    def leave_out(minutes):
        del minutes["attendance"]["lines"][2]["written"]

    assert faults_after(leave_out) == ["attendance.lines[2].written: is missing"]


def test_an_unknown_word_is_told_with_the_known_ones(faults_after):
    def invent(minutes):
        minutes["attendance"]["lines"][0]["status"] = "late"

    assert faults_after(invent) == [
        "attendance.lines[0].status: 'late' is not 'present' or 'apologies' or 'resigned'",
    ]


def test_a_number_that_lost_its_quotes_is_told(faults_after):
    def unquote(minutes):
        minutes["items"][4]["number"] = 3.1

    assert faults_after(unquote) == ["items[4].number: 3.1 is not text"]


def test_all_faults_are_told_at_once(faults_after):
    def spoil(minutes):
        del minutes["committee"]["name"]
        minutes["meeting"]["date"] = "12 January 2015"

    assert faults_after(spoil) == [
        "committee.name: is missing",
        "meeting.date: '12 January 2015' is not a date or None",
    ]


def test_what_is_left_out_is_filled_in():
    minutes = schema.read(REDBRIDGE)
    assert minutes["attendance"]["lines"][0] == {
        "name": "Councillor Bhamra",
        "initials": "",
        "role": "",
        "organisation": "",
        "side": "Councillors",
        "office": "",
        "capacity": "member",
        "status": "present",
        "deputising_for": "",
        "written": "Bhamra",
    }
    assert minutes["outstanding_actions"] == []
    assert minutes["items"][4]["decisions"][0]["text"] == "These were agreed to be an accurate record."
    assert minutes["items"][6]["actions"][0]["due"] is None
