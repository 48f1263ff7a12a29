"""The Redbridge Compact in the portal: on the page and in the PDF, every word of the record and no other."""

import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import page
import pytest
from django.template.loader import render_to_string

from champions.choices import Addressee
from champions.demo import schema
from champions.demo.load import load_compact
from champions.models import Clause
from champions.queries.compact import citable_of
from compact_portal.publishing.models import Publication
from compact_portal.publishing.rendering import html_of, pdf_of
from tests.champions.compact_words import RECORD, glossary_fields, section_fields, stage_fields
from tests.factories.people import UserFactory
from tests.reading import plain_text

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
OUTLOUD = str(Path(sys.executable).parent / "outloud")
#: The columns of the disputes procedure have names; in the source they have none.
COLUMNS = "Stage What happens By when"

pytestmark = pytest.mark.django_db


@pytest.fixture
def compact():
    return load_compact(by=UserFactory(officer=True), now=NOW)


def record_on_a_page(record: dict):
    """All that the record says after the contents: the glossary comes last."""
    for section in record["sections"]:
        yield from section_fields(section)
        if section["number"] == "9":
            yield from stage_fields(record["stages"])
    yield from glossary_fields(record["glossary"])


def contents(record: dict):
    yield from (f"{section['number']} {section['title']}" for section in record["sections"] if section["title"])
    yield "Glossary"


def words(*texts: str) -> list[str]:
    """A sub-section's number is followed by a full stop in the source and by none on the page."""
    return [word.rstrip(".") for word in " ".join(texts).split()]


def test_the_page_says_every_word_of_the_record_in_its_order_and_no_other(compact):
    record = schema.read(RECORD)
    published = Publication.objects.about(compact).standard().get()
    html = render_to_string(published.template, {"document": published.data})
    html = re.sub(r'<a class="p-cite".*?</a>', "", html)  # our own numbers, which the next test looks at
    shown = plain_text(re.sub(r"(?=</(?:td|th|dt|dd)>)", " ", html))
    said = [record["strapline"], record["summary"], "Contents", *contents(record), *record_on_a_page(record)]
    assert words(shown.replace("\n", " ").replace(COLUMNS, "")) == words(*said)
    assert published.title == f"{record['title']} {record['period']}"


def test_every_clause_of_a_numbered_section_says_its_number_where_it_stands(compact):
    published = Publication.objects.about(compact).first()
    html = render_to_string(published.template, {"document": published.data})
    cited = re.findall(r'<a class="p-cite" href="#([^"]+)">([^<]+)</a>', html)
    wanted = [(clause.anchor, clause.reference) for clause in citable_of(compact) if clause.section.number]
    assert sorted(cited) == sorted(wanted)
    assert ("clause-8-2-3", "8.2/3") in cited


def test_payment_in_advance_is_a_commitment_of_public_bodies_with_a_link_of_its_own(compact, client):
    clause = Clause.objects.get(text__startswith="Pay funding promptly in advance")
    assert (clause.section.number, clause.addressee) == ("8.2", Addressee.PUBLIC_BODIES)
    response = client.get(f"/compact/2019-2022/8.2/{clause.number}/")
    assert "Pay funding promptly in advance" in response.content.decode()
    assert f'id="{clause.anchor}"' in client.get("/compact/").content.decode()


def test_every_clause_that_can_be_cited_has_an_address_that_answers(compact, client):
    clauses = list(Clause.objects.citable().select_related("section__version"))
    assert len(clauses) == 150
    assert {client.get(clause.get_absolute_url()).status_code for clause in clauses} == {200}


def test_its_pdfs_pass_both_validators(compact, tmp_path):
    for publication in Publication.objects.about(compact):
        pdf = pdf_of(html_of(publication))
        report = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)
        assert [str(failure) for failure in report.failures] == []
        (tmp_path / f"{publication.edition}.pdf").write_bytes(pdf)
    heard = subprocess.run([OUTLOUD, "--no-info", *map(str, tmp_path.iterdir())], capture_output=True, text=True)
    assert heard.returncode == 0, heard.stdout
