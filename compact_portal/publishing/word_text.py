"""Our HTML as paragraphs, headings, lists and tables of a Word file."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from urllib.parse import urljoin

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml.etree import Element
from lxml.html import HtmlElement

from compact_portal.publishing.word_runs import PLAIN, Look, runs_of, trimmed

HEADINGS = {f"h{level}": level for level in range(1, 7)}
LISTS = {"ul": "List Bullet", "ol": "List Number"}
INLINE = {"a", "b", "br", "em", "i", "s", "small", "span", "strong", "u"}
#: Classes of paragraphs that are bold on the page, and of one that is a part of the layout and no text.
BOLD = {"p-box__title", "p-document__committee"}
LAYOUT = {"p-three-columns__head"}
#: So many levels of a list have a style of their own; deeper ones look like the last.
LEVELS = 3
#: A column is as wide as so many letters, at least and at most.
NARROWEST, WIDEST = 8, 45


class Writer:
    """Writes elements into a place: the document, or a cell of a table. `base` completes the links of the portal."""

    def __init__(self, document: Document, *, base: str, place=None):
        self.document, self.base, self.place = document, base, place if place is not None else document

    def write(self, element: HtmlElement, look: Look = PLAIN) -> None:
        """What stands in an element: its blocks, and as paragraphs whatever stands between them."""
        for part in parts_of(element):
            if isinstance(part, list):
                self.add_runs(self.place.add_paragraph(), part, look)
            elif not LAYOUT & classes(part):
                self.write_block(part, look)

    def write_block(self, element: HtmlElement, look: Look) -> None:
        match element.tag:
            case tag if tag in HEADINGS:
                paragraph = self.place.add_paragraph(style=f"Heading {HEADINGS[tag]}")
                self.add_runs(paragraph, [element], look)
            case "p":
                look = replace(look, bold=True) if BOLD & classes(element) else look
                self.add_runs(self.place.add_paragraph(), [element], look)
            case "ul" | "ol":
                self.write_list(element, look, level=1)
            case "table":
                self.write_table(element)
            case "blockquote":
                before = len(self.place.paragraphs)
                self.write(element, look)
                for paragraph in self.place.paragraphs[before:]:
                    paragraph.style = self.document.styles["Quote"]
            case _:
                self.write(element, look)

    def write_list(self, element: HtmlElement, look: Look, *, level: int) -> None:
        """Each numbered list counts from its own beginning."""
        style = LISTS[element.tag] + ("" if level == 1 else f" {min(level, LEVELS)}")
        number = self.new_numbering(style, int(element.get("start") or 1)) if element.tag == "ol" else None
        for item in element.iterchildren("li"):
            paragraph = None
            for part in parts_of(item):
                if not isinstance(part, list) and part.tag in LISTS:
                    self.write_list(part, look, level=level + 1)
                elif paragraph is None or isinstance(part, list) or part.tag == "p":
                    paragraph = self.add_point(style if paragraph is None else "List Continue", number, paragraph)
                    self.add_runs(paragraph, part if isinstance(part, list) else [part], look)
                else:
                    self.write_block(part, look)

    def add_point(self, style: str, number: int | None, before: Paragraph | None) -> Paragraph:
        paragraph = self.place.add_paragraph(style=style)
        if number is not None and before is None:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val, properties.get_or_add_numId().val = 0, number
        return paragraph

    def new_numbering(self, style: str, start: int) -> int:
        """Of the same look as the style's own; its id."""
        numbering = self.document.part.numbering_part.numbering_definitions._numbering
        used = self.document.styles[style].element.pPr.numPr.numId.val
        abstract = numbering.num_having_numId(used).abstractNumId.val
        made = numbering.add_num(abstract)
        made.add_lvlOverride(ilvl=0).add_startOverride(start)
        return made.numId

    def write_table(self, element: HtmlElement) -> None:
        """Rows of headers are repeated on every page. A cell that spans others holds them."""
        rows = list(element.iter("tr"))
        laid_out = list(laid(rows))
        width = max((column + across for _, column, across, _, _ in laid_out), default=0)
        if not width:
            return
        table = self.place.add_table(len(rows), width)
        table.style = self.document.styles["Table Grid"]
        for row, column, across, down, cell in laid_out:
            there = table.cell(row, column)
            if across > 1 or down > 1:
                there = there.merge(table.cell(min(row + down, len(rows)) - 1, column + across - 1))
            self.write_cell(there, cell)
        set_widths(table, laid_out)
        set_margins(table)
        for row, element_of in zip(table.rows, rows, strict=True):
            if element_of.getparent().tag == "thead":
                mark_header(row)
        if self.place is self.document:
            self.place.add_paragraph()  # two tables without anything between them would be one

    def write_cell(self, there, cell: HtmlElement) -> None:
        """A cell begins with an empty paragraph: the first of ours takes its place."""
        first = there.paragraphs[0]
        Writer(self.document, base=self.base, place=there).write(cell, PLAIN.within(cell))
        if len(there.paragraphs) > 1 or there.tables:
            first._p.getparent().remove(first._p)
        if there._tc[-1].tag != qn("w:p"):
            there.add_paragraph()

    def add_runs(self, paragraph: Paragraph, parts: list, look: Look) -> None:
        """Texts and inline elements, without white space at either end."""
        pieces = trimmed(list(runs_of(parts, look)))
        for text, there in pieces:
            if text == "\n":
                paragraph.add_run().add_break()
            else:
                self.add_run(paragraph, text, there)

    def add_run(self, paragraph: Paragraph, text: str, look: Look) -> Run:
        run = paragraph.add_run(text)
        run.bold, run.italic, run.font.strike = look.bold or None, look.italic or None, look.strike or None
        run.underline = look.underline or bool(look.link) or None
        if look.link and not look.link.startswith("#"):
            self.link(paragraph, run, urljoin(self.base, look.link))
        return run

    def link(self, paragraph: Paragraph, run: Run, address: str) -> None:
        hyperlink = OxmlElement("w:hyperlink")
        related = self.document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        hyperlink.set(qn("r:id"), related)
        hyperlink.append(deepcopy(run._r))
        paragraph._p.replace(run._r, hyperlink)


def set_widths(table, cells: list[tuple]) -> None:
    """Columns of short words are narrow: each takes its part of the width by its longest cell."""
    letters = [NARROWEST] * len(table.columns)
    for _, column, across, _, cell in cells:
        if across == 1:
            letters[column] = max(letters[column], min(len(cell.text_content().strip()), WIDEST))
    whole = sum(column.width for column in table.columns)
    for column, there in zip(table.columns, letters, strict=True):
        column.width = whole * there // sum(letters)
        for cell in column.cells:
            cell.width = column.width


def set_margins(table) -> None:
    """Air above and below the words of a cell."""
    margins = OxmlElement("w:tblCellMar")
    for side, width in (("top", 60), ("left", 100), ("bottom", 60), ("right", 100)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(width))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is None:
        properties.append(margins)
    else:
        look.addprevious(margins)


def mark_header(row) -> None:
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(header)


def classes(element: HtmlElement) -> set[str]:
    return set((element.get("class") or "").split())


def parts_of(element: HtmlElement) -> Iterator[HtmlElement | list]:
    """The blocks of an element, and the lists of texts and inline elements between them."""
    inline: list[str | HtmlElement] = [element.text] if element.text else []
    for child in element.iterchildren(tag=Element):
        if child.tag in INLINE:
            inline.append(child)
        else:
            yield from between(inline)
            inline = []
            yield child
        if child.tail:
            inline.append(child.tail)
    yield from between(inline)


def between(inline: list) -> Iterator[list]:
    if any(not isinstance(each, str) or each.strip() for each in inline):
        yield inline


def laid(rows: list[HtmlElement]) -> Iterator[tuple[int, int, int, int, HtmlElement]]:
    """Each cell with the row and the column it begins in, and how many of both it spans."""
    taken: set[tuple[int, int]] = set()
    for row, element in enumerate(rows):
        column = 0
        for cell in element.iterchildren("td", "th"):
            while (row, column) in taken:
                column += 1
            across, down = span(cell, "colspan"), span(cell, "rowspan")
            taken |= {(row + y, column + x) for y in range(down) for x in range(across)}
            yield row, column, across, down, cell
            column += across


def span(cell: HtmlElement, name: str) -> int:
    """What a source says, within what a table can be."""
    said = cell.get(name) or "1"
    return min(max(int(said), 1), 50) if said.isdecimal() else 1
