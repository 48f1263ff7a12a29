from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from compact_portal import celery_app
from compact_portal.pages.models import Heartbeat
from compact_portal.pages.tasks import beat
from tests.factories.notices import NoticeFactory
from tests.rig.waiting import wait_for


@pytest.fixture
def no_broker(monkeypatch):
    monkeypatch.setitem(celery_app.conf, "broker_write_url", "redis://127.0.0.1:1/0")
    monkeypatch.setitem(celery_app.conf, "broker_transport_options", {})


def health(client):
    response = client.get("/health/")
    return response.status_code, response.json()


@pytest.mark.django_db
@time_machine.travel("2026-11-20 10:00:00Z", tick=False)
def test_all_parts_are_there_after_a_beat(client):
    beat()
    NoticeFactory()
    assert health(client) == (
        200,
        {
            "status": "ok",
            "database": "ok",
            "broker": "ok",
            "worker": "ok",
            "worker_heartbeat_seconds_ago": 0,
            "notices_waiting": 1,
        },
    )


@pytest.mark.django_db
def test_before_the_first_beat_it_is_degraded(client):
    status, state = health(client)
    assert (status, state["status"], state["worker"]) == (200, "degraded", "silent")
    assert state["worker_heartbeat_seconds_ago"] is None


@pytest.mark.django_db
def test_a_worker_that_has_been_silent_for_two_minutes_is_missed(client):
    Heartbeat.objects.beat(at=timezone.now() - timedelta(seconds=121))
    status, state = health(client)
    assert (status, state["status"], state["worker"]) == (200, "degraded", "silent")
    assert state["worker_heartbeat_seconds_ago"] == 121


@pytest.mark.django_db
def test_without_a_broker_it_is_degraded_and_quick(client, no_broker):
    beat()
    status, state = health(client)
    assert (status, state["status"], state["broker"]) == (200, "degraded", "unreachable")


@pytest.mark.django_db
def test_without_the_database_it_is_503(client):
    def gone(*_):
        raise DatabaseError("could not connect to server: password of portal is hunter2")

    with connection.execute_wrapper(gone):
        response = client.get("/health/")
    assert response.status_code == 503
    assert response.json() == {"status": "down", "database": "unreachable"}


@pytest.mark.django_db
def test_it_is_never_kept_by_a_cache(client):
    assert "no-store" in client.get("/health/")["Cache-Control"]


@pytest.mark.django_db(transaction=True)
def test_the_worker_itself_writes_the_heartbeat(worker):
    worker()
    beat.delay()
    wait_for(lambda: Heartbeat.objects.exists(), "the heartbeat")


def test_beat_asks_for_one_often_enough_for_four_to_be_missed():
    assert settings.CELERY_BEAT_SCHEDULE["heartbeat"]["task"] == beat.name
    assert settings.CELERY_BEAT_SCHEDULE["heartbeat"]["schedule"] == 30.0
