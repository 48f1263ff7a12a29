"""Workers and requests at the same moment, each with a database connection of its own."""

from datetime import UTC, datetime

import pytest

from compact_portal.notices.delivery import claim, sweep
from compact_portal.notices.models import Notice
from compact_portal.notices.services import post_notice
from tests.at_once import at_once
from tests.factories.notices import NoticeFactory

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_several_workers_one_gets_the_notice():
    notice = NoticeFactory()
    claims = at_once(lambda _: claim(notice.pk, now=NOW))
    assert [held is None for held in claims].count(False) == 1
    assert Notice.objects.get().attempts == 1


def test_sweeps_at_the_same_time_send_each_notice_once(sink):
    NoticeFactory.create_batch(10)
    assert sum(at_once(lambda _: sweep(clock=lambda: NOW))) == 10
    assert len({message["Message-ID"] for message in sink.messages}) == len(sink.messages) == 10


def test_the_same_key_posted_at_the_same_time_is_one_notice():
    post = {"kind": "x", "email": "ada@example.org", "subject": "Hello", "body": "Hello.", "at": NOW}
    posted = at_once(lambda _: post_notice(key="the same", **post).pk)
    assert len(set(posted)) == Notice.objects.count() == 1
