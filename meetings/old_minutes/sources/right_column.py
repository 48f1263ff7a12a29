"""Minutes typed at a fixed width with a column of initials far right, under "ACTION" or under nothing."""

import re
from dataclasses import dataclass, field

from meetings.old_minutes.tables import is_initials

_HEADING = re.compile(r"^\s{30,}(?P<cell>actions?(?: by)?|owners?|by whom|who|lead)\s*:?$", re.IGNORECASE)
_BESIDE = re.compile(r"^(?P<body>.*\S)\s{3,}(?P<cell>\S+(?: \S+){0,3})$")
_ALONE = re.compile(r"^\s{45,}(?P<cell>\S+(?: \S+){0,3})$")
#: Letters from the left where the column begins at the earliest, and how ragged its left edge may be.
LEFTMOST = 45
RAGGED = 12


@dataclass
class RightColumn:
    """`cells` by the place of their lines, `bodies` all lines without them; the column begins at line `start`."""

    bodies: list[str] = field(default_factory=list)
    cells: dict[int, str] = field(default_factory=dict)
    heading: str = ""
    start: int = 0

    def beside(self, places: range) -> str:
        return "\n".join(self.cells[place] for place in places if place in self.cells)


def right_column(lines: list[str]) -> RightColumn | None:
    """The column, if the text has one: two cells below each other, or one under its heading."""
    headings = [place for place, text in enumerate(lines) if _HEADING.match(text)]
    start = headings[0] if headings else -1
    found = {place: beside for place, text in enumerate(lines) if place > start and (beside := _cell_of(text))}
    edges = [edge for _, _, edge in found.values()]
    if len(found) < (1 if headings else 2) or max(edges) - min(edges) > RAGGED:
        return None
    column = RightColumn(list(lines), heading=lines[start].strip() if headings else "")
    column.start = start if headings else min(found)
    for place, (body, cell, _) in found.items():
        column.bodies[place], column.cells[place] = body, cell
    return column


def _cell_of(text: str) -> tuple[str, str, int] | None:
    """The line without its cell, the cell, and where it begins. A row of more columns is none."""
    found = None if "\t" in text or "|" in text else _ALONE.match(text) or _BESIDE.match(text)
    if not found or found.start("cell") < LEFTMOST or not is_initials(found["cell"]):
        return None
    body = found.groupdict().get("body") or ""
    return None if re.search(r"\S\s{3,}\S", body) else (body, found["cell"], found.start("cell"))
