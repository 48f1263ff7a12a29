"""The database refuses to rewrite the trail, whoever asks."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from compact_portal.audit.models import AuditDigest, AuditEvent, SealedHead
from compact_portal.audit.services import append

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return append("people.organisation:1", "confirmed", by=None, at=NOW, details={"reason": "Known"})


@pytest.fixture
def sealed(event):
    digest = AuditDigest.objects.create(day=date(2026, 11, 20), sealed_at=NOW, hash="1" * 64)
    return SealedHead.objects.create(digest=digest, subject=event.subject, sequence=1, hash=event.hash)


def refused(action, *args, **kwargs):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        action(*args, **kwargs)


CHANGES = [
    {"verb": "declined"},
    {"details": {}},
    {"at": datetime(2020, 1, 1, tzinfo=UTC)},
    {"actor_name": "Someone else"},
    {"hash": "0" * 64},
    {"sequence": 7},
    {"subject": "people.organisation:2"},
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: next(iter(change)))
def test_an_event_cannot_be_changed(event, change):
    refused(AuditEvent.objects.filter(pk=event.pk).update, **change)


@pytest.mark.parametrize("change", CHANGES[-3:], ids=lambda change: next(iter(change)))
def test_not_even_the_purge_can_change_a_place_or_a_hash(event, change):
    empty = {"verb": "", "details": {}, "purged_at": NOW, **change}
    refused(AuditEvent.objects.filter(pk=event.pk).update, **empty)


def test_an_event_cannot_be_removed(event):
    refused(AuditEvent.objects.all().delete)


def test_a_seal_cannot_be_changed_or_removed(sealed):
    refused(SealedHead.objects.update, hash="2" * 64)
    refused(SealedHead.objects.all()._raw_delete, using="default")
    refused(AuditDigest.objects.update, hash="2" * 64)
    refused(AuditDigest.objects.all()._raw_delete, using="default")


def test_a_purged_event_keeps_nothing_personal(event):
    with pytest.raises(IntegrityError, match="a_tombstone_says_nothing"), transaction.atomic():
        AuditEvent.objects.filter(pk=event.pk).update(purged_at=NOW)


def test_a_tombstone_cannot_be_filled_again(event):
    AuditEvent.objects.filter(pk=event.pk).update(verb="", details={}, purged_at=NOW)
    refused(AuditEvent.objects.filter(pk=event.pk).update, verb="confirmed", purged_at=None)


def _execute(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite has INSERT OR REPLACE")
def test_replacing_an_event_is_refused(event):
    columns = "subject, sequence, verb, actor_name, at, details, previous_hash, hash"
    refused(
        _execute,
        f"INSERT OR REPLACE INTO audit_auditevent (id, {columns}) "
        f"SELECT id, subject, sequence, 'declined', actor_name, at, details, previous_hash, hash FROM audit_auditevent",
    )


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has TRUNCATE")
@pytest.mark.parametrize("table", ["audit_auditevent", "audit_sealedhead", "audit_auditdigest"])
def test_truncating_is_refused(table):
    refused(_execute, f"TRUNCATE {table} CASCADE")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_a_transactional_test_leaves_no_events_and_the_triggers_standing(event, turn):
    assert AuditEvent.objects.count() == 1
    refused(AuditEvent.objects.all().delete)
