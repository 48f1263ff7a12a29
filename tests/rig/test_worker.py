"""The worker of the tests is a process of its own, on the test's own database and broker."""

import pytest

from compact_portal.notices.models import Notice
from compact_portal.notices.tasks import sweep_notices
from tests.factories.notices import NoticeFactory
from tests.rig.waiting import wait_for
from tests.sink import open_sink


@pytest.mark.django_db(transaction=True)
def test_a_notice_written_here_is_sent_by_the_worker(worker):
    with open_sink() as sink:
        worker(EMAIL_URL=f"smtp://127.0.0.1:{sink.port}")
        notice = NoticeFactory()
        sweep_notices.delay()
        wait_for(lambda: sink.messages, "the message")
        wait_for(lambda: Notice.objects.get(pk=notice.pk).sent_at, "the stamp")
        assert [message["To"] for message in sink.messages] == [notice.email]
