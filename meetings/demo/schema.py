"""The shape of a minutes file: what may stand in it, and what a key left out means.

The files are written by hand from the sources. A mistyped key would silently lose words, so every key and every
value is checked, and all faults are told at once, each with its place in the file.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

#: Marks a key that must be written in the file.
REQUIRED = object()


@dataclass(frozen=True, slots=True)
class Key:
    """One key: a type, a tuple of allowed words, a dict (a shape) or a list of one of these; and its default."""

    kind: Any
    default: Any = REQUIRED


TEXT = Key(str, "")
NEEDED_TEXT = Key(str)

OWNER = {
    "name": NEEDED_TEXT,
    "kind": Key(("person", "organisation", "group")),
    "written": NEEDED_TEXT,
    "contact": TEXT,
}
DUE = {"kind": Key(("next_meeting", "in_a_year")), "written": NEEDED_TEXT}
TABLED_ACTION = {"number": NEEDED_TEXT, "text": NEEDED_TEXT, "owners": Key([OWNER])}
DECISION = {"kind": Key(("agreed", "resolved", "noted")), "written": NEEDED_TEXT, "text": TEXT}
ACTION = {"number": TEXT, "written": NEEDED_TEXT, "text": TEXT, "owners": Key([OWNER]), "due": Key(DUE, None)}
LINE = {
    "name": NEEDED_TEXT,
    "initials": TEXT,
    "role": TEXT,
    "organisation": TEXT,
    "side": TEXT,
    "office": Key(("", "Chair", "Vice Chair"), ""),
    "capacity": Key(("member", "substitute", "officer", "guest"), "member"),
    "status": Key(("present", "apologies", "resigned"), "present"),
    "deputising_for": TEXT,
    "written": NEEDED_TEXT,
}
ITEM = {
    "number": NEEDED_TEXT,
    "title": NEEDED_TEXT,
    "level": Key((1, 2)),
    "presenters": TEXT,
    "html": TEXT,
    "decisions": Key([DECISION], ()),
    "actions": Key([ACTION], ()),
}
MINUTES = {
    "source": NEEDED_TEXT,
    "mended": Key([{"source": NEEDED_TEXT, "record": NEEDED_TEXT, "why": NEEDED_TEXT}]),
    "committee": Key(
        {
            "name": NEEDED_TEXT,
            "short_name": TEXT,
            "kind": Key(("board", "group")),
            "style": Key(("narrative", "actions-first", "three-columns")),
            "constituencies": Key([str]),
        }
    ),
    "organisations": Key([{"name": NEEDED_TEXT, "sector": Key(("voluntary", "public", "other"))}]),
    "meeting": Key(
        {
            "heading": TEXT,
            "title": TEXT,
            "date": Key((date, None)),
            "written_date": TEXT,
            "starts": Key((str, None), None),
            "ends": Key((str, None), None),
            "written_time": TEXT,
            "venue": TEXT,
            "closing": TEXT,
            "date_note": TEXT,
        }
    ),
    "attendance": Key({"layout": Key(("sides", "table")), "lines": Key([LINE])}),
    "actions_table": Key([TABLED_ACTION], ()),
    "outstanding_actions": Key([TABLED_ACTION], ()),
    "items": Key([ITEM]),
    "next_meetings": Key([str], ()),
}


class FaultyMinutes(ValueError):
    """A minutes file that breaks the shape. The message lists every fault."""


def read(path: Path) -> dict:
    """A minutes file with every key in its place. Raises FaultyMinutes.

    A decision or action without a `text` of its own says what is `written`.
    """
    minutes = yaml.safe_load(path.read_text(encoding="utf-8"))
    faults = list(faults_in(minutes, MINUTES))
    if faults:
        raise FaultyMinutes(f"{path.name}:\n" + "\n".join(faults))
    complete = completed(minutes, MINUTES)
    for item in complete["items"]:
        for said in item["decisions"] + item["actions"]:
            said["text"] = said["text"] or said["written"]
    return complete


def faults_in(value, kind, place: str = ""):
    """Every way in which the value is not of that kind, as sentences starting with the place."""
    if isinstance(kind, dict):
        yield from faults_in_shape(value, kind, place)
    elif isinstance(kind, list):
        yield from faults_in_list(value, kind[0], place)
    elif not fits(value, kind):
        yield f"{place}: {value!r} is not {wanted(kind)}"


def faults_in_shape(value, shape: dict, place: str):
    if not isinstance(value, dict):
        yield f"{place or 'the file'}: keys are expected here"
        return
    for name in value.keys() - shape.keys():
        yield f"{place}.{name}: there is no such key".lstrip(".")
    for name, key in shape.items():
        if name in value and value[name] != key.default:
            yield from faults_in(value[name], key.kind, f"{place}.{name}".lstrip("."))
        elif name not in value and key.default is REQUIRED:
            yield f"{place}.{name}: is missing".lstrip(".")


def faults_in_list(value, kind, place: str):
    if not isinstance(value, list):
        yield f"{place}: a list is expected here"
        return
    for index, entry in enumerate(value):
        yield from faults_in(entry, kind, f"{place}[{index}]")


def fits(value, kind) -> bool:
    if isinstance(kind, tuple):
        return any(fits(value, one) for one in kind)
    return isinstance(value, kind) if isinstance(kind, type) else value == kind


def wanted(kind) -> str:
    if isinstance(kind, tuple):
        return " or ".join(wanted(one) for one in kind)
    return {str: "text", date: "a date"}[kind] if isinstance(kind, type) else repr(kind)


def completed(value, kind):
    """The value with what was left out filled in, in the order of the shape."""
    if isinstance(kind, dict) and value is not None:
        return {
            name: completed(value.get(name, list(key.default) if key.default == () else key.default), key.kind)
            for name, key in kind.items()
        }
    if isinstance(kind, list):
        return [completed(entry, kind[0]) for entry in value]
    return value
