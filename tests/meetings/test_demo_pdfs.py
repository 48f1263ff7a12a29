"""The four real minutes as PDFs, in both editions: accessible by two validators, and read in the order of the page."""

import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import page
import pytest
from django.template.loader import render_to_string

from compact_portal.publishing.models import Publication
from compact_portal.publishing.press import PUBLICATIONS
from meetings.demo.load import load_minutes
from tests.factories.people import UserFactory
from tests.reading import plain_text
from tests.rig.documents import read_aloud

NOW = datetime(2026, 11, 2, 10, 0, tzinfo=UTC)
OUTLOUD = str(Path(sys.executable).parent / "outloud")


@pytest.mark.django_db
def test_both_validators_accept_all_of_them_and_columns_are_read_in_order(tmp_path):
    load_minutes(by=UserFactory(officer=True), now=NOW)
    assert PUBLICATIONS.sweep(clock=lambda: NOW) == 8
    for publication in Publication.objects.rendered():
        (tmp_path / f"{publication.filename}.pdf").write_bytes(bytes(publication.pdf))
    paths = [str(path) for path in tmp_path.iterdir()]
    reports = [page.validate_pdf(path, profile=page.ValidationProfile.PDF_UA_1) for path in paths]
    assert [(path, failure) for path, report in zip(paths, reports, strict=True) for failure in report.failures] == []
    heard = subprocess.run([OUTLOUD, "--quiet", *paths], capture_output=True, text=True)
    assert heard.returncode == 0, heard.stdout
    leicester = [one for one in Publication.objects.rendered() if one.data["style"] == "three-columns"]
    assert len(leicester) == 2
    for publication in leicester:
        twin = plain_text(render_to_string(publication.template, {"document": publication.data}))
        assert from_the_items_on(read_aloud(bytes(publication.pdf), tmp_path)) == from_the_items_on(twin)


def from_the_items_on(text: str) -> str:
    """Without what is between the words. The attendance table before the items says its head on every page."""
    return re.sub(r"\W", "", text).partition("ItemDiscussionAction")[2]
