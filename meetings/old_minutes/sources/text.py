"""Plain text and Markdown to lines. Columns made with tabs, bars or runs of blanks become rows of a table."""

import re
from itertools import count

from meetings.old_minutes.headings import numbered
from meetings.old_minutes.labels import is_foot_of_page
from meetings.old_minutes.lines import Line, collapsed, row
from meetings.old_minutes.sources.html import lines_of_html
from meetings.old_minutes.sources.looks import lines_of_parts
from meetings.old_minutes.sources.markdown import front_matter, without_marks
from meetings.old_minutes.sources.right_column import RightColumn, right_column
from meetings.old_minutes.sources.running_heads import without_running_heads
from meetings.old_minutes.sources.wrapping import paragraphs_of, unwrapped
from meetings.old_minutes.tables import is_number

_TAG = re.compile(r"</?(?:p|b|i|u|br|em|strong|sup|sub|span|div|h[1-6]|li|ul|ol|a)\b[^<>]*>", re.IGNORECASE)
_HASH = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_EMPHASIS = re.compile(r"(?<!\w)(\*\*|__)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_RULE = re.compile(r"^[\s|:+=_-]*(?:--|==|__)[\s|:+=_-]*$")
_BAR = re.compile(r"\s*(?<!\\)\|\s*")
_BLANKS = re.compile(r"\s{3,}|\t+\s*")
#: "Jo Roe         (JR)".
_IN_BRACKETS = re.compile(r"^\([A-Z][A-Za-z]{1,4}\)$")
WIDEST_CELL = 70


def lines_of_text(text: str) -> list[Line]:
    """The lines in order. No word is left out."""
    raw = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").replace("\x0b", "\n").replace("\x0c", "\n")
    above, lines = front_matter([each.rstrip(" ") for each in raw.split("\n")])
    lines = [without_marks(each) for each in lines]
    column = right_column(lines)
    found = _Lines().read_beside(column) if column else _Lines().read(unwrapped(lines))
    return above + without_running_heads(found)


class _Lines:
    """Reads line by line; rows that follow each other are of one table."""

    def __init__(self) -> None:
        self.found: list[Line] = []
        self.tables = count(1)
        self.table = 0
        self.gap = False

    def read(self, raw: list[str]) -> list[Line]:
        place = 0
        while place < len(raw):
            cells, used = _stacked_cells(raw, place)
            if cells:
                self._row(cells)
            else:
                self._single(raw[place], raw[place + 1] if place + 1 < len(raw) else "")
            place += max(1, used)
        return self.found

    def read_beside(self, column: RightColumn) -> list[Line]:
        """What stands above the column as ever, then each paragraph with what stands beside it as a row."""
        paragraphs = paragraphs_of(column.bodies)
        self.read([text for text, places in paragraphs if places.start < column.start])
        self.table = next(self.tables)
        if column.heading:
            self._row(["", column.heading])
        for text, places in paragraphs:
            if places.start >= column.start:
                self._beside(text, column.beside(places))
        return self.found

    def _beside(self, text: str, cell: str) -> None:
        if not text.strip() and not cell:
            self._blank(text)
            return
        if not cell and is_foot_of_page(text):
            self.found.append(Line(collapsed(text), furniture=True))
            return
        cells = [_paragraphs(text), [line for each in cell.split("\n") for line in _paragraphs(each)]]
        self.found.append(row(cells, table=self.table, gap=self.gap))
        self.gap = False

    def _single(self, text: str, below: str) -> None:
        if not text.strip() or _RULE.match(text):
            self._blank(text)
            return
        if is_foot_of_page(text):
            self.found.append(Line(collapsed(text), furniture=True))
            return
        cells = _cells(text, in_table=self.table > 0)
        if cells:
            self._row(cells)
            return
        self.table = 0 if self.gap else self.table
        self.found += _paragraphs(text, gap=self.gap, underlined=bool(re.match(r"^(?:={4,}|-{4,})$", below)))
        self.gap = False

    def _blank(self, text: str) -> None:
        """Bars or blank lines do not end a table; the next paragraph does."""
        self.gap = self.gap or not text.strip()

    def _row(self, cells: list[str]) -> None:
        self.table = self.table or next(self.tables)
        self.found.append(row([_paragraphs(cell) for cell in cells], table=self.table, gap=self.gap))
        self.gap = False


def _stacked_cells(raw: list[str], place: int) -> tuple[list[str], int]:
    """Lines that each begin with a tab and stand together are the cells of one row."""
    cells = []
    while place < len(raw) and re.match(r"^\t\s*\S", raw[place]) and "\t" not in raw[place].strip():
        cells.append(raw[place].strip())
        place += 1
    return (cells, len(cells)) if len(cells) > 1 else ([], 0)


def _cells(text: str, *, in_table: bool = False) -> list[str]:
    """The cells of a row, or nothing when the line is none."""
    if text.count("|") > 1 or re.match(r"^[^|]{1,60}\s\|\s[^|]*$", text):
        return _BAR.split(text.strip().removeprefix("|").removesuffix("|"))
    if "\t" in text.strip("\t ") or re.match(r"^\t.*\t$", text):
        return _of_tabs(text)
    cells = _BLANKS.split(text.strip())
    if len(cells) < 2 or len(cells) > 6 or max(map(len, cells)) > WIDEST_CELL or _is_list(cells):
        return []
    if len(cells) == 2 and _IN_BRACKETS.match(cells[1]):
        return []
    if is_number(cells[0]) and len(cells) == 2 and not in_table:
        return []
    return cells


def _of_tabs(text: str) -> list[str]:
    """ "1.⇥Welcome" is a numbered line, not a row."""
    cells = [cell.strip() for cell in text.split("\t")]
    filled = [cell for cell in cells if cell]
    if len(filled) == 2 and cells[0] and numbered(f"{cells[0]} X") and not re.match(r"^\d+$", cells[0]):
        return []
    if len(filled) == 2 and is_number(filled[0]) and len(cells) == 2 and not _TAG.search(text):
        return []
    runs = (
        re.split(r"\t+", text.strip("\t"))
        if text.count("\t") > 3 and len(filled) < 4 and not text.startswith("\t")
        else cells
    )
    return [cell.strip() for cell in runs]


def _is_list(cells: list[str]) -> bool:
    return bool(re.match(r"^\(?[a-zA-Z0-9.]{1,5}[.)]$|^[•·*-]$", cells[0]))


def _paragraphs(text: str, *, gap: bool = False, underlined: bool = False) -> list[Line]:
    """One line; several where HTML stands in the text."""
    hashed = _HASH.match(text.strip())
    level, bare = (len(hashed[1]), hashed[2]) if hashed else (1 if underlined else 0, text)
    if _TAG.search(bare):
        return [Line(each.text, level or each.heading, each.bold, gap) for each in lines_of_html(bare)]
    return lines_of_parts(_emphasised(bare), heading=level, gap=gap)


def _emphasised(text: str) -> list[tuple[str, bool]]:
    parts, start = [], 0
    for found in _EMPHASIS.finditer(text):
        parts += [(text[start : found.start()], False), (found[2], True)]
        start = found.end()
    return [*parts, (text[start:], False)]
