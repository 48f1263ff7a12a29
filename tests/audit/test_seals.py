"""One digest a day binds all chains that grew."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from compact_portal.audit.models import AuditDigest, SealedHead
from compact_portal.audit.services import append, seal_day
from compact_portal.audit.tasks import seal_yesterday

NOW = datetime(2026, 11, 21, 0, 30, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def write(number):
    return append(f"people.organisation:{number}", "confirmed", by=None, at=NOW, details={})


def test_a_digest_holds_the_last_event_of_each_chain():
    write(1)
    last = [write(1), write(2)]
    digest = seal_day(date(2026, 11, 20), now=NOW)
    heads = digest.heads.order_by("subject").values_list("subject", "sequence", "hash")
    assert list(heads) == [(event.subject, event.sequence, event.hash) for event in last]


def test_a_chain_that_did_not_grow_is_not_sealed_again():
    write(1)
    seal_day(date(2026, 11, 20), now=NOW)
    write(2)
    seal_day(date(2026, 11, 21), now=NOW)
    assert list(SealedHead.objects.order_by("pk").values_list("subject", "digest__day")) == [
        ("people.organisation:1", date(2026, 11, 20)),
        ("people.organisation:2", date(2026, 11, 21)),
    ]


def test_a_day_is_sealed_once_and_never_before_a_later_one():
    digest = seal_day(date(2026, 11, 20), now=NOW)
    assert seal_day(date(2026, 11, 20), now=NOW) is None
    assert seal_day(date(2026, 11, 19), now=NOW) is None
    assert list(AuditDigest.objects.all()) == [digest]


def test_a_digest_names_the_one_before():
    first = seal_day(date(2026, 11, 20), now=NOW)
    second = seal_day(date(2026, 11, 21), now=NOW)
    assert second.previous_hash == first.hash


@time_machine.travel(datetime(2026, 6, 30, 23, 5, tzinfo=UTC), tick=False)
def test_the_day_ends_at_midnight_in_london():
    seal_yesterday()
    seal_yesterday()
    assert AuditDigest.objects.get().day == date(2026, 6, 30)


def test_after_days_without_a_worker_nothing_is_left_out():
    write(1)
    seal_day(date(2026, 11, 25), now=NOW)
    assert SealedHead.objects.count() == 1
