"""Speakers by initials, on the minutes that speak that way."""

from pathlib import Path

import pytest

from meetings.demo import schema
from meetings.initials import initials_of, speakers_in, unknown_speakers

LEICESTER = schema.read(Path(schema.__file__).parent / "minutes" / "leicester-delivery-group-minutes.yaml")


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Daxa Pancholi", "DP"),
        ("Stephanie McBurney", "SMcB"),
        ("Fiona MacDonald", "FMacD"),
        ("Mark Mace", "MM"),
        ("John Henry Looney", "JHL"),
        ("Jerry Foster-Turner", "JFT"),
        ("Councillor Bhamra", "B"),
        ("Sudarshan Bhuhi MBE", "SB"),
        ("Mr. J. Example", "JE"),
        ("‘Jo’ (Example)", "JE"),
        ("  ", ""),
    ],
)
def test_initials_of_a_name(name, initials):
    assert initials_of(name) == initials


def test_the_initials_of_the_leicester_list_are_those_it_prints():
    lines = LEICESTER["attendance"]["lines"]
    assert [initials_of(line["name"]) for line in lines] == [line["initials"] for line in lines]


def test_speakers_are_found_at_the_start_of_a_paragraph_bold_or_not():
    assert speakers_in("<p><strong>GC: Timescales?</strong></p><p>JB: We are out of lease.</p>") == ["GC", "JB"]


def test_speakers_are_found_at_the_start_of_a_sentence():
    assert speakers_in("<p><strong>PR: And now?</strong> PG: In general, no. SMcB: Yes.</p>") == ["PR", "PG", "SMcB"]


def test_speakers_are_found_on_every_line_and_bullet():
    assert speakers_in("<p>DP: one<br>MB: two</p><ul><li>NF: three</li></ul>") == ["DP", "MB", "NF"]


def test_a_speaker_is_named_once():
    assert speakers_in("<p>DP: yes</p><p>MB: no</p><p>DP: yes</p>") == ["DP", "MB"]


@pytest.mark.parametrize(
    "html",
    ["<p>JB opened the meeting.</p>", "<p>The ratio AB:CD</p>", "<p>Action: Ross</p>", "<p>RESOLVED: that</p>", ""],
)
def test_what_is_not_a_speaker_is_left_alone(html):
    assert speakers_in(html) == []


def test_pg_is_the_only_leicester_speaker_who_is_not_on_the_list():
    known = [line["initials"] for line in LEICESTER["attendance"]["lines"]]
    html = "".join(item["html"] for item in LEICESTER["items"])
    assert unknown_speakers(html, known) == ["PG"]


def test_everyone_who_speaks_in_the_leicester_minutes_is_found():
    html = "".join(item["html"] for item in LEICESTER["items"])
    assert sorted(speakers_in(html)) == [
        *("DP", "GC", "HP", "JB", "KP", "MB", "MP", "NF", "PG", "PR", "SK", "SMcB", "SS", "TQ"),
    ]
