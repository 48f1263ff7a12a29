"""From a publication's data to HTML, and from HTML to PDF/UA. Nothing here touches the network."""

import logging
import mimetypes
from collections.abc import Callable
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from pathlib import Path
from threading import Lock
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from pypdf import PdfReader
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from compact_portal.partnership.colours import shades
from compact_portal.partnership.models import Partnership
from compact_portal.publishing.models import Publication

#: Where a PDF's relative links lead. Static files are asked for below it, and read from disk.
BASE_URL = f"{settings.SITE_URL}/"
STATIC_BASE = urljoin(BASE_URL, settings.STATIC_URL)

#: One rendering at a time in one process: they share the fonts, and the log that tells what went wrong.
_press = Lock()


class RenderingFailed(Exception):
    """WeasyPrint made a PDF that lacks something. The message says what."""


#: Content and type of the picture at an address; None where the document has no picture there.
Pictures = Callable[[str], tuple[bytes, str] | None]


class OwnFilesOnly(URLFetcher):
    """Gives WeasyPrint the document's own pictures, the partnership's logo and the portal's static files. Every other
    address is refused."""

    def __init__(self, pictures: Pictures | None = None):
        super().__init__()
        self.pictures = pictures

    def fetch(self, url, headers=None):
        if url.startswith(STATIC_BASE):
            return self._static(url)
        if picture := self.pictures and self.pictures(url):
            content, content_type = picture
            return URLFetcherResponse(url, content, {"Content-Type": content_type})
        logo = Partnership.current().logo
        if logo and url == urljoin(BASE_URL, logo.get_absolute_url()):
            return URLFetcherResponse(url, bytes(logo.content), {"Content-Type": logo.content_type})
        raise PermissionError(f"A document may not fetch {url}")

    def _static(self, url: str) -> URLFetcherResponse:
        found = finders.find(unquote(urlsplit(url).path.removeprefix(settings.STATIC_URL)))
        if not found:
            raise FileNotFoundError(url)
        content_type = mimetypes.guess_type(found)[0] or "application/octet-stream"
        return URLFetcherResponse(url, Path(found).read_bytes(), {"Content-Type": content_type})


def html_of(publication: Publication) -> str:
    """The page the PDF is made from: the same fragment as on the screen, in the frame of the printed page."""
    partnership = Partnership.current()
    context = {
        "publication": publication,
        "document": publication.data,
        "partnership": partnership,
        "colours": shades(partnership.brand_colour),
    }
    return render_to_string("publishing/pdf.html", context)


def pdf_of(html: str, *, pictures: Pictures | None = None) -> bytes:
    """The HTML as PDF/UA-1. Raises RenderingFailed when WeasyPrint logs an error: a picture without words, say."""
    with _press, _errors() as errors:
        pdf = HTML(string=html, base_url=BASE_URL, url_fetcher=OwnFilesOnly(pictures)).write_pdf(
            pdf_variant="pdf/ua-1", font_config=fonts()
        )
    if errors:
        raise RenderingFailed("; ".join(errors))
    return pdf


def page_count(pdf: bytes) -> int:
    return len(PdfReader(BytesIO(pdf)).pages)


@cache
def fonts() -> FontConfiguration:
    """One for the life of the process: setting fonts up for every PDF makes the worker grow without end."""
    return FontConfiguration()


class _Collector(logging.Handler):
    def __init__(self, messages: list[str]):
        super().__init__(level=logging.ERROR)
        self.messages = messages

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def _errors():
    """The errors WeasyPrint logs and then carries on after."""
    errors: list[str] = []
    collector = _Collector(errors)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(collector)
    try:
        yield errors
    finally:
        logger.removeHandler(collector)
