"""Proves the outbox: kills real workers at every commit and on both sides of the send, and counts what arrived.

    python -m tests.notices.harness 200        # kills; on SQLite, or on the server that DATABASE_URL names

Two Celery workers, Celery's beat and a process that posts run against a database of their own and a mail server in
this process. Workers and poster carry a fault (faults.py) that SIGKILLs them, and are started again with the next
one, until there were enough kills. Then two workers without a fault finish what is left.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2

from tests.sink import Sink, open_sink

ROOT = Path(__file__).resolve().parents[2]

#: One notice is two commits and a send: the claim, the send, the stamp (or the putting back). Two notices each.
WORKER_FAULTS = (
    "before commit 1",
    "after commit 1",
    "before send 1",
    "after send 1",
    "before commit 2",
    "after commit 2",
    "before commit 3",
    "after commit 3",
    "before send 2",
    "after send 2",
    "before commit 4",
    "after commit 4",
)
POSTER_FAULTS = ("before commit 1", "after commit 1", "before commit 3", "after commit 4")
POSTED_AT_ONCE = 5

MANAGE = [sys.executable, "manage.py"]
POSTER = [sys.executable, "-m", "tests.notices.poster"]
CELERY = [sys.executable, "-m", "celery", "--quiet", "--app", "compact_portal"]
WORKER = [*CELERY, "worker", "--pool=solo", "--loglevel=error", "--without-gossip", "--without-mingle", "-O", "fair"]
BEAT = [*CELERY, "beat", "--loglevel=error", "--pidfile="]


@dataclass
class HesitantSink(Sink):
    """Puts off every fifth notice the first time it comes, so that putting back is killed too."""

    put_off: set[str] = field(default_factory=set)

    async def handle_DATA(self, server, session, envelope):
        reader = envelope.rcpt_tos[0]
        if reader.endswith(("0@example.org", "5@example.org")) and reader not in self.put_off:
            self.put_off.add(reader)
            return "451 Come back later"
        return await super().handle_DATA(server, session, envelope)


@dataclass
class Mortal:
    """A process that carries a fault, and gets the next one when it is started again."""

    name: str
    command: list[str]
    faults: Iterator[str]
    environment: dict[str, str]
    process: subprocess.Popen | None = None
    fault: str = ""

    def live_on(self, *arguments: str) -> None:
        """Start it again if it has ended."""
        if not self.has_ended:
            return
        self.fault = next(self.faults)
        self.process = start([*self.command, *arguments], {**self.environment, "FAULT": self.fault})

    @property
    def has_ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    @property
    def was_killed(self) -> bool:
        return self.process is not None and self.process.returncode == -signal.SIGKILL

    def death(self) -> list[str]:
        """The place where it was killed, said once."""
        if not (self.has_ended and self.was_killed):
            return []
        self.process = None
        return [f"{self.name}: {self.fault}"]


@dataclass(frozen=True)
class Proof:
    """What was done, and what it came to."""

    posted: int
    kills: Counter[str]
    rows: list[list]  # subject, was it stamped, attempts
    message_ids: dict[str, set[str]]  # by subject
    deliveries: int
    seconds: float

    @property
    def subjects(self) -> list[str]:
        return [f"Notice {number}" for number in range(self.posted)]

    @property
    def kills_before_the_stamp(self) -> int:
        """Deaths that may have left a message sent and not stamped: the only ground for a second delivery."""
        between = ("after send", "before commit 2", "before commit 4")
        return sum(times for place, times in self.kills.items() if any(words in place for words in between))

    def __str__(self) -> str:
        lines = [f"{self.kills.total()} kills in {self.seconds:.0f} s:"]
        lines += [f"  {times:4} {place}" for place, times in sorted(self.kills.items())]
        stamped = sum(is_sent for _, is_sent, _ in self.rows)
        ids = sum(len(ids) for ids in self.message_ids.values())
        lines.append(f"{self.posted} keys, {len(self.rows)} records, {stamped} stamped as sent")
        lines.append(f"{ids} Message-IDs, {len(self.message_ids)} notices arrived, in {self.deliveries} deliveries")
        return "\n".join(lines)


def prove(kills: int, *, database_url: str = "", broker_url: str = "filesystem://") -> Proof:
    """Kill processes so many times while notices are posted and delivered, let the rest finish, and count."""
    started = time.monotonic()
    with (
        tempfile.TemporaryDirectory() as folder,
        fresh_database(database_url, folder) as url,
        open_sink(HesitantSink) as sink,
    ):
        environment = environment_of(folder, url, broker_url, sink.port)
        subprocess.run([*MANAGE, "migrate", "--verbosity", "0"], cwd=ROOT, env=environment, check=True)
        with running(BEAT, environment):
            posted, killed = kill_while_posting(kills, environment)
            rows = finish(posted, environment)
    message_ids = defaultdict(set)
    for message in sink.messages:
        message_ids[message["Subject"]].add(message["Message-ID"])
    return Proof(posted, killed, rows, message_ids, len(sink.messages), time.monotonic() - started)


def kill_while_posting(kills: int, environment: dict[str, str]) -> tuple[int, Counter]:
    """Returns how many notices were to be posted, and the kills by place."""
    worker_faults = cycle(WORKER_FAULTS)
    workers = [Mortal("worker", WORKER, worker_faults, environment) for _ in range(2)]
    poster = Mortal("poster", [*POSTER, "post"], cycle(POSTER_FAULTS), environment)
    posted, killed = 0, Counter()
    end = time.monotonic() + 30 + 6 * kills
    try:
        while killed.total() < kills and time.monotonic() < end:
            time.sleep(0.05)
            for mortal in (*workers, poster):
                killed.update(mortal.death())
            for worker in workers:
                worker.live_on()
            if poster.has_ended and posted < enough_for(killed.total()):
                poster.live_on(str(posted), str(posted + POSTED_AT_ONCE))
                posted += POSTED_AT_ONCE
    finally:
        for mortal in (*workers, poster):
            stop(mortal.process)
    return posted, killed


def enough_for(killed: int) -> int:
    """How many notices there must have been by now, so that no worker lives on for want of work."""
    return 20 + 2 * killed


def finish(posted: int, environment: dict[str, str]) -> list[list]:
    """Post again what a killed poster left out (and all the rest, which must change nothing); deliver everything."""
    subprocess.run([*POSTER, "post", "0", str(posted)], cwd=ROOT, env=environment, check=True)
    with running(WORKER, environment), running(WORKER, environment):
        report = subprocess.run(
            [*POSTER, "report", "120"], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
        )
    return json.loads(report.stdout)


def environment_of(folder: str, database_url: str, broker_url: str, mail_port: int) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.notices.worker_settings",
        "SECRET_KEY": "the harness signs nothing",
        "SITE_URL": "http://portal.example.org",
        "DATABASE_URL": database_url,
        "CELERY_BROKER_URL": broker_url,
        "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
        "LOG_LEVEL": "ERROR",
        "PYTHONWARNINGS": "ignore",
        "VAR_DIR": folder,
        "TMPDIR": folder,
        "PROOF": str(os.getpid()),
        "FAULT": "",
    }


@contextmanager
def fresh_database(server_url: str, folder: str) -> Iterator[str]:
    """The URL of an empty database: a file in `folder`, or one on the PostgreSQL server of `server_url`."""
    if not server_url.startswith("postgres"):
        yield f"sqlite:///{folder}/proof.sqlite3"
        return
    name = f"outbox_proof_{os.getpid()}"
    server = psycopg2.connect(server_url)
    server.autocommit = True
    with closing(server), server.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
        try:
            yield urlsplit(server_url)._replace(path=f"/{name}").geturl()
        finally:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def running(command: list[str], environment: dict[str, str]) -> Iterator[None]:
    process = start(command, environment)
    try:
        yield
    finally:
        stop(process)


def start(command: list[str], environment: dict[str, str]) -> subprocess.Popen:
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)


def stop(process: subprocess.Popen | None) -> None:
    if process and process.poll() is None:
        process.kill()
        process.wait()


def from_environment() -> dict[str, str]:
    """The database server and broker that this test run uses."""
    return {
        "database_url": os.environ.get("DATABASE_URL", ""),
        "broker_url": os.environ.get("CELERY_BROKER_URL", "filesystem://"),
    }


if __name__ == "__main__":
    print(prove(int(sys.argv[1]), **from_environment()))  # noqa: T201
