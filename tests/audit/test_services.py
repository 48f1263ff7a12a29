"""Writing the trail: each record has a chain, each link names the one before."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from compact_portal.audit.chain import GENESIS
from compact_portal.audit.models import AuditEvent
from compact_portal.audit.services import record
from compact_portal.people.models import Organisation, User

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return User.objects.create_user("officer@example.org", name="Ola Officer", is_officer=True)


@pytest.fixture
def group():
    return Organisation.objects.create(name="Example Group", slug="example-group", sector="voluntary")


def test_an_event_says_who_did_what_on_which_record_and_when(officer, group):
    record(group, "confirmed", by=officer, at=NOW, reason="Known to us")
    event = AuditEvent.objects.about(group).get()
    said = (event.subject, event.sequence, event.verb, event.actor, event.actor_name, event.at, event.details)
    subject = f"people.organisation:{group.pk}"
    assert said == (subject, 1, "confirmed", officer, "Ola Officer", NOW, {"reason": "Known to us"})


def test_events_of_one_record_form_a_chain(officer, group):
    first = record(group, "proposed", by=None, at=NOW)
    second = record(group, "confirmed", by=officer, at=NOW)
    assert (first.sequence, first.previous_hash) == (1, GENESIS)
    assert (second.sequence, second.previous_hash) == (2, first.hash)


def test_records_do_not_share_a_chain(officer, group):
    record(group, "confirmed", by=officer, at=NOW)
    other = record(officer, "deactivated", by=officer, at=NOW)
    assert (other.sequence, other.previous_hash) == (1, GENESIS)


def test_the_hash_comes_out_the_same_when_the_database_gives_the_event_back(officer, group):
    details = {"due": date(2026, 12, 1), "moved": {"to": "Ünïcode ’", "from": None}, "pence": 12_345, "done": True}
    written = record(group, "changed", by=officer, at=NOW.replace(microsecond=123_456), **details)
    read = AuditEvent.objects.get(pk=written.pk)
    assert (read.hash, read.expected_hash()) == (written.hash, written.hash)


def test_a_float_is_refused_because_its_hash_could_change(officer, group):
    with pytest.raises(TypeError, match="no floats"):
        record(group, "changed", by=officer, at=NOW, amount=0.1)


def test_two_events_cannot_take_the_same_place(officer, group):
    event = record(group, "confirmed", by=officer, at=NOW)
    event.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        event.save(force_insert=True)


def test_the_event_goes_when_the_change_is_rolled_back(officer, group):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(group, "confirmed", by=officer, at=NOW)
        1 / 0
    assert list(AuditEvent.objects.about(group)) == []


def test_the_name_in_the_trail_stays_when_the_person_changes_theirs(officer, group):
    record(group, "confirmed", by=officer, at=NOW)
    officer.person.name = "Ola Other"
    officer.person.save()
    assert AuditEvent.objects.about(group).get().actor_name == "Ola Officer"
