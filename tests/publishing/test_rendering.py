"""What a PDF is: accessible by two validators, the same words as the page, and nothing from anywhere else."""

import re
import subprocess
import sys
from collections import Counter
from functools import cache
from io import BytesIO
from itertools import product
from pathlib import Path
from urllib.parse import urlsplit

import page
import pytest
from django.conf import settings
from django.template.loader import render_to_string
from PIL import Image
from pypdf import PdfReader
from weasyprint import HTML

from compact_portal.partnership.models import Logo, Partnership
from compact_portal.publishing.choices import Edition
from compact_portal.publishing.rendering import BASE_URL, OwnFilesOnly, RenderingFailed, html_of, pdf_of
from tests.conftest import ROOT
from tests.factories import documents
from tests.factories.publishing import PublicationFactory
from tests.reading import plain_text
from tests.rig.documents import pdf_faults, read_aloud

pytestmark = pytest.mark.django_db

OUTLOUD = str(Path(sys.executable).parent / "outloud")
STYLES = ("narrative", "actions-first", "three-columns")
AGENDA, MINUTES = "meetings/documents/agenda_body.html", "meetings/documents/minutes_body.html"
TITLE = "Minutes: Example Partnership, Friday 20 November 2026"
#: Where the text of an A4 page ends, in CSS pixels.
MARGIN_RIGHT = (210 - 20) / 25.4 * 96 + 1
DOCUMENTS = {
    "agenda": (AGENDA, documents.agenda()),
    **{f"{style} draft": (MINUTES, documents.minutes(style)) for style in STYLES},
    **{f"{style} approved": (MINUTES, documents.minutes(style, mark="")) for style in STYLES},
    "cancelled": (AGENDA, documents.agenda(items=[], mark="Cancelled")),
}


def publication(name="narrative draft", edition=Edition.STANDARD, **changes):
    template, data = DOCUMENTS[name]
    data = data | changes
    return PublicationFactory.build(
        template=template, data=data, title=TITLE, mark=data["mark"], edition=edition, number=data["number"]
    )


@cache
def pdf_bytes(name: str, edition: str) -> bytes:
    """Many tests look at the same documents; each is made once."""
    return pdf_of(html_of(publication(name, edition)))


def made(name="narrative draft", edition=Edition.STANDARD) -> PdfReader:
    return PdfReader(BytesIO(pdf_bytes(name, edition)))


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def letters(text: str) -> str:
    """Its words without what is between them: a page may break a line where the HTML has no blank, and the reverse."""
    return "".join(words(text))


def text_of(pdf: PdfReader) -> str:
    return "\n".join(one.extract_text() for one in pdf.pages)


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_one_validator_finds_nothing_wrong(name, edition):
    report = page.validate_pdf_bytes(pdf_bytes(name, edition), profile=page.ValidationProfile.PDF_UA_1)
    assert [str(failure) for failure in report.failures] == []
    assert report.is_compliant


def test_nor_does_the_other(tmp_path):
    for name, edition in product(DOCUMENTS, Edition):
        (tmp_path / f"{name} {edition}.pdf").write_bytes(pdf_bytes(name, edition))
    heard = subprocess.run([OUTLOUD, "--no-info", *map(str, tmp_path.iterdir())], capture_output=True, text=True)
    assert heard.returncode == 0, heard.stdout


def test_the_partnerships_logo_stands_at_the_head_and_has_a_name(tmp_path):
    picture = BytesIO()
    Image.new("RGB", (400, 100), "#0f5257").save(picture, "PNG")
    logo = Logo.objects.create(content=picture.getvalue(), content_type="image/png")
    Partnership.objects.create(name="Example Compact", logo=logo)
    pdf = pdf_of(html_of(publication()))
    pages = PdfReader(BytesIO(pdf)).pages
    drawn = [b" Do" in one.get_contents().get_data() for one in pages]
    assert (drawn[0], any(drawn[1:])) == (True, False)
    assert "Example Compact" in spoken_for(pdf)
    assert page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1).is_compliant
    (tmp_path / "logo.pdf").write_bytes(pdf)
    heard = subprocess.run([OUTLOUD, "--no-info", str(tmp_path / "logo.pdf")], capture_output=True, text=True)
    assert heard.returncode == 0, heard.stdout


def spoken_for(pdf: bytes) -> list[str]:
    """What is said of each picture."""
    reader = PdfReader(BytesIO(pdf))
    objects = (reader.get_object(number) for number in range(1, len(reader.xref_objStm) + len(reader.xref[0])))
    return [one["/Alt"] for one in objects if isinstance(one, dict) and "/Alt" in one]


@pytest.mark.parametrize("actions", [[("Do it all. " * 700)], ["Ring them about the paper on transport."] * 60])
def test_no_word_is_lost_beside_an_item_that_gives_much_to_do(actions):
    much = [documents.action(str(number), text, "Ada Example") for number, text in enumerate(actions)]
    data = {"items": [documents.item("1", "Much to do", "<p>The group talked.</p>", actions=much)]}
    pdf = PdfReader(BytesIO(pdf_of(html_of(publication("three-columns draft", **data)))))
    wanted = Counter(words(" ".join(actions)))
    printed = Counter(words(text_of(pdf)))
    assert {word: printed[word] for word, count in wanted.items() if printed[word] < count} == {}


SAYING = "<p>Asha Example said that this would take longer than anyone in the room had thought, and why.</p>"
TO_DO = [documents.action(str(number), f"Ring them about paper {number}", "Asha Example") for number in range(3)]
MUCH_TO_DO = [documents.action(str(number), "Ring them about the paper on transport", "Ada") for number in range(60)]
FORMED = {"number": "", "kind": "Agreed", "text": "A working group will be formed. " * 8}
TABLE = "<table><tbody><tr><td>Fund</td><td>Budget</td></tr></tbody></table>"
IN_COLUMNS = {
    "short": {"html": SAYING, "actions": TO_DO},
    "five pages": {"html": SAYING * 80, "actions": TO_DO, "decisions": [FORMED]},
    "one paragraph of pages": {"html": f"<p>{plain_text(SAYING) * 60}</p>", "actions": TO_DO},
    "tables over pages": {"html": TABLE * 40, "actions": TO_DO},
    "many decisions": {"html": SAYING, "actions": TO_DO, "decisions": [FORMED] * 20},
    "only actions": {"actions": MUCH_TO_DO},
    "five pages and much to do": {"html": SAYING * 80, "actions": MUCH_TO_DO},
}


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize("name", IN_COLUMNS)
def test_an_item_in_columns_is_read_to_its_end_before_its_actions(name, edition, tmp_path):
    items = [documents.item("1", "Much said", **IN_COLUMNS[name]), documents.item("2", "Next", SAYING)]
    long = publication("three-columns draft", edition, items=items)
    pdf, page_html = pdf_of(html_of(long)), render_to_string(MINUTES, {"document": long.data})
    wanted = letters(f"Draft Minutes {plain_text(page_html)}")
    assert letters(read_aloud(pdf, tmp_path)) == wanted
    assert Counter(letters(text_of(PdfReader(BytesIO(pdf))))) >= Counter(wanted)
    assert pdf_faults(pdf, tmp_path) == []


def test_a_long_word_stays_on_the_paper():
    long = publication(items=[documents.item("1", "Pasted", f"<p>{'x' * 3000}</p>")])
    boxes = [
        box
        for one in HTML(string=html_of(long), base_url=BASE_URL, url_fetcher=OwnFilesOnly()).render().pages
        for box in one._page_box.descendants()
        if getattr(box, "text", "").startswith("xxx")
    ]
    assert len(boxes) > 20
    assert all(box.position_x + box.width <= MARGIN_RIGHT for box in boxes)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_pdf_says_every_word_of_the_page_and_no_other(name):
    template, data = DOCUMENTS[name]
    page_html = render_to_string(template, {"document": data})
    page_words = words(f"{data['title']} {data['meeting_title']} {data['mark']} {plain_text(page_html)}")
    pdf = made(name)
    printed = "".join(words(text_of(pdf)))
    assert [word for word in page_words if word not in printed] == []
    list_numbers = ["1", "2"] * page_html.count("<ol>")
    assert Counter(printed) == Counter("".join(page_words + list_numbers + running_words(data, len(pdf.pages))))


def running_words(data: dict, pages: int) -> list[str]:
    """What stands at the head (from the second page on) and at the foot of every page."""
    foot = words(f"{data['committee']} {data['meeting']['date_text']}")
    numbered = [word for number in range(1, pages + 1) for word in ("Page", str(number), "of", str(pages))]
    return foot * pages + words(data["mark"]) * (pages - 1) + numbered


def test_it_has_a_title_a_language_and_a_bookmark_for_each_heading():
    pdf = made()
    assert pdf.metadata.title == TITLE
    assert pdf.trailer["/Root"]["/Lang"] == "en-GB"
    assert pdf.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert bookmarks(pdf.outline) == [
        "Minutes",
        [
            *("Present", "Interests declared", "1. Welcome", ["Apologies"]),
            *("3. Minutes of the last meeting", ["3.1 Accuracy"]),
            *("4. Grants", ["Background", "Figures", "4.1 Applications", ["Background", "Figures"]]),
            *("5. A named person", "Actions", "Outstanding actions", "Next meetings"),
        ],
    ]


def bookmarks(outline: list) -> list:
    return [bookmarks(one) if isinstance(one, list) else one.title for one in outline]


def test_each_page_says_which_of_how_many_it_is_and_that_it_is_a_draft():
    pdf = made()
    pages = [one.extract_text() for one in pdf.pages]
    assert len(pages) > 1
    assert [f"Page {number} of {len(pages)}" in text for number, text in enumerate(pages, start=1)] == [True] * len(
        pages
    )
    assert ["Draft" in text for text in pages] == [True] * len(pages)


def test_approved_minutes_are_no_draft_and_show_their_corrections():
    text = text_of(made("narrative approved"))
    assert "Draft" not in text
    assert "Approved at the meeting on Friday 15 January 2027." in text
    assert "Read £16,955" in text


def test_nothing_in_large_print_is_smaller_than_18_points():
    sizes = set()
    for one in made("three-columns draft", Edition.LARGE_PRINT).pages:
        one.extract_text(
            visitor_text=lambda text, page_matrix, text_matrix, font, size: (
                sizes.add(round(abs(size * text_matrix[0] * page_matrix[0]), 1)) if text.strip() else None
            )
        )
    assert min(sizes) == 18


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:1/tracker.png",
        "https://www.example.org/tracker.png",
        "file:///etc/passwd",
        "data:image/png;base64,iVBORw0KGgo=",
        "/static/../settings.py",
        "/static/no-such-picture.png",
        "/health/",
    ],
)
def test_a_picture_from_anywhere_but_our_static_files_is_denied(address):
    html = f'<html lang="en"><title>Example</title><p><img src="{address}" alt="A picture">'
    with pytest.raises(RenderingFailed, match="Failed to load image"):
        pdf_of(html)


@pytest.mark.parametrize(
    "fault",
    [
        '<link rel="stylesheet" href="https://www.example.org/style.css">',
        '<style>@import url("file:///etc/passwd");</style>',
        '<img src="/static/images/icon.svg">',
        '<a href="#nowhere">Nowhere</a>',
    ],
)
def test_what_weasyprint_only_logs_is_a_failure(fault):
    with pytest.raises(RenderingFailed):
        pdf_of(f'<html lang="en"><title>Example</title>{fault}<p>Example')


def test_a_font_from_elsewhere_is_never_fetched():
    faces = []

    class Counting(OwnFilesOnly):
        def fetch(self, url, headers=None):
            faces.append(url)
            return super().fetch(url, headers)

    HTML(string=html_of(publication()), base_url=BASE_URL, url_fetcher=Counting()).render()
    assert {urlsplit(url).path for url in faces} == {
        "/static/css/print.css",
        "/static/fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2",
        "/static/fonts/atkinson-hyperlegible-next-latin-wght-italic.woff2",
    }


def test_pasted_pictures_and_addresses_of_files_do_not_reach_the_pdf():
    html = '<p>Before <img src="file:///etc/passwd" alt="x"> after <a href="file:///etc/passwd">a file</a></p>'
    pasted = publication(items=[documents.item("1", "Pasted", html)])
    pdf = PdfReader(BytesIO(pdf_of(html_of(pasted))))
    assert "Before after a file" in " ".join(text_of(pdf).split())
    assert [one["/Annots"] for one in pdf.pages if "/Annots" in one] == []


def test_links_lead_to_the_portal():
    pdf = made("agenda")
    addresses = [note.get_object()["/A"]["/URI"] for one in pdf.pages for note in one.get("/Annots", [])]
    assert addresses == [f"{settings.SITE_URL}/meetings/papers/1/"]


MEASURE_GROWTH = """
import gc, resource, sys
from pathlib import Path
import django
django.setup()
from compact_portal.publishing.rendering import pdf_of

def resident_kilobytes():
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() // 1024

def render(times):
    for _ in range(times):
        pdf_of(html)
    return resident_kilobytes()

html = sys.stdin.read()
print(-render(10) + render(30))
"""


def test_thirty_renderings_do_not_make_the_worker_grow():
    """One FontConfiguration for the process: with one for each PDF, thirty of them grow it by 8 MB.

    Measured in a process of its own: this one has so much memory to fill that the growth would not show.
    """
    html = html_of(publication("cancelled"))
    measured = subprocess.run(
        [sys.executable, "-c", MEASURE_GROWTH], input=html, cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert int(measured.stdout) < 3_000
