"""OpenDocument texts (.odt) to lines."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import BinaryIO
from xml.etree.ElementTree import Element

from meetings.old_minutes.lines import Line, row
from meetings.old_minutes.sources.archives import Archive
from meetings.old_minutes.sources.looks import lines_of_parts
from meetings.old_minutes.sources.refusals import NOT_A_DOCUMENT, PASSWORD, CannotRead
from meetings.old_minutes.sources.word_numbering import in_format

KIND = "OpenDocument text"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_BLOCKS = frozenset({f"{TEXT}p", f"{TEXT}h", f"{TEXT}list", f"{TABLE}table"})
_UNREAD = frozenset({f"{TEXT}tracked-changes", f"{OFFICE}annotation", f"{TEXT}note-citation"})
_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
MOST_REPEATED = 50


@dataclass(frozen=True)
class Level:
    """`shown`: how many levels the number shows, two for "3.1"."""

    format: str = ""
    before: str = ""
    after: str = ""
    start: int = 1
    shown: int = 1


def lines_of_opendocument(file: BinaryIO) -> Iterator[Line]:
    """Raises CannotRead for what is no OpenDocument text, has a password, is too big unpacked, or broken."""
    archive = Archive(file, KIND)
    if "content.xml" not in archive:
        raise CannotRead(NOT_A_DOCUMENT)
    if "META-INF/manifest.xml" in archive:
        for _, element in archive.elements("META-INF/manifest.xml", events=("end",)):
            if element.tag == f"{MANIFEST}encryption-data":
                raise CannotRead(PASSWORD)
    reader = _Reader()
    if "styles.xml" in archive:
        for _, element in archive.elements("styles.xml", events=("end",)):
            reader.learn(element)
    yield from _blocks(archive, reader)


def _blocks(archive: Archive, reader: "_Reader") -> Iterator[Line]:
    depth, path = 0, []
    for event, element in archive.elements("content.xml"):
        is_block = element.tag in _BLOCKS or element.tag in _UNREAD
        if event == "start":
            path.append(element)
            depth += is_block
            continue
        path.pop()
        reader.learn(element)
        if is_block:
            depth -= 1
            if depth == 0:
                yield from reader.block(element)
                element.clear()
                if path:
                    path[-1].remove(element)


@dataclass
class _Reader:
    bold: set[str] = field(default_factory=set)
    parents: dict[str, str] = field(default_factory=dict)
    list_styles: dict[str, dict[int, Level]] = field(default_factory=dict)
    counts: dict[str, list[int]] = field(default_factory=dict)
    tables: Iterator[int] = field(default_factory=lambda: count(1))
    style: str = ""

    def learn(self, element: Element) -> None:
        """Remember which styles are bold, and how lists are numbered."""
        name = element.get(f"{STYLE}name", "")
        if element.tag == f"{STYLE}style":
            self.parents[name] = element.get(f"{STYLE}parent-style-name", "")
            properties = element.find(f"{STYLE}text-properties")
            if properties is not None and properties.get(f"{FO}font-weight", "") in ("bold", "700", "800", "900"):
                self.bold.add(name)
        elif element.tag == f"{TEXT}list-style":
            self.list_styles[name] = {int(level.get(f"{TEXT}level", "1")): _level(level) for level in element}

    def block(self, element: Element) -> list[Line]:
        if element.tag == f"{TEXT}list":
            return self._list(element, element.get(f"{TEXT}style-name", ""), [])
        if element.tag == f"{TABLE}table":
            return self._table(element)
        return self._paragraph(element) if element.tag not in _UNREAD else []

    def _paragraph(self, element: Element, mark: str = "") -> list[Line]:
        own = self._is_bold(element.get(f"{TEXT}style-name", ""))
        parts = list(self._parts(element, own))
        level = element.get(f"{TEXT}outline-level", "1") if element.tag == f"{TEXT}h" else "0"
        return lines_of_parts(parts, mark=mark, heading=int(level) if level.isdecimal() else 1)

    def _is_bold(self, style: str) -> bool:
        for _ in range(20):
            if style in self.bold:
                return True
            style = self.parents.get(style, "")
        return False

    def _parts(self, element: Element, bold: bool) -> Iterator[tuple[str, bool]]:
        yield element.text or "", bold
        for child in element:
            yield from self._child(child, bold)
            yield child.tail or "", bold

    def _child(self, child: Element, bold: bool) -> Iterator[tuple[str, bool]]:
        if child.tag in (f"{TEXT}s", f"{TEXT}tab"):
            yield " ", bold
        elif child.tag == f"{TEXT}line-break":
            yield "\n", bold
        elif child.tag == f"{TEXT}p":
            yield "\n", bold
            yield from self._parts(child, bold)
        elif child.tag not in _UNREAD:
            yield from self._parts(child, bold or self._is_bold(child.get(f"{TEXT}style-name", "")))

    def _list(self, element: Element, style: str, above: list[int]) -> list[Line]:
        level = self.list_styles.get(style, {}).get(len(above) + 1, Level())
        going_on = element.get(f"{TEXT}continue-numbering") == "true" or element.get(f"{TEXT}continue-list")
        key = f"{style}/{len(above)}"
        number = self.counts.get(key, [level.start - 1])[0] if going_on else level.start - 1
        found: list[Line] = []
        for item in element:
            start = item.get(f"{TEXT}start-value", "")
            number = int(start) if start.isdecimal() else number + (item.tag == f"{TEXT}list-item")
            self.counts[key] = [number]
            found += self._list_item(item, style, [*above, number], level)
        return found

    def _list_item(self, item: Element, style: str, numbers: list[int], level: Level) -> list[Line]:
        found: list[Line] = []
        mark = self._mark(style, numbers, level) if item.tag == f"{TEXT}list-item" else ""
        for child in item:
            if child.tag == f"{TEXT}list":
                found += self._list(child, child.get(f"{TEXT}style-name", style), numbers)
            elif child.tag in (f"{TEXT}p", f"{TEXT}h"):
                paragraph = self._paragraph(child, mark)
                mark = "" if paragraph else mark
                found += paragraph
        return found

    def _mark(self, style: str, numbers: list[int], level: Level) -> str:
        if not level.format:
            return "•"
        depth = len(numbers)
        levels = self.list_styles.get(style, {})
        shown = [
            in_format(numbers[at - 1], levels.get(at, Level("decimal")).format or "decimal")
            for at in range(max(1, depth - level.shown + 1), depth + 1)
        ]
        return f"{level.before}{'.'.join(shown)}{level.after}"

    def _table(self, element: Element) -> list[Line]:
        number = next(self.tables)
        rows = [
            row([self._cell(cell) for cell in _cells(found)], table=number)
            for found in element.iter(f"{TABLE}table-row")
        ]
        if all(len(found.cells) < 2 for found in rows):
            return [each for found in rows for cell in found.cells for each in cell]
        return [found for found in rows if found.text]

    def _cell(self, cell: Element) -> list[Line]:
        found: list[Line] = []
        for child in cell:
            lines = self.block(child) if child.tag in _BLOCKS else []
            found += [
                each for inner in lines for each in ([e for c in inner.cells for e in c] if inner.cells else [inner])
            ]
        return found


def _cells(found: Element) -> Iterator[Element]:
    for cell in found:
        if cell.tag in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            yield cell


def _level(element: Element) -> Level:
    number, start, shown = (
        element.get(f"{STYLE}num-format", ""),
        element.get(f"{TEXT}start-value", "1"),
        element.get(f"{TEXT}display-levels", "1"),
    )
    return Level(
        format=_FORMATS.get(number, "") if element.tag.endswith("-number") else "",
        before=element.get(f"{STYLE}num-prefix", ""),
        after=element.get(f"{STYLE}num-suffix", ""),
        start=int(start) if start.isdecimal() else 1,
        shown=int(shown) if shown.isdecimal() else 1,
    )
