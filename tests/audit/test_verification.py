"""Tampering is found, and its place named, even by someone who took the triggers away and put them back."""

from datetime import UTC, date, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from compact_portal.audit import triggers
from compact_portal.audit.models import AuditDigest, AuditEvent, SealedHead
from compact_portal.audit.services import append, purge_events, seal_day
from compact_portal.audit.verification import find_faults

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
FRIDAY, SATURDAY = date(2026, 11, 20), date(2026, 11, 21)

pytestmark = pytest.mark.django_db


@pytest.fixture
def trail():
    """Two chains of three events; the first two of each sealed on Friday, the third on Saturday."""
    for verb, day in (("proposed", None), ("confirmed", FRIDAY), ("renamed", SATURDAY)):
        for number in (1, 2):
            append(f"people.organisation:{number}", verb, by=None, at=NOW, details={"to": f"Example {number}"})
        if day:
            seal_day(day, now=NOW)


def event(number, sequence):
    return AuditEvent.objects.filter(subject=f"people.organisation:{number}", sequence=sequence)


def faults():
    return [str(fault) for fault in find_faults()]


def test_an_honest_trail_has_no_faults(trail):
    assert faults() == []


def test_an_empty_trail_has_no_faults():
    assert faults() == []


@pytest.mark.parametrize(
    "change",
    [
        {"verb": "declined"},
        {"details": {"to": "Other"}},
        {"actor_name": "Eve"},
        {"at": datetime(2020, 1, 1, tzinfo=UTC)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_event_is_named(trail, tampering, change):
    with tampering():
        event(2, 2).update(**change)
    assert faults() == ["people.organisation:2 event 2: was changed."]


def test_a_changed_event_with_a_new_hash_breaks_the_link_and_the_seal(trail, tampering):
    forged = event(1, 2).get()
    forged.verb = "declined"
    with tampering():
        event(1, 2).update(verb="declined", hash=forged.expected_hash())
    assert faults() == [
        "people.organisation:1 event 3: does not follow from the event before it.",
        "people.organisation:1 event 2: is not what the digest of 2026-11-20 sealed.",
    ]


def test_a_removed_event_is_named(trail, tampering):
    with tampering():
        event(1, 1)._raw_delete("default")
    assert faults() == ["people.organisation:1 event 1: was removed."]


def test_a_chain_that_lost_its_end_is_betrayed_by_the_digest(trail, tampering):
    with tampering():
        event(1, 3)._raw_delete("default")
    assert faults() == ["people.organisation:1 event 3: is not what the digest of 2026-11-21 sealed."]


def test_a_chain_that_is_gone_altogether_is_betrayed_by_the_digests(trail, tampering):
    with tampering():
        AuditEvent.objects.filter(subject="people.organisation:1")._raw_delete("default")
    assert faults() == [
        "people.organisation:1 event 2: is not what the digest of 2026-11-20 sealed.",
        "people.organisation:1 event 3: is not what the digest of 2026-11-21 sealed.",
    ]


def test_a_head_taken_out_of_a_digest_is_found(trail, tampering):
    with tampering():
        SealedHead.objects.filter(digest__day=FRIDAY, subject="people.organisation:1")._raw_delete("default")
    assert faults() == ["Digest of 2026-11-20: was changed."]


def test_a_digest_that_is_gone_breaks_the_next(trail, tampering):
    with tampering():
        SealedHead.objects.filter(digest__day=FRIDAY)._raw_delete("default")
        AuditDigest.objects.filter(day=FRIDAY)._raw_delete("default")
    assert faults() == ["Digest of 2026-11-21: does not follow from the digest before it."]


def test_an_event_emptied_without_a_purge_is_found(trail):
    event(1, 2).update(verb="", actor_name="", details={}, purged_at=NOW)
    assert faults() == ["people.organisation:1 event 2: was emptied, and no purge says so."]


def test_after_a_purge_the_trail_still_verifies(trail):
    assert purge_events(AuditEvent.objects.filter(sequence__lte=2), rule="Ten years", now=NOW) == 4
    assert faults() == []
    assert [row.details for row in event(1, 2)] == [{}]
    assert event(1, 4).get().details == {"rule": "Ten years", "events": [1, 2]}


def test_purging_twice_empties_nothing_more_and_adds_nothing(trail):
    purge_events(AuditEvent.objects.all(), rule="Ten years", now=NOW)
    assert purge_events(AuditEvent.objects.all(), rule="Ten years", now=NOW) == 0
    assert AuditEvent.objects.filter(verb="purged").count() == 2


def test_a_missing_trigger_is_named(trail):
    with connection.cursor() as cursor:
        on_table = " ON audit_auditevent" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER audit_auditevent_no_update{on_table}")
    assert faults() == [
        "audit_auditevent_no_update: this trigger is missing, so the database no longer refuses changes."
    ]
    triggers.install(connection)
    assert faults() == []


def test_the_command_ends_with_status_1_and_names_the_place(trail, tampering, capsys):
    with tampering():
        event(2, 2).update(verb="declined")
    with pytest.raises(CommandError) as ending:
        call_command("verify_audit")
    assert ending.value.returncode == 1
    assert capsys.readouterr().err == "people.organisation:2 event 2: was changed.\n"


def test_the_command_says_what_it_checked(trail, capsys):
    call_command("verify_audit")
    last = AuditDigest.objects.get(day=SATURDAY)
    assert capsys.readouterr().out.splitlines() == [
        "6 events in 2 chains: all as they were written.",
        f"Digest of 2026-11-21: {last.hash}. Keep a copy of this line outside the portal.",
    ]
