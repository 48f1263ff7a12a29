"""Posting: one row per key, in the transaction of the change."""

from datetime import UTC, datetime

import pytest
from django.db import transaction

from compact_portal.audit.models import AuditEvent
from compact_portal.notices.models import Notice
from compact_portal.notices.services import post_notice, try_again
from compact_portal.people.models import User
from tests.factories.notices import NoticeFactory

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
REMINDER = {
    "key": "meetings.action:12|due|2026-11-25|person:4",
    "kind": "action due",
    "email": "ada@example.org",
    "subject": "Due on Wednesday: find a venue",
    "body": "Find a venue is due on Wednesday 25 November 2026.",
    "at": NOW,
}

pytestmark = pytest.mark.django_db


def test_a_posted_notice_waits():
    notice = post_notice(**REMINDER)
    assert list(Notice.objects.due(NOW)) == [notice]


def test_posting_the_same_key_again_changes_nothing():
    first = post_notice(**REMINDER)
    second = post_notice(**{**REMINDER, "body": "Other words"})
    assert (second.pk, Notice.objects.get().body) == (first.pk, REMINDER["body"])


def test_a_notice_goes_when_the_change_is_rolled_back():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        post_notice(**REMINDER)
        1 / 0
    assert Notice.objects.count() == 0


def test_a_subject_cannot_smuggle_in_a_header():
    notice = post_notice(**{**REMINDER, "subject": "Hello\r\nBcc: all@example.org"})
    assert notice.subject == "Hello Bcc: all@example.org"


def test_an_officer_can_have_a_failed_notice_tried_again():
    officer = User.objects.create_user("officer@example.org", name="Ola Officer", is_officer=True)
    notice = NoticeFactory(failed_at=NOW, attempts=8, last_error="The mail server could not be reached.")
    assert try_again(notice, by=officer, now=NOW) is True
    assert list(Notice.objects.due(NOW)) == [notice]
    assert [event.verb for event in AuditEvent.objects.about(notice)] == ["tried again"]


def test_trying_again_twice_is_trying_again_once():
    notice = NoticeFactory(failed_at=NOW, last_error="The mail server could not be reached.")
    try_again(notice, by=None, now=NOW)
    assert try_again(notice, by=None, now=NOW) is False
    assert AuditEvent.objects.about(notice).count() == 1


def test_a_sent_notice_is_not_tried_again():
    assert try_again(NoticeFactory(sent_at=NOW), by=None, now=NOW) is False


def test_trying_again_goes_to_the_address_the_reader_has_now():
    reader = User.objects.create_user("right@example.org", name="Ada Example")
    notice = NoticeFactory(user=reader, email="wrong@example.org", last_error="The mail server refused this address.")
    try_again(notice, by=None, now=NOW)
    assert Notice.objects.get().email == "right@example.org"
