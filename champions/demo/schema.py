"""The shape of a Compact file: what may stand in it, and what a key left out means.

The file is written by hand from its source. A mistyped key would silently lose words, so every key and every value is
checked, and all faults are told at once, each with its place in the file.
"""

from pathlib import Path

import yaml

from compact_portal.shapes import NEEDED_TEXT, TEXT, Key, completed, faults_in

CLAUSE = {
    "kind": Key(("text", "heading", "lead-in", "point", "principle", "commitment")),
    "to": Key(("everyone", "public-bodies", "voluntary-sector"), ""),
    "text": NEEDED_TEXT,
}
SECTION = {
    "number": NEEDED_TEXT,
    "kind": Key(("foreword", "section", "contacts", "format-request", "appendix")),
    "title": NEEDED_TEXT,
    "signed": TEXT,
    "clauses": Key([CLAUSE]),
}
COMPACT = {
    "source": NEEDED_TEXT,
    "title": NEEDED_TEXT,
    "period": NEEDED_TEXT,
    "strapline": NEEDED_TEXT,
    "summary": NEEDED_TEXT,
    "mended": Key([{"source": NEEDED_TEXT, "record": NEEDED_TEXT}]),
    "lost": Key([str]),
    "sections": Key([SECTION]),
    "stages": Key(
        [{"stage": NEEDED_TEXT, "title": NEEDED_TEXT, "text": NEEDED_TEXT, "within": NEEDED_TEXT, "then": TEXT}]
    ),
    "glossary": Key([{"term": NEEDED_TEXT, "meaning": NEEDED_TEXT}]),
}


class FaultyCompact(ValueError):
    """A Compact file that breaks the shape. The message lists every fault."""


def read(path: Path) -> dict:
    """A Compact file with every key in its place; what is left out is empty. Raises FaultyCompact."""
    compact = yaml.safe_load(path.read_text(encoding="utf-8"))
    faults = list(faults_in(compact, COMPACT)) or list(misplaced(compact))
    if faults:
        raise FaultyCompact(f"{path.name}:\n" + "\n".join(faults))
    return completed(compact, COMPACT)


def misplaced(compact: dict):
    """Keys in a place where they say nothing: only a commitment has an addressee, only the foreword is signed."""
    for at, section in enumerate(compact["sections"]):
        place = f"sections[{at}]"
        if ("signed" in section) != (section["kind"] == "foreword"):
            yield f"{place}.signed: belongs to the foreword, and only there"
        for index, clause in enumerate(section["clauses"]):
            if ("to" in clause) != (clause["kind"] == "commitment"):
                yield f"{place}.clauses[{index}].to: belongs to a commitment, and only there"
