"""PDFs that everyone may open: nothing in them may act on whoever opens them."""

import logging
from collections.abc import Iterator
from typing import NamedTuple

from django.core.exceptions import ValidationError
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject, NameObject

logger = logging.getLogger(__name__)

#: A document of a thousand pages has some 20,000. More than this is made to keep a server busy.
MOST_OBJECTS = 50_000


class Danger(NamedTuple):
    """What a PDF may not have. Names are a key of a dictionary, or the value of its /S, /Type or /Subtype."""

    names: frozenset[str]
    says: str


DANGERS = (
    Danger(
        frozenset({"/JavaScript", "/JS", "/XFA"}),
        "This PDF contains a script. Save it without scripts and try again.",
    ),
    Danger(
        frozenset({"/Launch"}),
        "This PDF starts another program. Save it without that and try again.",
    ),
    Danger(
        frozenset({"/EmbeddedFile", "/EmbeddedFiles", "/RichMedia", "/GoToE"}),
        "This PDF has other files inside it. Save it without attachments and try again.",
    ),
)
LOCKED = "This PDF is locked with a password. Save it without one and try again."
BROKEN = "This PDF is broken and cannot be opened. Save it as a PDF again and try again."
TOO_MANY = "This PDF has too many parts to be checked. Save it in smaller files and try again."


def refuse_unsafe_pdf(upload) -> None:
    """Raise ValidationError, with what to do, for a PDF that is broken, locked or acts. Leaves it at its beginning."""
    upload.seek(0)
    try:
        names = set(_names_in(PdfReader(upload)))
    except ValidationError:
        raise
    except Exception as error:  # a file made to break the reader may break it in any way
        logger.info("A PDF was refused as broken: %r", error)
        raise ValidationError(BROKEN, code="broken") from error
    finally:
        upload.seek(0)
    for danger in DANGERS:
        if names & danger.names:
            raise ValidationError(danger.says, code="unsafe")


def _names_in(reader: PdfReader) -> Iterator[str]:
    """Every name that may make something act, of every object in the file: used or not, compressed or not."""
    if reader.is_encrypted:
        raise ValidationError(LOCKED, code="locked")
    len(reader.pages)  # a file without pages is no document
    places = {(number, generation) for generation, found in reader.xref.items() for number in found}
    places |= {(number, 0) for number in reader.xref_objStm}
    if len(places) > MOST_OBJECTS:
        raise ValidationError(TOO_MANY, code="too_many")
    yield from _names_of(reader.trailer)
    for number, generation in sorted(places):
        yield from _names_of(reader.get_object(IndirectObject(number, generation, reader)))


def _names_of(thing) -> Iterator[str]:
    """Names of one object and what stands in it. What it points to is an object of its own."""
    waiting = [thing]
    while waiting:
        found = waiting.pop()
        if isinstance(found, DictionaryObject):
            yield from found.keys()
            yield from (found.raw_get(key) for key in ("/S", "/Type", "/Subtype") if _is_name(found, key))
            waiting += [found.raw_get(key) for key in found]
        elif isinstance(found, list):
            waiting += list.__iter__(found)


def _is_name(found: DictionaryObject, key: str) -> bool:
    return key in found and isinstance(found.raw_get(key), NameObject)
