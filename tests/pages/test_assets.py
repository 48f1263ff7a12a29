"""What a browser is asked to fetch: our own files, little of it, nothing that belongs to GOV.UK alone."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings

STATIC = Path(settings.BASE_DIR) / "static"
TEMPLATES = Path(settings.BASE_DIR) / "templates"
CSS = (STATIC / "css" / "portal.css").read_text(encoding="utf-8")

#: The whole first visit, in bytes over the wire.
BUDGET = 120 * 1024


def test_the_style_sheet_fetches_our_own_fonts_and_nothing_else():
    assert sorted(re.findall(r"url\(([^)]*)\)", CSS)) == [
        '"../fonts/atkinson-hyperlegible-next-latin-wght-italic.woff2"',
        '"../fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2"',
    ]


@pytest.mark.parametrize("word", ["gds transport", "crest", "crown", "service.gov.uk", "@import"])
def test_the_style_sheet_has_nothing_that_belongs_to_govuk(word):
    assert word not in CSS.lower()


def test_no_template_fetches_anything_from_elsewhere():
    fetched = re.compile(r'(?:src|srcset|data|poster)="(?:https?:)?//|<link[^>]+href="(?:https?:)?//|url\(|@import')
    assert [
        str(path.relative_to(TEMPLATES))
        for path in TEMPLATES.rglob("*.html")
        if fetched.search(path.read_text(encoding="utf-8"))
    ] == []


def test_no_template_has_inline_styles_or_handlers_which_the_security_policy_refuses():
    inline = re.compile(r"""\sstyle=["']|\son[a-z]+=["']""")
    assert [
        str(path.relative_to(TEMPLATES))
        for path in TEMPLATES.rglob("*.html")
        if inline.search(path.read_text(encoding="utf-8"))
    ] == []


@pytest.mark.django_db
def test_a_first_visit_stays_within_its_budget(client):
    """The page, its style sheet, scripts and the upright font: compressed where a server compresses."""
    page = client.get("/").content
    files = [STATIC / "css" / "portal.css", STATIC / "js" / "portal.js", STATIC / "images" / "icon.svg"]
    files.append(STATIC / "js" / "unsent.js")
    files.append(STATIC / "vendor" / "govuk-frontend" / "govuk-frontend.min.js")
    fonts = [STATIC / "fonts" / "atkinson-hyperlegible-next-latin-wght-normal.woff2"]
    compressed = sum(len(gzip.compress(content)) for content in (page, *(file.read_bytes() for file in files)))
    assert compressed + sum(font.stat().st_size for font in fonts) <= BUDGET
