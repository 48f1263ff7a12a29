"""The four real minutes, loaded: what is published says every word of the source."""

import re
from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from compact_portal.publishing.models import Publication
from compact_portal.publishing.rendering import html_of, pdf_of
from meetings.choices import MeetingState
from meetings.demo import schema
from meetings.demo.load import load_file, load_minutes
from meetings.models import Action
from tests.factories.people import UserFactory
from tests.meetings.seed_words import RECORDS, fields, plain

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 2, 10, 0, tzinfo=UTC)


@pytest.fixture
def officer():
    return UserFactory(officer=True)


def edition_of(path, officer) -> Publication:
    return Publication.objects.about(load_file(path, by=officer, now=NOW)).standard().get()


def closed_up(text: str) -> str:
    """Without any blank: a PDF breaks lines where it likes."""
    return "".join(text.split())


def words_of_pdf(pdf: bytes, committee: str) -> str:
    """The PDF's text from page to page, without what every page repeats: mark, foot, heading row of a table."""
    foot = r"\s+".join(map(re.escape, committee.split()))
    repeated = re.compile(rf"\A\s*Item\s+Discussion\s+Action|(?:\sDraft)?\s{foot}\s·.+Page \d+ of \d+\s*\Z", re.DOTALL)
    pages = [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]
    return closed_up(" ".join(repeated.sub("", page) for page in pages))


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_the_published_page_says_every_word_of_the_record(path, officer):
    page = plain(html_of(edition_of(path, officer)))
    assert [text for _, text in fields(schema.read(path)) if text not in page] == []


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_the_published_pdf_says_every_word_of_the_record(path, officer):
    record = schema.read(path)
    said = words_of_pdf(pdf_of(html_of(edition_of(path, officer))), record["committee"]["name"])
    assert [text for _, text in fields(record) if closed_up(text) not in said] == []


def test_each_is_published_in_its_own_house_style(officer):
    meetings = load_minutes(by=officer, now=NOW)
    assert [(meeting.committee.style, meeting.state) for meeting in meetings] == [
        ("narrative", MeetingState.DRAFT_PUBLISHED),
        ("actions-first", MeetingState.DRAFT_PUBLISHED),
        ("three-columns", MeetingState.DRAFT_PUBLISHED),
        ("narrative", MeetingState.DRAFT_PUBLISHED),
    ]


def test_their_open_actions_are_in_the_action_log_with_their_owners(officer):
    load_minutes(by=officer, now=NOW)
    logged = [
        (action.number, action.outstanding, [str(owner) for owner in action.owners.all()])
        for action in Action.objects.open().public().order_by("pk")
    ]
    assert logged == [
        ("1", False, ["LSP working group"]),
        ("2", False, ["Valerie Hayllor"]),
        ("2", True, ["Dave Cullum"]),
        ("4", True, ["Lorna Robinson"]),
        ("6", True, ["Lorna Robinson", "Ashley Green"]),
        ("1", False, ["PG"]),
        ("1", False, ["Ross Diamond"]),
        ("2", False, ["PaVSP"]),
        ("3", False, []),
    ]
