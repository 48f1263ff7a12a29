"""The portal as it is served in earnest: gunicorn with several workers, on the test's database."""

import http.client
import os
import socket
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings

from tests.conftest import ROOT
from tests.rig.waiting import wait_for
from tests.rig.worker import database_of_this_run

HOST = "127.0.0.1"


@contextmanager
def open_web(folder: Path, *, workers: int = 2, threads: int = 4):
    """Start it, wait until it answers, and stop it after the block. Gives its port. Its log is in `folder`."""
    port = free_port()
    process = start_web(folder, port, workers=workers, threads=threads)
    try:
        yield port
    finally:
        process.terminate()
        process.wait(20)


def start_web(folder: Path, port: int, *, workers: int = 2, threads: int = 4, **environ: str) -> subprocess.Popen:
    """Start it in a process group of its own, so that all of it can be killed at once, and wait until it answers."""
    log = folder / "web.log"
    command = [
        *(sys.executable, "-m", "gunicorn", "compact_portal.wsgi", "--bind", f"{HOST}:{port}"),
        *("--workers", str(workers), "--threads", str(threads)),
    ]
    own = {"SECRET_KEY": settings.SECRET_KEY, "ALLOWED_HOSTS": HOST, "VAR_DIR": str(folder)}
    environ = {**os.environ, **database_of_this_run(), **own, **environ}
    collect = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
    subprocess.run(collect, cwd=ROOT, env=environ, check=True)
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=output, stderr=output, start_new_session=True)
    wait_for(lambda: process.poll() is None and answers(port), f"the portal to answer: {log}")
    return process


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def answers(port: int) -> bool:
    try:
        return get(port, "/health/") < http.client.INTERNAL_SERVER_ERROR
    except OSError:
        return False


def get(port: int, path: str) -> int:
    with closing(http.client.HTTPConnection(HOST, port, timeout=30)) as line:
        line.request("GET", path)
        return line.getresponse().status
