"""What is in a file that somebody uploaded, for the bundle: the words of a text without its looks, or a picture.

What was uploaded is not trusted: no more is read of it than a bundle can hold, and a file that cannot be read says so.
"""

import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import BinaryIO

from defusedxml import ElementTree
from PIL import Image, ImageOps
from pypdf import PdfReader

from compact_portal.forms.uploads import KINDS
from compact_portal.publishing.printable import printable

#: About four pages of a bundle. The rest is read in the file itself.
MOST_LETTERS = 10_000
MOST_XML = 20 * 1024 * 1024
PARAGRAPH, TEXT = (f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}" for name in ("p", "t"))


def words_of(file: BinaryIO, content_type: str) -> tuple[list[str], bool]:
    """Its paragraphs, and whether it goes on after them. Nothing for a picture, and for what cannot be read."""
    read = READERS.get(content_type)
    found, letters = [], 0
    for paragraph in read(file) if read else ():
        words = printable(" ".join(paragraph.split()))
        if not words:
            continue
        if letters + len(words) > MOST_LETTERS:
            return [*found, words[: MOST_LETTERS - letters]], True
        found.append(words)
        letters += len(words)
    return found, False


def paragraphs_of_pdf(file: BinaryIO) -> Iterator[str]:
    """A PDF knows lines only. One that ends a sentence ends a paragraph."""
    for page in PdfReader(file).pages:
        lines: list[str] = []
        for line in page.extract_text().splitlines():
            lines.append(line)
            if line.rstrip().endswith((".", "?", "!", ":")):
                yield " ".join(lines)
                lines = []
        yield " ".join(lines)


def paragraphs_of_word(file: BinaryIO) -> Iterator[str]:
    with zipfile.ZipFile(file).open("word/document.xml") as document:
        held = document.read(MOST_XML + 1)
    if len(held) > MOST_XML:
        raise ValueError("The document is too long to be read.")
    for paragraph in ElementTree.fromstring(held).iter(PARAGRAPH):
        yield "".join(text.text or "" for text in paragraph.iter(TEXT))


READERS: dict[str, Callable[[BinaryIO], Iterator[str]]] = {
    KINDS["pdf"].content_type: paragraphs_of_pdf,
    KINDS["docx"].content_type: paragraphs_of_word,
}


#: Enough for a page in print. What a camera makes is ten times that.
LONGEST_SIDE = 1400


def picture_of(file: BinaryIO) -> bytes:
    """A picture as a JPEG, upright, on white, and small enough for a page."""
    with Image.open(file) as picture:
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        on_white = Image.new("RGB", upright.size, "white")
        shown = upright.convert("RGBA")
        on_white.paste(shown, mask=shown)
    made = BytesIO()
    on_white.save(made, "JPEG", quality=80)
    return made.getvalue()
