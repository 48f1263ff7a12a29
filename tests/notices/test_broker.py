"""The broker is a hint: without one nothing fails, nothing is slow, nothing is lost."""

import logging
import socket
import time
from datetime import UTC, datetime

import pytest

from compact_portal import broker
from compact_portal.celery import app
from compact_portal.notices.choices import NoticeState
from compact_portal.notices.delivery import sweep
from compact_portal.notices.models import Notice
from compact_portal.notices.services import post_notice

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


@pytest.fixture
def silent_port():
    """Something that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def broker_at(monkeypatch):
    def point_to(url, **transport_options):
        monkeypatch.setitem(app.conf, "broker_write_url", url)
        monkeypatch.setitem(app.conf, "broker_transport_options", transport_options)
        monkeypatch.setattr(broker, "_resting_until", 0.0)

    return point_to


def post(number=1):
    return post_notice(
        key=f"test|{number}", kind="test", email="ada@example.org", subject="Hello", body="Hello.", at=NOW
    )


@pytest.mark.django_db
def test_the_hint_goes_out_only_after_the_commit(broker_at, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        post()
        post()
    assert len(callbacks) == 1


@pytest.mark.django_db
def test_a_refused_connection_neither_fails_nor_slows_the_request(
    broker_at, sink, caplog, django_capture_on_commit_callbacks
):
    broker_at("redis://127.0.0.1:1/0")
    started = time.monotonic()
    caplog.set_level(logging.WARNING, logger="compact_portal.broker")
    with django_capture_on_commit_callbacks(execute=True):
        notice = post()
    assert time.monotonic() - started < 5  # Celery's own tries take 6 and more
    assert [record.getMessage().split(" (")[0] for record in caplog.records] == [
        f"No broker: compact_portal.notices.tasks.deliver_notice({notice.pk},) waits for the next sweep"
    ]
    assert sweep(clock=lambda: NOW) == 1
    assert Notice.objects.get().state == NoticeState.SENT


@pytest.mark.django_db
def test_a_silent_broker_costs_one_short_wait_not_one_for_each_notice(
    broker_at, silent_port, django_capture_on_commit_callbacks
):
    broker_at(f"redis://127.0.0.1:{silent_port}/0")
    started = time.monotonic()
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(20):
            post(number)
    assert time.monotonic() - started < 10  # a second each would be 20
    assert Notice.objects.waiting().count() == 20


@pytest.mark.django_db
def test_a_missing_folder_of_the_embedded_broker_does_not_fail_the_request(
    broker_at, django_capture_on_commit_callbacks
):
    broker_at("filesystem://", data_folder_in="/nowhere", data_folder_out="/nowhere")
    with django_capture_on_commit_callbacks(execute=True):
        post()
    assert Notice.objects.waiting().count() == 1
