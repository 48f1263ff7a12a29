"""Writers at the same moment, each with a database connection of its own."""

from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from compact_portal.audit.models import AuditDigest, AuditEvent, SealedHead
from compact_portal.audit.services import append, seal_day
from compact_portal.audit.verification import find_faults
from tests.at_once import at_once

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
WRITERS, TIMES = 4, 10

pytestmark = pytest.mark.django_db(transaction=True)


def write(subject, number):
    return append(subject, "saved", by=None, at=NOW, details={"writer": number})


def test_writers_of_one_record_take_turns_and_no_event_is_lost():
    at_once(lambda number: [write("people.organisation:1", number) for _ in range(TIMES)])
    places = AuditEvent.objects.filter(subject="people.organisation:1").order_by("sequence")
    assert list(places.values_list("sequence", flat=True)) == list(range(1, WRITERS * TIMES + 1))
    assert list(find_faults()) == []


def test_writers_within_longer_transactions_take_turns_too():
    @transaction.atomic
    def change(number):
        write("people.organisation:1", number)
        write(f"people.organisation:{number + 2}", number)

    at_once(lambda number: [change(number) for _ in range(TIMES)])
    assert AuditEvent.objects.filter(subject="people.organisation:1").count() == WRITERS * TIMES
    assert list(find_faults()) == []


def test_a_day_is_sealed_once_however_many_workers_try():
    write("people.organisation:1", 1)
    digests = at_once(lambda number: seal_day(date(2026, 11, 20), now=NOW))
    assert [digest is None for digest in digests].count(False) == 1
    assert (AuditDigest.objects.count(), SealedHead.objects.count()) == (1, 1)
    assert list(find_faults()) == []
