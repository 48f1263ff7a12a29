"""The Word files of minutes: the words of the page in its order, with headings, lists and tables that are real."""

import re
from io import BytesIO
from itertools import pairwise

import docx
import pytest
from django.template.loader import render_to_string
from docx.oxml.ns import qn
from lxml import html

from compact_portal.publishing.models import Publication
from compact_portal.publishing.word import word_of
from meetings.demo.load import load_minutes
from meetings.models import Item
from meetings.services import minutes
from tests.factories.people import UserFactory
from tests.meetings.published import NOW, held_meeting, meeting_with_agenda, meeting_with_minutes

pytestmark = pytest.mark.django_db

RICH = (
    "<h3>Costs</h3><p>First <strong>bold</strong>, <em>then</em> a <a href='https://example.org/x'>link</a>.<br>Next.</p>"
    "<ol><li>One</li><li>Two<ul><li>Inside</li></ul></li></ol><p>Between.</p><ol><li>Again one</li></ol>"
    "<table><thead><tr><th scope='col'>Who</th><th scope='col'>What</th></tr></thead>"
    "<tbody><tr><td colspan='2'>Both</td></tr><tr><td>Ada</td><td><p>Says</p><p>twice</p></td></tr></tbody></table>"
    "<blockquote><p>As they said.</p></blockquote>"
)


def published(text: str = RICH) -> Publication:
    meeting = held_meeting()
    item = Item.objects.get(meeting=meeting, title="Social value")
    officer = UserFactory(officer=True)
    minutes.save_text(item, text=text, based_on=item.revision, by=officer, now=NOW)
    minutes.publish_minutes(meeting, by=officer, now=NOW)
    return Publication.objects.document("minutes").filter(edition="standard").get()


def opened(publication: Publication):
    return docx.Document(BytesIO(word_of(publication)))


def words_of(element) -> list[str]:
    """Of every paragraph below, in the order in which they stand."""
    there = []
    for paragraph in element.iter(qn("w:p")):
        pieces = [" " if each.tag == qn("w:br") else each.text or "" for each in paragraph.iter(qn("w:t"), qn("w:br"))]
        there += "".join(pieces).split()
    return there


def words_on_the_page(publication: Publication) -> list[str]:
    fragment = render_to_string(publication.template, {"document": publication.data})
    found = html.fragment_fromstring(fragment, create_parent="div")
    for layout in found.find_class("p-three-columns__head"):
        layout.getparent().remove(layout)
    spaced = re.sub(r"(</?(?:p|h\d|li|td|th|br|div|span)\b[^>]*>)", r" \1 ", html.tostring(found, encoding="unicode"))
    return html.fromstring(spaced).text_content().split()


@pytest.mark.parametrize("style", ["narrative", "actions-first", "three-columns"])
def test_it_has_the_words_of_the_page_in_their_order(style):
    publication = published()
    publication.data["style"] = style
    title = next(opened(publication).element.body.iter(qn("w:p")))
    assert "".join(each.text for each in title.iter(qn("w:t"))) == "Minutes"
    assert words_of(opened(publication).element.body)[1:] == words_on_the_page(publication)


def test_headings_begin_with_one_and_none_is_skipped():
    found = [int(each.style.name[-1]) for each in opened(published()).paragraphs if "Heading" in each.style.name]
    assert found[0] == 1 and found.count(1) == 1 and 3 in found
    assert all(after - before <= 1 for before, after in pairwise(found))


def test_every_numbered_list_counts_from_one():
    found = [each for each in opened(published()).paragraphs if each.style.name == "List Number"]
    assert [each.text for each in found] == ["One", "Two", "Again one"]
    first, second, again = (each._p.pPr.numPr.numId.val for each in found)
    assert first == second != again


def test_a_list_in_a_list_is_deeper():
    (inside,) = [each for each in opened(published()).paragraphs if each.text == "Inside"]
    assert inside.style.name == "List Bullet 2"


def test_tables_repeat_their_headers_and_keep_what_spans():
    table = next(each for each in opened(published()).tables if each.cell(0, 0).text == "Who")
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table.rows[1]._tr.trPr is None or table.rows[1]._tr.trPr.find(qn("w:tblHeader")) is None
    assert table.cell(1, 0)._tc is table.cell(1, 1)._tc and table.cell(1, 0).text == "Both"
    assert [each.text for each in table.cell(2, 1).paragraphs] == ["Says", "twice"]


def test_looks_and_links_come_along():
    document = opened(published())
    (paragraph,) = [each for each in document.paragraphs if each.text.startswith("First bold")]
    assert {run.text for run in paragraph.runs if run.bold} == {"bold"}
    assert {run.text for run in paragraph.runs if run.italic} == {"then"}
    (link,) = paragraph.hyperlinks
    assert (link.text, link.address) == ("link", "https://example.org/x")
    assert [each.text for each in document.paragraphs if each.style.name == "Quote"] == ["As they said."]


def test_it_says_what_it_is_and_in_which_language():
    publication = published()
    document = opened(publication)
    assert document.core_properties.title == publication.title
    assert document.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "en-GB"
    (section,) = document.sections
    assert section.header.paragraphs[0].text == "DRAFT"
    assert "Example Partnership · Monday 12 January 2015 · Page" in section.footer.paragraphs[0].text
    fields = [each.get(qn("w:instr")) for each in section.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize(
    "html_of_item", ["<table><tbody></tbody></table>", "<ul></ul>", "<p>a</p>\u200b", "<ol start='7'><li></li></ol>"]
)
def test_odd_text_makes_a_file_that_opens(html_of_item):
    publication = published()
    publication.data["items"][1]["html"] = html_of_item
    assert opened(publication).paragraphs


def test_everyone_fetches_it_and_a_second_time_it_is_not_sent_again(client):
    meeting = meeting_with_minutes()
    address = meeting.url("minutes-word")
    assert f'href="{address}"' in client.get(meeting.get_absolute_url()).content.decode()
    answer = client.get(address)
    assert answer["Content-Disposition"].endswith('.docx"') and answer.content[:2] == b"PK"
    assert client.get(address, headers={"if-none-match": answer["ETag"]}).status_code == 304
    everything = " ".join(words_of(docx.Document(BytesIO(answer.content)).element))
    assert "The lowest bid was secret." not in everything and "Ring the bidder." not in everything


def test_an_agenda_is_a_word_file_and_minutes_that_are_not_out_are_none(client):
    meeting = meeting_with_agenda()
    assert client.get(meeting.url("agenda-word")).status_code == 200
    assert client.get(meeting.url("minutes-word")).status_code == 404


def test_the_four_real_minutes_have_their_words_in_word():
    load_minutes(by=UserFactory(officer=True), now=NOW)
    found = Publication.objects.document("minutes").filter(edition="standard")
    assert found.count() == 4
    for publication in found:
        title = len(publication.data["title"].split()) + len(publication.data["meeting_title"].split())
        assert words_of(opened(publication).element.body)[title:] == words_on_the_page(publication)
