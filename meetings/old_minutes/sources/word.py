"""Word documents (.docx, .docm) to lines. Macros, links, pictures and fields are not looked at.

The body is read as a stream and let go paragraph by paragraph, so 300 pages take no more room than one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import BinaryIO
from xml.etree.ElementTree import Element

from meetings.old_minutes.lines import Line, collapsed, row
from meetings.old_minutes.sources.archives import Archive
from meetings.old_minutes.sources.looks import lines_of_parts
from meetings.old_minutes.sources.refusals import NOT_A_DOCUMENT, CannotRead
from meetings.old_minutes.sources.word_numbering import DEEPEST, Numbering, W, value

KIND = "Word document"
_BODY = "word/document.xml"
_MARGIN = re.compile(r"word/(?:header|footer)\d*\.xml")
#: Three sorts of pages, head and foot, for some sections. More are not opened.
MOST_MARGINS = 24
#: Words that somebody deleted are not of the minutes; nor are the codes of fields, nor a picture's second version.
_UNREAD = frozenset(
    {f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{W}pPr", f"{W}rPr", f"{W}sectPr"}
    | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)
_BLANKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_OFF = frozenset({"0", "false", "off", "none"})


@dataclass
class Style:
    """What a paragraph style says; what it leaves open, the style it is based on says."""

    base: str = ""
    heading: int | None = None
    bold: bool | None = None
    number: str | None = None
    depth: int | None = None


@dataclass
class Styles:
    known: dict[str, Style] = field(default_factory=dict)

    def read(self, element: Element) -> None:
        if element.get(f"{W}type") not in (None, "paragraph"):
            return
        properties = element.find(f"{W}pPr")
        number, depth = numbers_of(properties)
        self.known[element.get(f"{W}styleId", "")] = Style(
            base=value(element.find(f"{W}basedOn")),
            heading=_heading(value(element.find(f"{W}name")), properties),
            bold=switch(element.find(f"{W}rPr")),
            number=number,
            depth=depth,
        )

    def said(self, name: str, key: str):
        """The first answer on the way from a style to what it is based on."""
        for _ in range(20):
            style = self.known.get(name)
            if style is None:
                return None
            answer = getattr(style, key)
            if answer is not None:
                return answer
            name = style.base
        return None


def _heading(name: str, properties: Element | None) -> int | None:
    lowered = name.lower()
    if lowered in ("title", "subtitle"):
        return 1
    if lowered.startswith("heading") and lowered[-1:].isdigit():
        return int(lowered[-1])
    level = value(properties.find(f"{W}outlineLvl")) if properties is not None else ""
    return int(level) + 1 if level.isdecimal() and int(level) < DEEPEST else None


def switch(properties: Element | None) -> bool | None:
    """Is bold on, off, or not spoken of?"""
    bold = properties.find(f"{W}b") if properties is not None else None
    return None if bold is None else value(bold).lower() not in _OFF


def numbers_of(properties: Element | None) -> tuple[str | None, int | None]:
    numbered = properties.find(f"{W}numPr") if properties is not None else None
    if numbered is None:
        return None, None
    number, depth = value(numbered.find(f"{W}numId")), value(numbered.find(f"{W}ilvl"))
    return number or None, int(depth) if depth.isdecimal() else None


def lines_of_word(file: BinaryIO) -> Iterator[Line]:
    """Raises CannotRead for what is no Word document, is too big unpacked, or broken."""
    archive = Archive(file, KIND)
    if _BODY not in archive:
        raise CannotRead(NOT_A_DOCUMENT)
    yield from _margins(archive)
    yield from _body(archive)
    yield from _notes(archive)


def _margins(archive: Archive) -> Iterator[Line]:
    """What stands at the head and foot of pages, each once: no part of the minutes, but no word is lost."""
    said: set[str] = set()
    for name in sorted(filter(_MARGIN.fullmatch, archive.members))[:MOST_MARGINS]:
        for _, element in archive.elements(name, events=("end",)):
            if element.tag == f"{W}p":
                text = _text(element)
                if text and text not in said:
                    yield Line(text, furniture=True)
                said.add(text)
                element.clear()


def _notes(archive: Archive) -> Iterator[Line]:
    """Footnotes and endnotes, below the text. Those with a type are only the rules that Word draws above them."""
    for name, tag in (("word/footnotes.xml", f"{W}footnote"), ("word/endnotes.xml", f"{W}endnote")):
        for _, element in archive.elements(name, events=("end",)) if name in archive else ():
            if element.tag == tag:
                text = _text(element)
                if text and element.get(f"{W}type") in (None, "normal"):
                    yield Line(f"[{element.get(f'{W}id', '')}] {text}", gap=True)
                element.clear()


def _text(element: Element) -> str:
    return collapsed("".join(text for text, _ in _parts(element, False)))


def _body(archive: Archive) -> Iterator[Line]:
    reader = _Reader(_styles(archive), _numbering(archive))
    depth = 0
    path: list[Element] = []
    for event, element in archive.elements(_BODY):
        if event == "start":
            path.append(element)
            depth += element.tag in (f"{W}p", f"{W}tbl")
            continue
        path.pop()
        if element.tag in (f"{W}p", f"{W}tbl"):
            depth -= 1
            if depth == 0:
                yield from reader.block(element)
                element.clear()
                if path:
                    path[-1].remove(element)


def _styles(archive: Archive) -> Styles:
    styles = Styles()
    if "word/styles.xml" in archive:
        for _, element in archive.elements("word/styles.xml", events=("end",)):
            if element.tag == f"{W}style":
                styles.read(element)
    return styles


def _numbering(archive: Archive) -> Numbering:
    numbering = Numbering()
    if "word/numbering.xml" in archive:
        for _, element in archive.elements("word/numbering.xml", events=("end",)):
            if element.tag in (f"{W}abstractNum", f"{W}num"):
                numbering.read(element)
    return numbering


@dataclass
class _Reader:
    styles: Styles
    numbering: Numbering
    tables: Iterator[int] = field(default_factory=lambda: count(1))
    gap: bool = False

    def block(self, element: Element) -> list[Line]:
        """The lines of a paragraph or a table that stands in the body."""
        if element.tag == f"{W}tbl":
            return self._table(element, next(self.tables))
        found = self._paragraph(element)
        self.gap = not found
        return found

    def _paragraph(self, element: Element) -> list[Line]:
        properties = element.find(f"{W}pPr")
        style = value(properties.find(f"{W}pStyle")) if properties is not None else ""
        parts = list(_parts(element, bool(self.styles.said(style, "bold"))))
        mark = self._mark(properties, style) if any(text.strip() for text, _ in parts) else ""
        heading = _heading("", properties) or self.styles.said(style, "heading") or 0
        return lines_of_parts(parts, mark=mark, heading=heading, gap=self.gap)

    def _mark(self, properties: Element | None, style: str) -> str:
        number, depth = numbers_of(properties)
        number = number or self.styles.said(style, "number")
        depth = depth if depth is not None else self.styles.said(style, "depth")
        return self.numbering.mark(number, depth or 0) if number and number != "0" else ""

    def _table(self, element: Element, number: int) -> list[Line]:
        """Rows of cells. A table of one column is only a frame, and its cells are lines."""
        rows = [
            row([self._cell(cell) for cell in _within(found, f"{W}tc")], table=number)
            for found in _within(element, f"{W}tr")
        ]
        if all(len(found.cells) < 2 for found in rows):
            return [each for found in rows for cell in found.cells for each in cell]
        return [found for found in rows if found.text]

    def _cell(self, element: Element) -> list[Line]:
        found: list[Line] = []
        for child in _within(element, f"{W}p", f"{W}tbl"):
            if child.tag == f"{W}p":
                found += self._paragraph(child)
            else:
                found += [each for inner in self._table(child, 0) for each in _flat(inner)]
        return found


def _flat(found: Line) -> list[Line]:
    return [each for cell in found.cells for each in cell] if found.cells else [found]


def _within(element: Element, *tags: str) -> Iterator[Element]:
    """The nearest descendants of these kinds, in order, through whatever wraps them."""
    for child in element:
        if child.tag in tags:
            yield child
        elif child.tag not in _UNREAD:
            yield from _within(child, *tags)


def _parts(element: Element, bold: bool) -> Iterator[tuple[str, bool]]:
    """The words of a paragraph, each with whether it is bold."""
    for child in element:
        if child.tag in _UNREAD:
            continue
        if child.tag == f"{W}t":
            yield child.text or "", bold
        elif child.tag in _BLANKS:
            yield _BLANKS[child.tag], bold
        elif child.tag == f"{W}r":
            said = switch(child.find(f"{W}rPr"))
            yield from _parts(child, bold if said is None else said)
        else:
            if child.tag == f"{W}p":
                yield "\n", bold
            yield from _parts(child, bold)
