"""A real Celery worker, in a process of its own, on the test's database and broker."""

import os
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from compact_portal import celery_app
from tests.conftest import ROOT
from tests.rig.waiting import wait_for

READY = " ready."


@pytest.fixture
def worker(transactional_db, tmp_path):
    """A worker that takes whatever the test (or the live server) puts on the broker. Use with committed data.

    `worker(EMAIL_URL="smtp://127.0.0.1:2525")` starts it; it is stopped when the test ends.
    """
    celery_app.control.purge()  # hints that earlier tests left behind
    with ExitStack() as workers:
        numbers = count()
        yield lambda **environ: workers.enter_context(open_worker(tmp_path / f"worker-{next(numbers)}.log", **environ))


@contextmanager
def open_worker(log: Path, **environ: str):
    """Start a worker, wait until it listens, and stop it after the block. Gives the process."""
    command = [
        *(sys.executable, "-m", "celery", "--app", "compact_portal", "worker", "--pool", "solo"),
        *("--loglevel", "INFO", "--without-gossip", "--without-mingle", "--without-heartbeat"),
    ]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **database_of_this_run(), **environ}, stdout=output, stderr=output
        )
    try:
        wait_until_ready(process, log)
        yield process
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_until_ready(process, log: Path) -> None:
    def ready() -> bool:
        assert process.poll() is None, log.read_text()
        return READY in log.read_text()

    wait_for(ready, "the worker to be ready")


def database_of_this_run() -> dict[str, str]:
    """The environment that makes another process use the database this test run made."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{database['NAME']}"
    else:
        host = f"{database['HOST']}:{database['PORT'] or 5432}"
        url = f"postgres://{database['USER']}:{database['PASSWORD']}@{host}/{database['NAME']}"
    return {"DATABASE_URL": url, "CELERY_BROKER_URL": settings.CELERY_BROKER_URL, "PYTHONWARNINGS": "ignore"}
