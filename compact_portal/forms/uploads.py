"""What an uploaded file is, told by what is in it."""

import zipfile
from collections.abc import Callable
from pathlib import PurePath
from typing import BinaryIO, NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat


class Kind(NamedTuple):
    words: str
    fits: Callable[[BinaryIO, bytes], bool]
    content_type: str


def shortened(name: str, most: int = 200) -> str:
    """A file's name of `most` characters or fewer, with its ending."""
    ending = PurePath(name).suffix[-20:]
    return name if len(name) <= most else name[: most - len(ending)] + ending


def _starts(*beginnings: bytes) -> Callable[[BinaryIO, bytes], bool]:
    return lambda file, head: head.startswith(beginnings)


def _is_word(file: BinaryIO, head: bytes) -> bool:
    """A .docx is a zip with a document in it; so is a spreadsheet, with another one."""
    if not head.startswith(b"PK\x03\x04"):
        return False
    try:
        return "word/document.xml" in zipfile.ZipFile(file).namelist()
    except zipfile.BadZipFile:
        return False


def _is_mp3(file: BinaryIO, head: bytes) -> bool:
    """Begins with its ID3 tags, or with a frame: eleven bits set, then MPEG layer III."""
    starts_a_frame = len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2
    return head.startswith(b"ID3") or starts_a_frame


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS = {
    "pdf": Kind("PDF", lambda file, head: b"%PDF-" in head, "application/pdf"),
    "docx": Kind("Word document", _is_word, WORD),
    "png": Kind("PNG picture", _starts(b"\x89PNG\r\n\x1a\n"), "image/png"),
    "jpg": Kind("JPEG picture", _starts(b"\xff\xd8\xff"), "image/jpeg"),
    "mp3": Kind("sound file", _is_mp3, "audio/mpeg"),
}
ENDINGS = {"jpeg": "jpg"}


def refuse_upload(upload, kinds: tuple[str, ...]) -> None:
    """Raise ValidationError, with what to do, for a file too big, of another kind, or not what its name says."""
    if upload.size > settings.UPLOAD_MAX_BYTES:
        size, limit = filesizeformat(upload.size), filesizeformat(settings.UPLOAD_MAX_BYTES)
        raise ValidationError(f"The file is {size}. Choose one of {limit} or less", code="too_big")
    held, named = kind_of(upload), _named(upload.name)
    if held not in kinds:
        raise ValidationError(f"{_what(upload.name, named, held)}. Choose a {_list(kinds)}", code="wrong_kind")
    if held != named:
        raise ValidationError(
            f"{_what(upload.name, named, held)}. Rename it so that it ends in .{held}, or choose another file",
            code="not_what_it_says",
        )


def kind_of(upload) -> str | None:
    """The name in `KINDS` of what is in the file. Leaves the file at its beginning."""
    upload.seek(0)
    head = upload.read(1024)
    found = next((name for name, kind in KINDS.items() if kind.fits(upload, head)), None)
    upload.seek(0)
    return found


def content_type_of(upload) -> str:
    """By what is in the file. What a browser says of it may be anything."""
    kind = kind_of(upload)
    return KINDS[kind].content_type if kind else "application/octet-stream"


def _named(name: str) -> str:
    ending = name.rpartition(".")[2].lower()
    return ENDINGS.get(ending, ending)


def _what(name: str, named: str, held: str | None) -> str:
    if held and held != named:
        return f"“{name}” is really a {KINDS[held].words}"
    if named in KINDS and held is None:
        return f"“{name}” is not a {KINDS[named].words}, whatever its name says"
    return f"“{name}” is not a file we can take"


def _list(kinds: tuple[str, ...]) -> str:
    words = [f"{KINDS[kind].words} (.{kind})" for kind in kinds]
    return " or a ".join(filter(None, [", a ".join(words[:-1]), words[-1]]))
