"""The database refuses to change what was published, whoever asks."""

import pytest
from django.db import IntegrityError, connection, transaction

from compact_portal.publishing import triggers
from compact_portal.publishing.models import Publication
from tests.factories.publishing import PublicationFactory

pytestmark = pytest.mark.django_db


def refused(action, *args, **kwargs):
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        action(*args, **kwargs)


@pytest.mark.parametrize(
    "change",
    [
        {"pdf": b"other"},
        {"sha256": "6" * 64},
        {"title": "Other"},
        {"public": False},
        {"claimed_by": "someone"},
        {"state": "pending", "pdf": None, "sha256": "", "pages": None, "bytes": None, "rendered_at": None},
    ],
    ids=lambda change: next(iter(change)),
)
def test_nothing_of_a_rendered_publication_can_be_changed(change):
    rendered = PublicationFactory(rendered=True)
    refused(Publication.objects.filter(pk=rendered.pk).update, **change)


def test_every_column_is_frozen_but_for_the_day_it_was_withdrawn():
    columns = {field.column for field in Publication._meta.concrete_fields}
    assert columns - {*triggers.FROZEN, *triggers.RENDERED} == {"withdrawn_at"}


@pytest.mark.parametrize(
    "change",
    [{"data": {}}, {"title": "Other"}, {"public": False}, {"number": 99}, {"subject_id": 2}, {"mark": "Draft"}],
    ids=lambda change: next(iter(change)),
)
def test_what_a_publication_says_is_frozen_before_it_is_rendered(change):
    pending = PublicationFactory()
    refused(Publication.objects.filter(pk=pending.pk).update, **change)


@pytest.mark.parametrize("rendered", [True, False])
def test_no_publication_can_be_removed(rendered):
    PublicationFactory(rendered=rendered)
    refused(Publication.objects.all().delete)
    refused(Publication.objects.all()._raw_delete, using="default")


def test_a_second_edition_of_the_same_number_is_refused():
    first = PublicationFactory(rendered=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        PublicationFactory(number=first.number)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="Only SQLite has INSERT OR REPLACE")
def test_a_publication_cannot_be_replaced():
    first = PublicationFactory(rendered=True)
    columns = [field.column for field in Publication._meta.concrete_fields]
    names = ", ".join(columns)
    refused(
        connection.cursor().execute,
        f"INSERT OR REPLACE INTO publishing_publication ({names}) "
        f"SELECT {names} FROM publishing_publication WHERE id = {first.pk}",
    )


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
def test_the_shelf_cannot_be_emptied():
    refused(connection.cursor().execute, "TRUNCATE publishing_publication")
