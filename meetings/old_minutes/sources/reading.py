"""Any file or pasted text to lines, by what is in it and not by its name."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from io import BytesIO
from pathlib import PurePath
from typing import BinaryIO

from meetings.old_minutes.lines import Line
from meetings.old_minutes.sources.html import lines_of_html
from meetings.old_minutes.sources.opendocument import lines_of_opendocument
from meetings.old_minutes.sources.pdf import lines_of_pdf
from meetings.old_minutes.sources.refusals import (
    EMPTY,
    NO_TEXT,
    NOT_A_DOCUMENT,
    OLD_WORD,
    OTHERWISE_CALLED,
    PASSWORD,
    TOO_BIG,
    UNKNOWN,
    CannotRead,
)
from meetings.old_minutes.sources.text import lines_of_text
from meetings.old_minutes.sources.word import lines_of_word

MOST_BYTES = 30 * 1024 * 1024
#: Letters of 300 close pages, three times over.
MOST_LETTERS = 4_000_000
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: What stands in an old Office container that holds a document with a password.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_KNOWN_ENDINGS = frozenset({".docx", ".odt", ".pdf"})
_TEXT_ENDINGS = frozenset({".txt", ".md", ".markdown", ".text", ".html", ".htm", ""})


def read_file(file: BinaryIO, name: str = "") -> list[Line]:
    """The lines of a file that was uploaded. Raises CannotRead with what to do about it."""
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise CannotRead(TOO_BIG.format(limit=f"{MOST_BYTES // 1024 // 1024} MB"))
    if not content.strip(b"\x00 \t\r\n"):
        raise CannotRead(EMPTY)
    return _bounded(_reader(content, PurePath(name).suffix.lower()))


def read_text(text: str) -> list[Line]:
    """The lines of pasted text; where it is HTML, of that."""
    return _bounded(lines_of_html(text) if _looks_like_html(text) else lines_of_text(text))


def _reader(content: bytes, ending: str) -> Iterable[Line]:
    if b"%PDF-" in content[:1024]:
        return lines_of_pdf(BytesIO(content))
    if content.startswith(b"PK"):
        return _office(content, ending)
    if content.startswith(_OLD_OFFICE):
        raise CannotRead(PASSWORD if _ENCRYPTED in content else OLD_WORD)
    if content.startswith(b"{\\rtf") or ending not in _TEXT_ENDINGS or b"\x00" in _decoded_head(content):
        raise CannotRead(OTHERWISE_CALLED.format(ending=ending) if ending in _KNOWN_ENDINGS else UNKNOWN)
    text = decoded(content)
    return lines_of_html(text) if ending in (".html", ".htm") or _looks_like_html(text) else lines_of_text(text)


def _office(content: bytes, ending: str) -> Iterable[Line]:
    """A .docx and an .odt are zips. Which of them it is stands at the beginning of an .odt."""
    if b"application/vnd.oasis.opendocument" in content[:200]:
        if b"opendocument.text" not in content[:200]:
            raise CannotRead(NOT_A_DOCUMENT)
        return lines_of_opendocument(BytesIO(content))
    is_word = b"word/document.xml" in content or ending == ".docx"
    reader: Callable[[BinaryIO], Iterable[Line]] = lines_of_word if is_word else lines_of_opendocument
    return reader(BytesIO(content))


def _bounded(lines: Iterable[Line]) -> list[Line]:
    found, letters = [], 0
    for line in map(_without_nul, lines):
        letters += len(line.text)
        if letters > MOST_LETTERS:
            raise CannotRead(TOO_BIG.format(limit=f"{MOST_LETTERS:,} letters"))
        if line.text:
            found.append(line)
    if not any(character.isalnum() for line in found for character in line.text):
        raise CannotRead(NO_TEXT)
    return found


def _without_nul(line: Line) -> Line:
    """No word has the character that databases refuse."""
    if "\x00" not in line.text:
        return line
    cells = tuple(tuple(_without_nul(each) for each in cell) for cell in line.cells)
    return replace(line, text=line.text.replace("\x00", ""), cells=cells)


def _decoded_head(content: bytes) -> bytes:
    return content[:2000] if not content.startswith((b"\xff\xfe", b"\xfe\xff")) else b""


def decoded(content: bytes) -> str:
    """As UTF-8, as UTF-16 where it says so, else as Windows wrote it."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _looks_like_html(text: str) -> bool:
    head = text[:2000].lower().lstrip("\ufeff \t\r\n")
    return head.startswith(("<!doctype html", "<html", "<?xml", "<body", "<meta")) or (
        "<html" in head and "<body" in text[:20_000].lower()
    )
