"""Publications for tests. `PublicationFactory()` waits to be rendered; `rendered=True` holds a (very small) PDF."""

from datetime import UTC, datetime

import factory

from compact_portal.publishing.choices import Edition, PublicationState
from compact_portal.publishing.models import Publication

PUBLISHED = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
AGENDA = {
    "title": "Agenda",
    "committee": "Example Committee",
    "mark": "",
    "number": 1,
    "meeting": {"date_text": "Friday 20 November 2026"},
    "items": [{"number": "1", "title": "Welcome", "level": 1, "anchor": "item-1"}],
}


class PublicationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Publication

    class Params:
        rendered = factory.Trait(
            state=PublicationState.RENDERED,
            pdf=b"%PDF-1.7 small",
            sha256="5" * 64,
            pages=1,
            bytes=14,
            rendered_at=PUBLISHED,
        )

    subject_type = "people.organisation"
    subject_id = 1
    document = "agenda"
    number = factory.Sequence(lambda n: n + 1)
    edition = Edition.STANDARD
    title = "Agenda: Example Committee, Friday 20 November 2026"
    template = "meetings/documents/agenda_body.html"
    data = factory.LazyFunction(lambda: dict(AGENDA))
    filename = "agenda-example-committee-2026-11-20"
    published_at = next_attempt_at = PUBLISHED
