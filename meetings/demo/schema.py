"""The shape of a minutes file: what may stand in it, and what a key left out means.

The files are written by hand from the sources. A mistyped key would silently lose words, so every key and every
value is checked, and all faults are told at once, each with its place in the file.
"""

from datetime import date
from pathlib import Path

import yaml

from compact_portal.shapes import NEEDED_TEXT, TEXT, Key, completed, faults_in

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
