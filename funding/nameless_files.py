"""Files without what they say of whoever made them, for assessors who are not to read names: author, company, the names
in comments and tracked changes, where and with what a picture was taken. What is written or shown in them stays."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import BinaryIO

from PIL import Image, ImageOps
from pypdf import PdfReader, PdfWriter

from compact_portal.forms.uploads import KINDS

#: More than this, unpacked, no application has. In bytes.
MOST_UNPACKED = 200 * 1024 * 1024
PROPERTIES = "docProps/"
EMPTY_PROPERTIES = {
    "docProps/core.xml": b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    b'core-properties"/>',
    "docProps/app.xml": b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'extended-properties"/>',
    "docProps/custom.xml": b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'custom-properties"/>',
}
AUTHORS = re.compile(rb'(w:author|w:initials|w15:author|w15:userId|w15:providerId)="[^"]*"')


def nameless(file: BinaryIO, content_type: str) -> bytes:
    """Raises whatever its library raises, and ValueError, for a file that cannot be read."""
    write = WRITERS.get(content_type)
    if write is None:
        raise ValueError(content_type)
    return write(file)


def nameless_picture(file: BinaryIO) -> bytes:
    made = BytesIO()
    with Image.open(file) as picture:
        upright = ImageOps.exif_transpose(picture)
        plain = Image.new(upright.mode, upright.size)
        if upright.mode == "P":
            plain.putpalette(upright.getpalette())
        plain.paste(upright)
        plain.save(made, picture.format)
    return made.getvalue()


def nameless_pdf(file: BinaryIO) -> bytes:
    made, writer = BytesIO(), PdfWriter(clone_from=PdfReader(file))
    writer.metadata = None
    writer.root_object.pop("/Metadata", None)
    writer.write(made)
    return made.getvalue()


def nameless_document(file: BinaryIO) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(file) as document, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as plain:
        if sum(part.file_size for part in document.infolist()) > MOST_UNPACKED:
            raise ValueError("The document is too long.")
        for part in document.infolist():
            if part.filename.startswith(PROPERTIES):
                content = EMPTY_PROPERTIES.get(part.filename, b"")
            else:
                content = AUTHORS.sub(rb'\1=""', document.read(part))
            plain.writestr(part.filename, content)
    return made.getvalue()


WRITERS: dict[str, Callable[[BinaryIO], bytes]] = {
    KINDS["pdf"].content_type: nameless_pdf,
    KINDS["docx"].content_type: nameless_document,
    KINDS["png"].content_type: nameless_picture,
    KINDS["jpg"].content_type: nameless_picture,
}
