"""What a file says of whoever made it is taken out for assessors who are not to read names; its words stay."""

import zipfile
from io import BytesIO

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError

from compact_portal.forms.uploads import KINDS
from funding.nameless_files import nameless

NAME = "Quagmark Harbour"


def pdf() -> bytes:
    made, writer = BytesIO(), PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_metadata({"/Author": NAME, "/Title": NAME})
    writer.write(made)
    return made.getvalue()


def docx() -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("word/document.xml", f'<w:ins w:author="{NAME}" w:id="1"><w:t>A lunch club</w:t></w:ins>')
        file.writestr("word/comments.xml", f'<w:comment w:initials="QH" w:author="{NAME}">Good</w:comment>')
        file.writestr("docProps/core.xml", f"<creator>{NAME}</creator>")
        file.writestr("docProps/app.xml", f"<Company>{NAME}</Company>")
    return made.getvalue()


def picture(kind: str, mode: str = "RGB") -> bytes:
    made, told = BytesIO(), PngInfo()
    told.add_text("Author", NAME)
    exif = Image.Exif()
    exif[0x013B] = NAME  # Artist
    exif[0x0112] = 6  # turned
    Image.new(mode, (20, 10), 1 if mode == "P" else "teal").save(
        made, kind, exif=exif, **({"pnginfo": told} if kind == "PNG" else {})
    )
    return made.getvalue()


def parts(made: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(made)) as file:
        return {name: file.read(name) for name in file.namelist()}


def test_a_pdf_keeps_its_pages_and_loses_its_author():
    assert NAME.encode() in pdf()
    made = nameless(BytesIO(pdf()), KINDS["pdf"].content_type)
    found = PdfReader(BytesIO(made))
    assert len(found.pages) == 1 and NAME not in str(found.metadata) and NAME.encode() not in made


def test_a_document_keeps_its_words_and_loses_who_wrote_them():
    made = parts(nameless(BytesIO(docx()), KINDS["docx"].content_type))
    assert b"A lunch club" in made["word/document.xml"] and b"Good" in made["word/comments.xml"]
    assert [name for name, content in made.items() if NAME.encode() in content or b'"QH"' in content] == []


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_stands_upright_and_says_nothing_of_who_took_it(kind):
    held = picture(kind)
    assert NAME.encode() in held
    made = nameless(BytesIO(held), KINDS["png" if kind == "PNG" else "jpg"].content_type)
    assert NAME.encode() not in made
    with Image.open(BytesIO(made)) as found:
        assert (found.format, found.size, dict(found.getexif())) == (kind, (10, 20), {})


def test_a_picture_with_a_palette_keeps_its_colours():
    made = nameless(BytesIO(picture("PNG", "P")), KINDS["png"].content_type)
    with Image.open(BytesIO(made)) as found:
        assert found.size == (10, 20)


@pytest.mark.parametrize("content_type", [kind.content_type for name, kind in KINDS.items() if name != "mp3"])
def test_what_cannot_be_read_is_refused(content_type):
    with pytest.raises((OSError, PyPdfError, zipfile.BadZipFile)):
        nameless(BytesIO(b"nothing of the kind"), content_type)
