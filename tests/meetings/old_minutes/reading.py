"""Minutes as text, read, and shown as plain values to compare."""

from textwrap import dedent

from meetings.old_minutes.draft import Draft, as_data
from meetings.old_minutes.reading import read_minutes
from meetings.old_minutes.sources.text import lines_of_text


def draft_of(text: str) -> Draft:
    return read_minutes(lines_of_text(dedent(text)))


def data_of(text: str) -> dict:
    return as_data(draft_of(text))


def people(data: dict) -> list[tuple]:
    """(name, initials, role, organisation, group) of everybody present; an empty text for null."""
    keys = ("name", "initials", "role", "organisation", "group")
    return [tuple(person[key] or "" for key in keys) for person in data["present"]]


def names(data: dict, key: str = "present") -> list[str]:
    return [person["name"] for person in data[key]]


def titles(data: dict) -> list[tuple[str, str]]:
    return [(item["number"] or "", item["title"] or "") for item in data["items"]]


def outcomes(data: dict, key: str) -> list[tuple]:
    return [(each["item"] or "", each["text"]) for each in data[key]]


def actions(data: dict) -> list[tuple]:
    return [(each["text"], each["owners"], each["due"] or "") for each in data["actions"]]
