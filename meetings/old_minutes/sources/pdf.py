"""PDFs with text to lines. A PDF knows where its words stand, and nothing of paragraphs, rows or headings."""

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import count, takewhile
from typing import BinaryIO

import pypdfium2
import pypdfium2.raw as pdfium

from meetings.old_minutes.lines import Line, collapsed, words_of
from meetings.old_minutes.sources.columns import Piece, lines_of_page
from meetings.old_minutes.sources.refusals import BROKEN, PASSWORD, PICTURES_ONLY, CannotRead

KIND = "PDF"
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
#: Lines at the top and foot of a page that may be the same on every page.
_EDGE = 2
_NAME_LENGTH = 120


def lines_of_pdf(file: BinaryIO) -> Iterator[Line]:
    """Raises CannotRead for a PDF that needs a password, is broken, or holds pictures only."""
    try:
        document = pypdfium2.PdfDocument(file.read())
    except pypdfium2.PdfiumError as error:
        words = PASSWORD if "password" in str(error).lower() else BROKEN.format(kind=KIND)
        raise CannotRead(words) from error
    try:
        pages = list(_pages(document))
    except pypdfium2.PdfiumError as error:
        raise CannotRead(BROKEN.format(kind=KIND)) from error
    finally:
        document.close()
    if not any(pages):
        raise CannotRead(PICTURES_ONLY)
    yield from _joined(_without_running_heads(pages))


def _pages(document: pypdfium2.PdfDocument) -> Iterator[list[Line]]:
    tables = count(1)
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        yield _page(text, tables)
        text.close()
        page.close()


def _page(text: pypdfium2.PdfTextPage, tables: Iterator[int]) -> list[Line]:
    """The lines by their places. Should a word be lost on the way, as the PDF itself orders them."""
    plain = text.get_text_range().replace("\x02", "-").replace("\ufffe", "")
    found = lines_of_page(list(_pieces(text)), tables)
    held = Counter(words_of("".join(line.text for line in found).replace(" ", "")))
    wanted = Counter(words_of(re.sub(r"\s", "", plain)))
    if sum(map(len, held.elements())) >= sum(map(len, wanted.elements())):
        return found
    return [Line(collapsed(each)) for each in plain.splitlines() if each.strip()]


def _pieces(text: pypdfium2.PdfTextPage) -> Iterator[Piece]:
    for place in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(place)
        said = text.get_text_bounded(left, bottom, right, top).replace("\x02", "-").replace("\ufffe", "")
        if said.strip():
            yield Piece(left, bottom, right, top, said, _is_bold(text, left, (bottom + top) / 2))


def _is_bold(text: pypdfium2.PdfTextPage, left: float, middle: float) -> bool:
    index = pdfium.FPDFText_GetCharIndexAtPos(text, left + 0.5, middle, 4.0, 6.0)
    if index < 0:
        return False
    name = ctypes.create_string_buffer(_NAME_LENGTH)
    length = pdfium.FPDFText_GetFontInfo(text, index, name, _NAME_LENGTH, ctypes.c_int())
    return 0 < length <= _NAME_LENGTH and bool(_BOLD.search(name.value.decode("utf-8", "replace")))


def _without_running_heads(pages: list[list[Line]]) -> list[list[Line]]:
    """What stands at the edge of most pages, numbers aside, is a label of the page."""
    edges = Counter(text for page in pages for text in {_numberless(line) for line in _edge(page)})
    running = {text for text, times in edges.items() if times >= max(3, len(pages) // 2 + 1) and text}
    running |= _same_at_both_ends(pages) if len(pages) == 2 else set()
    return [
        [
            replace(line, furniture=True) if _numberless(line) in running and _is_at_an_edge(place, page) else line
            for place, line in enumerate(page)
        ]
        for page in pages
    ]


def _same_at_both_ends(pages: list[list[Line]]) -> set[str]:
    """Of two pages only the very first and the very last line are compared: chance makes more of the others alike."""
    ends = [(_numberless(page[0]), _numberless(page[-1])) for page in pages if len(page) > 2]
    return {one for one, other in zip(*ends, strict=True) if one == other} if len(ends) == 2 else set()


def _edge(page: list[Line]) -> list[Line]:
    return [line for place, line in enumerate(page) if _is_at_an_edge(place, page)]


def _is_at_an_edge(place: int, page: list[Line]) -> bool:
    return place < _EDGE or place >= len(page) - _EDGE


def _numberless(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text)


def _joined(pages: list[list[Line]]) -> Iterator[Line]:
    """A sentence that goes on over the page is one paragraph, whatever stands at the foot and head of the pages."""
    held: list[Line] = []
    for page in pages:
        head = list(takewhile(lambda line: line.furniture, page))
        text = page[len(head) :]
        if held and text and _goes_on(held[0], text[0]):
            yield from [*held[1:], *head]
            text[0] = replace(held[0], text=f"{held[0].text} {text[0].text}")
        else:
            yield from [*held, *head]
        last = max((place for place, line in enumerate(text) if not line.furniture), default=0)
        yield from text[:last]
        held = text[last:]
    yield from held


def _goes_on(above: Line, line: Line) -> bool:
    loose = not above.cells and not line.cells and not above.furniture and not line.furniture
    return loose and line.text[:1].islower() and not above.text.endswith((".", ":", "?", "!"))
