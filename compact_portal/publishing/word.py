"""A publication as a Word file: the words of its page and its PDF, with real headings, lists and tables.

It is made from the same fragment of HTML, which is ours and sanitised. Who has Word can then work with the text; what
counts is the PDF.
"""

from io import BytesIO
from urllib.parse import urljoin

from django.conf import settings
from django.template.loader import render_to_string
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from lxml import html

from compact_portal.partnership.models import Partnership
from compact_portal.publishing.models import Publication
from compact_portal.publishing.word_text import Writer

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: Counts changes of how files look: a browser that keeps an old one asks again.
LOOK = 1
FONT, SIZE = "Arial", Pt(12)
MARGIN = Mm(22)


def word_of(publication: Publication) -> bytes:
    """The bytes of the file."""
    data, partnership = publication.data, Partnership.current()
    document = Document()
    set_page(document)
    set_styles(document, RGBColor.from_string(partnership.brand_colour.lstrip("#").upper()))
    set_properties(document, title=publication.title, author=partnership.name)
    set_header_and_footer(document, mark=publication.mark, foot=foot_of(data))
    title = f"{data['title']}: {data['meeting_title']}" if data.get("meeting_title") else data["title"]
    document.add_heading(title, level=1)
    fragment = render_to_string(publication.template, {"document": data})
    Writer(document, base=urljoin(settings.SITE_URL, "/")).write(
        html.fragment_fromstring(fragment, create_parent="div")
    )
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def foot_of(data: dict) -> str:
    """As at the foot of the PDF's pages."""
    return f"{data['committee']} · {data['meeting']['date_text']}" if data.get("meeting") else data.get("foot", "")


def set_page(document) -> None:
    """A4, upright."""
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.PORTRAIT, Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN


def set_styles(document, colour: RGBColor) -> None:
    """One font that every machine has, headings in the partnership's colour, and the language for those who listen."""
    for style in document.styles:
        if style.name == "Normal" or style.name.startswith(("Heading", "List", "Quote")):
            style.font.name = FONT
            for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
                style.element.get_or_add_rPr().get_or_add_rFonts().set(qn(name), FONT)
        if style.name.startswith("Heading"):
            style.font.color.rgb = colour
    document.styles["Normal"].font.size = SIZE
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    language = defaults.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        defaults.append(language)
    language.set(qn("w:val"), "en-GB")


def set_properties(document, *, title: str, author: str) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.language, properties.comments = title, author, "en-GB", ""


def set_header_and_footer(document, *, mark: str, foot: str) -> None:
    """DRAFT above as long as it is one; below, what it is, and page x of y."""
    section = document.sections[0]
    if mark:
        section.header.paragraphs[0].add_run(mark.upper()).bold = True
    paragraph = section.footer.paragraphs[0]
    paragraph.add_run(f"{foot} · Page ")
    add_field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    add_field(paragraph, "NUMPAGES")


def add_field(paragraph, code: str) -> None:
    """Something that Word counts by itself."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    run.append(OxmlElement("w:t"))
    run[0].text = "1"
    field.append(run)
    paragraph._p.append(field)
