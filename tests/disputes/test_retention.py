"""Six years after a dispute ended it goes, with its files and the words of its timeline; the chain stays whole."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from compact_portal.audit.models import AuditEvent
from disputes.models import Dispute
from disputes.services import drafts, files, settling
from tests.factories.disputes import drafted, moment, raised

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

DAY = date(2026, 11, 2)
NOW = moment(DAY)
SIX_YEARS = timedelta(days=round(6 * 365.25))


@pytest.fixture
def ended(world, settings, tmp_path) -> Dispute:
    settings.MEDIA_ROOT = tmp_path
    dispute = raised(world, on=DAY)
    upload = SimpleUploadedFile("letter.pdf", b"%PDF-1.7")
    files.share_file(dispute, upload=upload, by=world.raiser, now=NOW)
    return settling.withdraw_dispute(dispute, reason="A reason of long ago", by=world.raiser, now=NOW)


def purge_at(clock, now) -> None:
    clock.move_to(now)
    call_command("purge")


def test_the_day_before_it_is_still_there(ended, clock):
    purge_at(clock, NOW + SIX_YEARS - timedelta(days=1))
    assert Dispute.objects.get() == ended


def test_then_nothing_of_it_is_left(ended, clock, tmp_path, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        purge_at(clock, NOW + SIX_YEARS + timedelta(days=1))
    assert not Dispute.objects.exists()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert not any("A reason of long ago" in str(event.details) for event in AuditEvent.objects.all())
    call_command("verify_audit")


def test_drafts_and_what_goes_on_stay(world, clock):
    raised(world, on=DAY)
    drafts.save_answers(drafted(world, now=NOW), title="Not sent", by=world.raiser, now=NOW)
    purge_at(clock, NOW + SIX_YEARS + timedelta(days=1))
    assert Dispute.objects.count() == 2
