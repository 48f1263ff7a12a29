"""What every source becomes: lines of text, some of them rows of a table."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

_WHITE = re.compile(r"\s+")
#: What starts a bullet point. A letter "o" is how Word's second level comes out of a PDF.
_BULLET = re.compile(
    r"^(?:[·•▪●◦‣∙*\-–—➢\uf0b7\uf0a7\u00ad]|o(?= [A-Z]))\s+(?:\[[ xX✓✔]?\]\s+)?|^(?:[☐☑☒✓✔]|\[[ xX✓✔]?\])\s+"
)
#: Letters. The longest paragraph of real minutes has about two thousand.
LONGEST_LINE = 4_000
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Line:
    """One paragraph or one row of a table, its white space collapsed.

    `heading` is the level of a heading style, 0 for none. `gap`: a blank line stood before it. A row has `cells`, each
    with the lines of its own, and the number of its `table`; its `text` is that of all cells.
    """

    text: str
    heading: int = 0
    bold: bool = False
    gap: bool = False
    cells: tuple[tuple["Line", ...], ...] = ()
    table: int = 0
    furniture: bool = False

    @property
    def unbulleted(self) -> str:
        return _BULLET.sub("", self.text)

    @property
    def is_bullet(self) -> bool:
        return bool(_BULLET.match(self.text))

    @property
    def cell_texts(self) -> list[str]:
        return ["\n".join(line.text for line in cell) for cell in self.cells]


def collapsed(text: str) -> str:
    return _WHITE.sub(" ", text.replace("\u00a0", " ").replace("\u200b", "")).strip()


def line(text: str, **looks) -> Line:
    return Line(text=collapsed(text), **looks)


def row(cells: Iterable[Iterable[Line]], *, table: int, gap: bool = False) -> Line:
    kept = tuple(tuple(each for each in cell if each.text) for cell in cells)
    return Line(text=" ".join(each.text for cell in kept for each in cell), cells=kept, table=table, gap=gap)


def without_bullet(text: str) -> str:
    return _BULLET.sub("", text)


def cut(found: Line) -> list[Line]:
    """The line; one that is longer than any paragraph, in pieces, so that no line takes long to read."""
    if found.cells:
        cells = tuple(tuple(piece for each in cell for piece in cut(each)) for cell in found.cells)
        return [replace(found, cells=cells)]
    if len(found.text) <= LONGEST_LINE:
        return [found]
    return [replace(found, text=piece) for piece in _pieces(found.text)]


def _pieces(text: str) -> list[str]:
    """Cut at blanks only: a word stays whole, however long."""
    pieces, words, letters = [], [], 0
    for word in text.split(" "):
        if words and letters + len(word) > LONGEST_LINE:
            pieces.append(" ".join(words))
            words, letters = [], 0
        words.append(word)
        letters += len(word) + 1
    return [*pieces, " ".join(words)]


def words_of(text: str) -> list[str]:
    return _WORD.findall(text)


def in_table(found: Line, table: int) -> Line:
    return replace(found, table=table)
