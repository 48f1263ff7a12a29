"""Minutes typed at a fixed width with a column of actions far right, under "ACTION", or of initials under nothing."""

import re
from dataclasses import dataclass, field

from meetings.old_minutes.labels import is_foot_of_page
from meetings.old_minutes.tables import is_initials

#: It may stand on a line of its own, or behind the first title.
_HEADING = re.compile(
    r"^(?P<body>\s{30,}(?=owner|by|who|lead|action)|.*\S\s{3,}(?=action))"
    r"(?P<cell>actions?(?: by| points?)?|owners?|by whom|who|lead)\s*:?$",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"^(?P<body>.*\S)\s{3,}(?P<cell>\S+(?: \S+){0,3})$")
_ALONE = re.compile(r"^\s{45,}(?P<cell>\S+(?: \S+){0,3})$")
_STARTS = re.compile(r"(?:^\s+|\s{2,})(?=\S)")
#: "JR to ring" begins an action, "the Mayor by Friday" goes on with it.
_BEGINS = re.compile(r"^(?:[A-Z][\w/&’'-]*(?:,? (?:and )?[A-Z][\w/&’'-]*){0,3}) (?:to|will)\b")
#: Letters from the left where the column begins at the earliest, and how ragged its left edge may be.
LEFTMOST = 45
RAGGED = 12
WIDEST = 45
#: Where a cell goes on in the next line.
_WRAPPED = "\ue004"


@dataclass
class RightColumn:
    """`cells` by the place of their lines, `bodies` all lines without them; the column begins at line `start`."""

    bodies: list[str] = field(default_factory=list)
    cells: dict[int, str] = field(default_factory=dict)
    heading: str = ""
    start: int = 0

    def beside(self, places: range) -> str:
        return "\n".join(self.cells[place].replace(_WRAPPED, " ") for place in places if place in self.cells)


def right_column(lines: list[str]) -> RightColumn | None:
    """The column, if the text has one: two cells below each other, or one under its heading."""
    return _headed_column(lines) or _column_of_initials(lines)


def _headed_column(lines: list[str]) -> RightColumn | None:
    """Whatever begins below the heading is of the column, words too."""
    headings = {place: found for place, text in enumerate(lines) if (found := _heading_of(text))}
    if not headings:
        return None
    start, edge = min(headings), headings[min(headings)].start("cell")
    column = RightColumn(list(lines), heading=headings[start]["cell"], start=start)
    for place, found in headings.items():
        column.bodies[place] = found["body"].rstrip()
    above = -1
    for place, text in enumerate(lines):
        split = _split_at(text, edge) if place > start and place not in headings else None
        if split:
            column.bodies[place], cell = split
            above = _put(column, place, cell, above)
    return column if column.cells else None


def _heading_of(text: str) -> re.Match | None:
    found = None if "\t" in text or "|" in text else _HEADING.match(text)
    columns = re.split(r"\s{3,}", found["body"].strip()) if found else []
    return found if found and found.start("cell") >= LEFTMOST and len(columns) < 3 else None


def _put(column: RightColumn, place: int, cell: str, above: int) -> int:
    """A cell goes on with the one in the line above, unless it begins something. The line that it belongs to."""
    if above >= 0 and place == above + 1 + column.cells[above].count(_WRAPPED) and not _begins(cell):
        column.cells[above] += f"{_WRAPPED}{cell}"
        return above
    column.cells[place] = cell
    return place


def _begins(cell: str) -> bool:
    return is_initials(cell) or bool(_BEGINS.match(cell))


def _split_at(text: str, edge: int) -> tuple[str, str] | None:
    """The line without its cell, and the cell."""
    if "\t" in text or "|" in text or is_foot_of_page(text):
        return None
    starts = [found.end() for found in _STARTS.finditer(text) if -8 <= found.end() - edge <= RAGGED]
    if not starts or len(text) - starts[0] > WIDEST:
        return None
    return text[: starts[0]].rstrip(), text[starts[0] :].strip()


def _column_of_initials(lines: list[str]) -> RightColumn | None:
    found = {place: beside for place, text in enumerate(lines) if (beside := _cell_of(text))}
    edges = [edge for _, _, edge in found.values()]
    if len(found) < 2 or max(edges) - min(edges) > RAGGED:
        return None
    column = RightColumn(list(lines), start=min(found))
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
