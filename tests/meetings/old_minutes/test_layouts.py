"""Whole minutes in the layouts of other bodies, with invented people. Beside each stands what a person reads in it."""

from pathlib import Path

import pytest
import yaml

from meetings.old_minutes.comparing import compare
from meetings.old_minutes.draft import as_data
from meetings.old_minutes.reading import read_minutes
from meetings.old_minutes.sources.reading import read_file

LAYOUTS = sorted(path for path in (Path(__file__).parent / "layouts").iterdir() if path.suffix != ".yaml")


def read(path: Path):
    with path.open("rb") as file:
        lines = read_file(file, path.name)
    return lines, read_minutes(lines)


def as_record(data: dict) -> dict:
    """The draft in the short form of the records: empty values left out, an item's text as its paragraphs."""
    record = {key: _kept(value) for key, value in data.items()}
    record["items"] = [
        {**item, "text": item["text"].split("\n")} if "text" in item else item for item in record["items"]
    ]
    return record


def _kept(value):
    if isinstance(value, list):
        return [_kept(each) for each in value]
    if isinstance(value, dict):
        return {key: _kept(each) for key, each in value.items() if each not in (None, "", [])}
    return value


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_a_layout_is_read_as_a_person_reads_it(path):
    _, draft = read(path)
    assert as_record(as_data(draft)) == yaml.safe_load(path.with_suffix(".yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_no_word_of_a_layout_is_missing(path):
    lines, draft = read(path)
    assert compare(lines, draft).missing == ()


def test_every_layout_has_its_record():
    assert [path.with_suffix(".yaml") for path in LAYOUTS if not path.with_suffix(".yaml").exists()] == []
