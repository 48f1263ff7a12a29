"""Small real files for uploads."""

from functools import cache
from io import BytesIO

from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject
from weasyprint import HTML


@cache
def clean_pdf() -> bytes:
    page = '<html lang="en"><title>Example</title><h1>Example</h1><a href="https://example.org">A link</a></html>'
    return HTML(string=page).write_pdf()


@cache
def pdf_with_a_script() -> bytes:
    """It would run as soon as the PDF is opened."""
    writer, made = PdfWriter(clone_from=BytesIO(clean_pdf())), BytesIO()
    names = {"/Type": NameObject("/Action"), "/S": NameObject("/JavaScript"), "/JS": TextStringObject("app.alert(1)")}
    action = DictionaryObject({NameObject(key): value for key, value in names.items()})
    writer.root_object[NameObject("/OpenAction")] = writer._add_object(action)
    writer.write(made)
    return made.getvalue()


def mp3() -> bytes:
    """An empty tag and one silent frame."""
    return b"ID3\x04\x00\x00\x00\x00\x00\x00" + b"\xff\xfb\x90\x00" + bytes(413)
