"""After two years the outbox forgets words and readers, and still knows what it has sent."""

from datetime import UTC, datetime, timedelta

import pytest

from compact_portal.notices.models import Notice
from compact_portal.notices.retention import RETENTION
from compact_portal.notices.services import forget_notices, forgotten_key, known_keys, post_notice
from tests.factories.notices import NoticeFactory

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
OLD = NOW - timedelta(days=731)
BEFORE = RETENTION["notices.notice"].limit(NOW)

pytestmark = pytest.mark.django_db


def test_an_old_notice_loses_words_and_reader():
    notice = NoticeFactory(created_at=OLD, sent_at=OLD)
    assert forget_notices(before=BEFORE, now=NOW) == 1
    row = Notice.objects.values_list("key", "user", "email", "subject", "body", "sent_at").get()
    assert row == (forgotten_key(notice.key), None, "", "", "", OLD)


def test_younger_and_waiting_notices_are_kept():
    NoticeFactory(created_at=NOW, sent_at=NOW)
    NoticeFactory(created_at=OLD)
    assert forget_notices(before=BEFORE, now=NOW) == 0


def test_what_was_forgotten_is_not_sent_again():
    notice = NoticeFactory(key="a", created_at=OLD, sent_at=OLD)
    forget_notices(before=BEFORE, now=NOW)
    assert known_keys(["a", "b"]) == {"a"}
    posted = post_notice(key="a", kind="x", email="ada@example.org", subject="Again", body="Again", at=NOW)
    assert (posted.pk, Notice.objects.count()) == (notice.pk, 1)


def test_forgetting_twice_forgets_nothing_more():
    NoticeFactory(created_at=OLD, sent_at=OLD)
    forget_notices(before=BEFORE, now=NOW)
    assert forget_notices(before=BEFORE, now=NOW) == 0
