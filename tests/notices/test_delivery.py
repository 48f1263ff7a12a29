"""Claim, send, stamp; and what becomes of a notice that cannot be sent."""

from datetime import UTC, datetime, timedelta

import pytest

from compact_portal.notices.choices import TRIES, WAITS, NoticeState, Outcome
from compact_portal.notices.delivery import claim, deliver, put_back, stamp, sweep
from compact_portal.notices.models import Notice
from compact_portal.partnership.models import Partnership
from tests.factories.notices import NoticeFactory

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def at(moment):
    return lambda: moment


def test_a_due_notice_is_sent_and_stamped(sink):
    notice = NoticeFactory()
    assert deliver(notice.pk, now=NOW) is Outcome.SENT
    notice.refresh_from_db()
    assert (notice.state, notice.sent_at, notice.attempts, notice.claimed_by) == (NoticeState.SENT, NOW, 1, "")
    assert len(sink.messages) == 1


def test_the_email_is_plain_text_and_names_the_partnership(sink):
    Partnership(name="Example Compact").save()
    deliver(NoticeFactory().pk, now=NOW)
    message = sink.messages[0]
    assert (message["To"], message["Auto-Submitted"]) == ("ada@example.org", "auto-generated")
    assert message.get_content_type() == "text/plain"
    assert message.get_payload(decode=True).decode().splitlines() == [
        "Find a venue is due on Wednesday 25 November 2026.",
        "",
        "-- ",
        "This message is from Example Compact.",
        "It was sent by a computer. You can see more at http://localhost:8000/",
    ]


def test_sending_the_same_notice_again_uses_the_same_message_id(sink):
    notice = NoticeFactory()
    deliver(notice.pk, now=NOW)
    Notice.objects.update(sent_at=None)  # a worker that died before the stamp
    deliver(notice.pk, now=NOW)
    ids = [message["Message-ID"] for message in sink.messages]
    assert (len(ids), len(set(ids))) == (2, 1)
    assert ids[0].endswith("@localhost>")


def test_the_words_of_a_private_notice_go_with_it(sink):
    code, reminder = NoticeFactory(private=True, body="ABCD-EFGH"), NoticeFactory()
    deliver(code.pk, now=NOW)
    deliver(reminder.pk, now=NOW)
    assert "ABCD-EFGH" in sink.messages[0].get_payload(decode=True).decode()
    bodies = dict(Notice.objects.values_list("pk", "body"))
    assert bodies == {code.pk: "", reminder.pk: reminder.body}


def test_a_sent_notice_is_not_sent_again(sink):
    notice = NoticeFactory()
    deliver(notice.pk, now=NOW)
    assert deliver(notice.pk, now=NOW + timedelta(days=1)) is Outcome.NOT_OURS
    assert len(sink.messages) == 1


def test_a_notice_that_is_gone_is_nobodys_work(sink):
    assert deliver(404, now=NOW) is Outcome.NOT_OURS


def test_a_notice_in_one_workers_hands_is_not_anothers():
    notice = NoticeFactory()
    assert claim(notice.pk, now=NOW).pk == notice.pk
    assert claim(notice.pk, now=NOW + timedelta(seconds=299)) is None


def test_a_dead_workers_notice_is_free_when_its_lease_runs_out():
    notice = NoticeFactory()
    claim(notice.pk, now=NOW)
    assert claim(notice.pk, now=NOW + timedelta(seconds=301)).attempts == 2


def test_a_slow_worker_cannot_put_back_what_another_has_taken():
    notice = NoticeFactory()
    slow = claim(notice.pk, now=NOW)
    quick = claim(notice.pk, now=NOW + timedelta(seconds=301))
    put_back(slow, TimeoutError(), now=NOW + timedelta(seconds=302))
    notice.refresh_from_db()
    assert (notice.claimed_by, notice.last_error) == (quick.claimed_by, "")


def test_a_slow_worker_that_did_send_says_so():
    notice = NoticeFactory()
    slow = claim(notice.pk, now=NOW)
    claim(notice.pk, now=NOW + timedelta(seconds=301))
    stamp(slow, now=NOW)
    notice.refresh_from_db()
    assert notice.state == NoticeState.SENT


def test_without_a_mail_server_the_notice_waits_and_says_why(no_mail_server):
    notice = NoticeFactory()
    assert deliver(notice.pk, now=NOW) is Outcome.UNREACHABLE
    notice.refresh_from_db()
    assert (notice.state, notice.last_error) == (NoticeState.WAITING, "The mail server could not be reached.")
    assert notice.next_attempt_at == NOW + timedelta(minutes=1)


def test_a_refused_address_does_not_keep_the_others_waiting(sink):
    sink.refused.add("gone@example.org")
    gone = NoticeFactory(email="gone@example.org")
    NoticeFactory()
    assert sweep(clock=at(NOW)) == 1
    gone.refresh_from_db()
    assert (gone.state, gone.last_error) == (NoticeState.WAITING, "The mail server refused this address.")


def test_a_message_that_cannot_be_made_does_not_keep_the_others_waiting(sink):
    broken = NoticeFactory(email="line\nbreak@example.org")
    NoticeFactory()
    assert sweep(clock=at(NOW)) == 1
    broken.refresh_from_db()
    assert broken.last_error == "The message could not be made."


def test_the_waits_grow_and_then_the_portal_gives_up(no_mail_server):
    notice = NoticeFactory()
    moment, waits = NOW, []
    for _ in range(TRIES):
        deliver(notice.pk, now=moment)
        notice.refresh_from_db()
        waits.append(notice.next_attempt_at - moment)
        moment = notice.next_attempt_at
    assert waits == [*WAITS, timedelta(0)]
    assert (notice.state, notice.failed_at, notice.attempts) == (NoticeState.FAILED, moment, TRIES)
    assert deliver(notice.pk, now=moment + timedelta(days=9)) is Outcome.NOT_OURS


def test_a_sweep_sends_what_is_due_and_leaves_what_is_not(sink):
    NoticeFactory.create_batch(3)
    NoticeFactory(next_attempt_at=NOW + timedelta(minutes=1))
    assert sweep(clock=at(NOW)) == 3
    assert sweep(clock=at(NOW)) == 0
    assert sweep(clock=at(NOW + timedelta(minutes=1))) == 1


def test_a_sweep_stops_at_the_first_notice_when_the_mail_server_is_away(no_mail_server):
    NoticeFactory.create_batch(3)
    assert sweep(clock=at(NOW)) == 0
    assert sorted(Notice.objects.values_list("attempts", flat=True)) == [0, 0, 1]
