"""`manage.py read_minutes FILE` prints the draft as JSON."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.meetings.seed_words import DEMO

NOTE = "We met and nothing was written down."
SEED = DEMO / "sources" / "redbridge-partnership-minutes.txt"
KEYS = [
    "title", "date", "venue", "present", "apologies", "substitutes", "items", "decisions", "actions", "next_meetings",
    "unplaced",
]  # fmt: skip


def printed(*arguments: str) -> dict:
    out = StringIO()
    call_command("read_minutes", *arguments, stdout=out)
    return json.loads(out.getvalue())


def test_the_draft_has_these_keys_and_no_others():
    data = printed(str(SEED))
    assert list(data) == KEYS
    assert data["present"][2] == {
        "name": "Councillor Santos",
        "initials": None,
        "role": "Vice Chair",
        "organisation": None,
        "group": "Councillors",
    }
    assert data["apologies"][0] == {"name": "Mark Simons", "organisation": "Fire Service"}
    assert data["actions"][2] == {
        "item": "5",
        "text": "This item would return to the PaVSP agenda in one year to consider progress.",
        "owners": [],
        "due": "in one year",
    }


def test_what_the_minutes_do_not_say_is_null_or_empty(tmp_path):
    file = tmp_path / "note.txt"
    file.write_text(NOTE, encoding="utf-8")
    assert printed(str(file)) == dict.fromkeys(KEYS[:3]) | {key: [] for key in KEYS[3:-1]} | {"unplaced": [NOTE]}


def test_lines_and_differences_are_printed_when_asked_for():
    data = printed(str(SEED), "--lines", "--compare")
    assert data["lines"][0] == {
        "text": "Notes of the meeting: Public and Voluntary Sectors’ Partnership,",
        "place": "header",
    }
    assert data["compare"] == {"missing": [], "new": ["Councillor"]}


def test_a_file_that_cannot_be_read_says_why(tmp_path):
    file = tmp_path / "empty.docx"
    file.write_bytes(b"")
    with pytest.raises(CommandError, match="The file is empty"):
        call_command("read_minutes", str(file))
    with pytest.raises(CommandError, match="cannot be opened"):
        call_command("read_minutes", str(tmp_path / "missing.txt"))
