"""What was published is drawn once by each process, and never mixed up."""

import pytest
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext

from compact_portal.publishing.models import Publication
from tests.factories.publishing import PublicationFactory
from tests.meetings.published import meeting_with_minutes

pytestmark = pytest.mark.django_db

PAGE = Template('{% load publishing %}{% frozen published "meetings/documents/minutes_body.html" %}')


def drawn(publication: Publication) -> str:
    return PAGE.render(Context({"published": publication}))


def test_the_second_reader_costs_no_query_and_reads_the_same():
    meeting_with_minutes()
    published = Publication.objects.document("minutes").on_a_shelf().first()
    first = drawn(published)
    assert "Social value" in first
    again = Publication.objects.on_a_shelf().get(pk=published.pk)
    with CaptureQueriesContext(connection) as captured:
        assert drawn(again) == first
    assert len(captured) == 0


def test_a_correction_is_another_edition_with_its_own_words():
    meeting_with_minutes()
    published = Publication.objects.document("minutes").first()
    drawn(published)
    corrected = PublicationFactory(data={**published.data, "closing": "The meeting ended early."})
    assert "The meeting ended early." in drawn(corrected)
    assert "The meeting ended early." not in drawn(published)
