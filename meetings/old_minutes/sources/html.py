"""HTML to lines: headings, bold, numbers of lists, tables as tables. Nothing is fetched and no script is read."""

from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from meetings.old_minutes.lines import Line, row
from meetings.old_minutes.sources.looks import lines_of_parts
from meetings.old_minutes.vocabulary import word_set

_BLOCKS = word_set(
    """p div section article header footer main li ul ol dl dt dd blockquote pre h1 h2 h3 h4 h5 h6 hr table caption
    address figure figcaption form fieldset legend details summary nav aside body center title"""
)
_UNREAD = frozenset({"script", "style", "template", "noscript", "head", "svg", "select"})
#: What a site shows on each of its pages.
_OF_THE_SITE = frozenset({"nav", "footer"})
_BOLD = frozenset({"b", "strong", "th"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


@dataclass
class _Table:
    number: int
    rows: list[list[list[Line]]] = field(default_factory=list)


class _Reader(HTMLParser):
    """Collects the text between block tags. Tags that were never closed do no harm."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self.tables: list[_Table] = []
        self.parts: list[tuple[str, bool]] = []
        self.counters: list[int | None] = []
        self.bold = self.unread = self.heading = self.known = self.outside = 0
        self.mark = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unread += tag in _UNREAD
        if tag in _OF_THE_SITE:
            self.flush()
            self.outside += 1
        self.bold += tag in _BOLD
        if tag in _BLOCKS or tag in ("br", "tr", "td", "th"):
            self.flush()
        self.heading = _HEADINGS.get(tag, self.heading)
        opened = getattr(self, f"_open_{tag}", None)
        if opened:
            opened(dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        self.unread = max(0, self.unread - (tag in _UNREAD))
        if tag in _BLOCKS or tag in ("td", "th", "tr"):
            self.flush()
        self.outside = max(0, self.outside - (tag in _OF_THE_SITE))
        self.bold = max(0, self.bold - (tag in _BOLD))
        if tag in _HEADINGS:
            self.heading = 0
        if tag in ("ul", "ol") and self.counters:
            self.counters.pop()
        if tag == "table" and self.tables:
            self._close_table()

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self.parts.append((data, self.bold > 0))

    def flush(self) -> None:
        """What was collected becomes a line."""
        parts = [(part.replace("\n", " "), bold) for part, bold in self.parts]
        self.parts = []
        found = lines_of_parts(parts, mark=self.mark.strip(), heading=self.heading)
        if not found:
            return
        self.mark = ""
        found = [replace(each, furniture=True) for each in found] if self.outside else found
        cells = self.tables[-1].rows[-1] if self.tables and self.tables[-1].rows else None
        if cells:
            cells[-1] += found
        else:
            self.lines += found

    def _open_ol(self, attrs: dict) -> None:
        start = attrs.get("start") or "1"
        self.counters.append(int(start) - 1 if start.isascii() and start.isdigit() and len(start) < 6 else 0)

    def _open_ul(self, _attrs: dict) -> None:
        self.counters.append(None)

    def _open_li(self, _attrs: dict) -> None:
        if self.counters and self.counters[-1] is not None:
            self.counters[-1] += 1
            self.mark = f"{self.counters[-1]}. "
        else:
            self.mark = "• "

    def _open_table(self, _attrs: dict) -> None:
        self.known += 1
        self.tables.append(_Table(self.known))

    def _open_tr(self, _attrs: dict) -> None:
        if self.tables:
            self.tables[-1].rows.append([])

    def _open_td(self, _attrs: dict) -> None:
        if self.tables:
            if not self.tables[-1].rows:
                self.tables[-1].rows.append([])
            self.tables[-1].rows[-1].append([])

    _open_th = _open_td

    def _close_table(self) -> None:
        """A table within a table becomes lines of its cell."""
        table = self.tables.pop()
        rows = [row(cells, table=table.number) for cells in table.rows if any(cells)]
        outer = self.tables[-1].rows[-1] if self.tables and self.tables[-1].rows else None
        if outer:
            outer[-1] += [each for found in rows for cell in found.cells for each in cell]
        else:
            self.lines += [each for found in rows for each in _or_its_cell(found)]

    def close(self) -> None:
        super().close()
        self.flush()
        while self.tables:
            self._close_table()


def _or_its_cell(found: Line) -> list[Line]:
    """A row of one cell is no row: pages are laid out so."""
    return [each for cell in found.cells for each in cell] if len(found.cells) < 2 else [found]


def lines_of_html(text: str) -> list[Line]:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.lines
