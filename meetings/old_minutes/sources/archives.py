"""The XML in a .docx or .odt: a zip that is not trusted. No more is unpacked than a limit; nothing else is opened."""

import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from meetings.old_minutes.sources.refusals import BROKEN, PASSWORD, TOO_BIG_UNPACKED, CannotRead

#: A document of 300 pages unpacks to about 10 MB of XML. Pictures are never unpacked.
MOST_UNPACKED = 64 * 1024 * 1024
MOST_MEMBERS = 5_000
#: XML packs to a twentieth. A bomb packs to a thousandth.
HIGHEST_RATIO = 250
_SMALL = 1024 * 1024


class Counted:
    """A stream that stops at the limit, whatever size the zip claims for it."""

    def __init__(self, stream: BinaryIO):
        self.stream = stream
        self.left = MOST_UNPACKED

    def read(self, size: int = -1) -> bytes:
        found = self.stream.read(min(size, self.left + 1) if size >= 0 else self.left + 1)
        self.left -= len(found)
        if self.left < 0:
            raise CannotRead(too_big_unpacked())
        return found


def too_big_unpacked() -> str:
    return TOO_BIG_UNPACKED.format(limit=f"{MOST_UNPACKED // 1024 // 1024} MB")


class Archive:
    """Gives the elements of one member, read as a stream. Raises CannotRead."""

    def __init__(self, file: BinaryIO, kind: str):
        self.kind = kind
        try:
            self.zip = zipfile.ZipFile(file)
            self.members = {info.filename: info for info in self.zip.infolist()}
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise CannotRead(BROKEN.format(kind=kind)) from error
        if len(self.members) > MOST_MEMBERS:
            raise CannotRead(too_big_unpacked())

    def __contains__(self, name: str) -> bool:
        return name in self.members

    def elements(self, name: str, *, events: tuple[str, ...] = ("start", "end")) -> Iterator[tuple[str, Element]]:
        """Every element of a member as it opens and closes. Document types and entities are refused."""
        info = self.members[name]
        if info.flag_bits & 1:
            raise CannotRead(PASSWORD)
        if info.file_size > MOST_UNPACKED or self._is_a_bomb(info):
            raise CannotRead(too_big_unpacked())
        try:
            with self.zip.open(info) as stream:
                yield from iterparse(Counted(stream), events=events, forbid_dtd=True)
        except (
            ParseError,
            DefusedXmlException,
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            EOFError,
            NotImplementedError,
        ) as error:
            raise CannotRead(BROKEN.format(kind=self.kind)) from error

    @staticmethod
    def _is_a_bomb(info: zipfile.ZipInfo) -> bool:
        return info.file_size > _SMALL and info.file_size > HIGHEST_RATIO * max(1, info.compress_size)
