"""Pieces of text with their places on a page, put together to paragraphs and to rows of tables."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from meetings.old_minutes.labels import is_furniture
from meetings.old_minutes.lines import Line, line, row
from meetings.old_minutes.sources.wrapping import begins_something

#: A gap between two pieces, in heights of the letters, that is more than a blank.
COLUMN_GAP = 0.75
#: Heights of letters between two lines, from where a new paragraph begins.
PARAGRAPH_GAP = 1.75
#: The share of the width of a page that a line has to reach to go on below.
REACHES = 0.82
#: Letters of a line that is no name and no title.
LONG = 45
#: "Co- ordinator", as two lines are joined.
_HYPHEN = re.compile(r"(?<=\w)- (?=\w)")


@dataclass(frozen=True)
class Piece:
    """Text in one box, in points from the left and the foot of the page."""

    left: float
    bottom: float
    right: float
    top: float
    text: str
    bold: bool = False

    @property
    def height(self) -> float:
        return max(1.0, self.top - self.bottom)


@dataclass
class Row:
    """A row of a table while it is read: for each column its lines of pieces."""

    cells: list[list[Piece]]


@dataclass
class Table:
    """`spans`: from where to where each column reaches, from the left."""

    spans: list[tuple[float, float]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


def lines_of_page(pieces: list[Piece], tables: Iterator[int]) -> list[Line]:
    """From the top to the foot, in reading order."""
    visual = [_merged(pieces) for pieces in _visual_lines(pieces)]
    foot = [visual.pop()] if visual and is_furniture(" ".join(piece.text for piece in visual[-1])) else []
    edge = max((pieces[-1].right for pieces in visual), default=0.0)
    found: list[Line] = []
    place = 0
    while place < len(visual):
        table = _table_at(visual, place)
        if table:
            used, read = table
            found += _rows(read, next(tables))
            place += used
            continue
        used, paragraph = _paragraph(visual, place, edge)
        found.append(paragraph)
        place += used
    return found + [_line(pieces) for pieces in foot]


def _visual_lines(pieces: list[Piece]) -> list[list[Piece]]:
    """Pieces that stand on one line, lines from the top, pieces from the left."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: -(piece.top + piece.bottom)):
        if lines and _is_beside(lines[-1][0], piece):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [sorted(line, key=lambda piece: piece.left) for line in lines]


def _is_beside(one: Piece, other: Piece) -> bool:
    shared = min(one.top, other.top) - max(one.bottom, other.bottom)
    return shared > 0.5 * min(one.height, other.height)


def _merged(pieces: list[Piece]) -> list[Piece]:
    """Neighbours without a gap of a column are one piece. It is bold when most of it is."""
    merged = [pieces[0]]
    for piece in pieces[1:]:
        last = merged[-1]
        gap = piece.left - last.right
        if gap < COLUMN_GAP * max(last.height, piece.height):
            blank = " " if gap > 0.12 * last.height or last.text[-1:].isspace() or piece.text[:1].isspace() else ""
            bold = last.bold and piece.bold
            merged[-1] = Piece(
                last.left,
                min(last.bottom, piece.bottom),
                max(last.right, piece.right),
                max(last.top, piece.top),
                f"{last.text}{blank}{piece.text}",
                bold,
            )
        else:
            merged.append(piece)
    return merged


# --- Tables -----------------------------------------------------------------------------------------------------------


def _table_at(visual: list[list[Piece]], place: int) -> tuple[int, Table] | None:
    """A table that begins here, with the number of lines it takes; None where the line is of one piece."""
    if len(visual[place]) < 2:
        return None
    table, used = Table(), 0
    for pieces in visual[place:]:
        if used and not _fits(pieces, table):
            break
        _widen(pieces, table)
        used += 1
    while used > 1 and len(visual[place + used - 1]) == 1 and _columns(visual[place + used - 1][0], table) == [0]:
        used -= 1  # a lone piece in the first column at the end is no row, but the next paragraph
    for pieces in visual[place : place + used]:
        _add(pieces, table)
    return used, table


def _fits(pieces: list[Piece], table: Table) -> bool:
    """No piece runs over two columns, and no two pieces stand in one. A lone piece stands in a column there is."""
    columns = [_columns(piece, table) for piece in pieces]
    taken = [column[0] for column in columns if column]
    if len(pieces) == 1 and not taken:
        return False
    return all(len(column) < 2 for column in columns) and len(taken) == len(set(taken))


def _columns(piece: Piece, table: Table) -> list[int]:
    """The columns above or below which the piece stands, by what they held so far."""
    return [at for at, span in enumerate(table.spans) if piece.left < span[1] and piece.right > span[0]]


def _widen(pieces: list[Piece], table: Table) -> None:
    for piece in pieces:
        columns = _columns(piece, table)
        if not columns:
            table.spans.append((piece.left, piece.right))
            table.spans.sort()
        else:
            left, right = table.spans[columns[0]]
            table.spans[columns[0]] = (min(left, piece.left), max(right, piece.right))


def _add(pieces: list[Piece], table: Table) -> None:
    columns = [_columns(piece, table)[0] for piece in pieces]
    if not table.rows or _opens_a_row(columns, pieces, table):
        table.rows.append(Row([[] for _ in table.spans]))
    for column, piece in zip(columns, pieces, strict=True):
        table.rows[-1].cells[column].append(piece)


def _opens_a_row(columns: list[int], pieces: list[Piece], table: Table) -> bool:
    """Something in the first column does; so does a wide gap in a table whose rows all have more than one cell."""
    last = table.rows[-1]
    if len(columns) > 1 and _goes_on_in_the_first(last, pieces[0]):
        return False
    if 0 in columns:
        if columns == [0] and last.cells[0] and _is_wrapped(last.cells[0], pieces[0], table.spans[0][1]):
            return False
        return bool(last.cells[0]) or len(columns) > 1 or _far_below(last, pieces)
    return len(columns) > 1 and _far_below(last, pieces) and not last.cells[0]


def _goes_on_in_the_first(last: Row, below: Piece) -> bool:
    """A long line of the first column goes on with a small letter, whatever stands beside it."""
    above = last.cells[0][-1] if last.cells[0] else None
    long = above is not None and len(above.text) > LONG and abs(above.left - below.left) < 2
    return bool(long and above and _follows(above, below) and below.text[:1].islower())


def _is_wrapped(cell: list[Piece], below: Piece, edge: float) -> bool:
    """Does the piece go on in the line above it in its column?"""
    return _follows(cell[-1], below) and cell[-1].bold == below.bold and _goes_on(cell[-1], below, edge, cell[0].left)


def _far_below(last: Row, pieces: list[Piece]) -> bool:
    lowest = min((piece.bottom for cell in last.cells for piece in cell), default=0.0)
    return lowest - pieces[0].top > 0.75 * pieces[0].height


def _rows(table: Table, number: int) -> list[Line]:
    return [row([_cell(cell) for cell in found.cells], table=number) for found in table.rows]


def _cell(pieces: list[Piece]) -> list[Line]:
    """Lines of a cell: joined while they follow closely and do not begin something."""
    if not pieces:
        return []
    edge = max(piece.right for piece in pieces)
    groups = [[pieces[0]]]
    for above, piece in pairwise(pieces):
        if _follows(above, piece) and _goes_on(above, piece, edge, groups[-1][0].left) and above.bold == piece.bold:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [_line(group) for group in groups]


# --- Paragraphs -------------------------------------------------------------------------------------------------------


def _paragraph(visual: list[list[Piece]], place: int, edge: float) -> tuple[int, Line]:
    group = list(visual[place])
    used = 1
    while place + used < len(visual) and len(visual[place + used]) == 1:
        above, below = group[-1], visual[place + used][0]
        if not _follows(above, below) or not _goes_on(above, below, edge, group[0].left):
            break
        group.append(below)
        used += 1
    gap = place > 0 and not _follows(visual[place - 1][-1], visual[place][0])
    return used, _line(group, gap=gap)


def _follows(above: Piece, below: Piece) -> bool:
    return above.top - below.top < PARAGRAPH_GAP * max(above.height, below.height) + 2


def _reaches(above: Piece, below: Piece, edge: float, left: float) -> bool:
    """Would the first word below not have had room above?"""
    first = below.text.split(maxsplit=1)[0] if below.text else ""
    width = (below.right - below.left) * (len(first) + 1) / max(1, len(below.text))
    full = above.right + width > edge - 2 or (
        above.right - left >= REACHES * (edge - left) and below.text[:1].islower()
    )
    return full and not begins_something(below.text)


def _goes_on(above: Piece, below: Piece, edge: float, left: float) -> bool:
    return above.text.rstrip().endswith("-") or _reaches(above, below, edge, left)


def _line(group: list[Piece], *, gap: bool = False) -> Line:
    """A hyphen at the end of a line stays: words are hardly ever divided, and "Co-" is of "Co-ordinator"."""
    text = " ".join(piece.text.strip() for piece in group)
    return line(_HYPHEN.sub("-", text), bold=all(piece.bold for piece in group), gap=gap)
