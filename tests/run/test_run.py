"""`make run`, as a person uses it: started as a process of its own, looked at, stopped."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import ROOT

PATIENCE = 90


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def running_in(var: Path) -> list[int]:
    """Every living process that was started with this VAR_DIR."""
    mark = f"VAR_DIR={var}".encode()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            alive = "\nState:\tZ" not in (process / "status").read_text()
            if alive and mark in (process / "environ").read_bytes().split(b"\0"):
                found.append(int(process.name))
        except OSError:  # it ended while we looked, or is somebody else's
            continue
    return found


class Portal:
    """One `python -m compact_portal.run` with a folder and a port of its own."""

    def __init__(self, var: Path, **environ: str):
        self.var, self.port = var, environ.get("PORT") or str(free_port())
        settings = {"VAR_DIR": str(var), "PORT": self.port, "PATH": os.environ["PATH"], **environ}
        command = [sys.executable, "-m", "compact_portal.run"]
        self.log = var.parent / f"{var.name}.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=settings, stdout=log, stderr=subprocess.STDOUT)

    def says(self) -> str:
        return self.log.read_text()

    def wait_until(self, condition):
        end = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < end, self.says()
            assert self.process.poll() is None, self.says()
            time.sleep(0.02)

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://localhost:{self.port}/", timeout=5) as response:
                return response.status == 200
        except OSError:  # refused, reset or, on a busy machine, too slow
            return False

    def stop(self, how: signal.Signals) -> int:
        self.process.send_signal(how)
        return self.process.wait(PATIENCE)


@pytest.fixture
def start(tmp_path):
    portals = []

    def start(**environ):
        portals.append(Portal(tmp_path / "var", **environ))
        return portals[-1]

    yield start
    for portal in portals:
        if portal.process.poll() is None:
            portal.process.kill()
    for number in running_in(tmp_path / "var"):
        os.kill(number, signal.SIGKILL)


def test_it_starts_says_where_it_is_stops_clean_and_keeps_its_data(start, tmp_path):
    portal = start()
    portal.wait_until(portal.answers)
    assert f"http://localhost:{portal.port}/" in portal.says()
    assert "Demo accounts" in portal.says()
    assert all(f"{name} started" in portal.says() for name in ("web", "worker", "beat"))

    assert portal.stop(signal.SIGINT) == 0
    assert running_in(tmp_path / "var") == []

    key = (tmp_path / "var" / "secret-key").read_text()
    again = start()
    again.wait_until(again.answers)
    assert (tmp_path / "var" / "secret-key").read_text() == key
    assert "Loading the demo" not in again.says()

    assert again.stop(signal.SIGTERM) == 0
    assert running_in(tmp_path / "var") == []


def test_told_to_stop_in_the_very_first_moment_it_leaves_nothing_behind(start, tmp_path):
    portal = start(DEMO="0")
    portal.wait_until(lambda: "Ctrl-C stops it" in portal.says())
    assert portal.stop(signal.SIGTERM) == 0
    assert running_in(tmp_path / "var") == []


def test_a_taken_port_is_said_plainly_and_nothing_is_started(start, tmp_path):
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        portal = start(PORT=str(port))
        assert portal.process.wait(PATIENCE) == 1
    assert f"Port {port} on 127.0.0.1 is taken" in portal.says()
    assert not (tmp_path / "var" / "portal.sqlite3").exists()


def test_the_secret_key_is_for_its_owner_only(tmp_path):
    from compact_portal.run.environment import kept_secret_key

    key = kept_secret_key(tmp_path / "secret-key")
    assert len(key) >= 50
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600
    assert kept_secret_key(tmp_path / "secret-key") == key


def test_without_the_demo_no_demo_password_exists():
    from compact_portal.run.environment import settle

    environ = {"DEMO": "0", "VAR_DIR": str(ROOT / "var" / "test")}
    settle(environ)
    assert "DEMO_PASSWORD" not in environ
