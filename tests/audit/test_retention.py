"""The purge is the one path on which personal data leaves."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command

from compact_portal.audit.models import AuditEvent
from compact_portal.audit.services import append
from compact_portal.audit.tasks import purge_what_is_due

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def today():
    with time_machine.travel(NOW, tick=False):
        yield


def write(at):
    return append("people.organisation:1", "confirmed", by=None, at=at, details={"reason": "Known"})


def test_the_purge_empties_events_after_ten_years_and_not_before():
    old = write(datetime(2016, 11, 19, tzinfo=UTC))
    young = write(datetime(2016, 11, 21, tzinfo=UTC))
    call_command("purge")
    assert list(AuditEvent.objects.kept().exclude(verb="purged")) == [young]
    old.refresh_from_db()
    assert (old.verb, old.details, old.purged_at) == ("", {}, NOW)


def test_a_dry_run_counts_and_changes_nothing(capsys):
    write(datetime(2016, 1, 1, tzinfo=UTC))
    call_command("purge", "--dry-run")
    assert "audit.auditevent: 1 would be purged." in capsys.readouterr().out
    assert AuditEvent.objects.kept().count() == 1


def test_the_trail_verifies_after_the_purge(capsys):
    write(datetime(2016, 1, 1, tzinfo=UTC))
    call_command("purge")
    call_command("verify_audit")
    assert "2 events in 1 chains: all as they were written." in capsys.readouterr().out


def test_the_nightly_task_purges():
    old = write(datetime(2016, 1, 1, tzinfo=UTC))
    purge_what_is_due()
    old.refresh_from_db()
    assert old.purged_at == NOW
    assert settings.CELERY_BEAT_SCHEDULE["purge"]["task"] == purge_what_is_due.name
