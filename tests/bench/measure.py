"""Measures in this process and prints JSON: `python -m tests.bench.measure` with VAR_DIR pointing at its data."""

import gc
import json
import os
import resource
import sys
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from itertools import count
from time import perf_counter

import django
from django.conf import settings

ROUNDS = 15


def main() -> None:
    django.setup()
    settings.SECOND_FACTOR_REQUIRED = False  # the officer of the data has none
    scale = int(sys.argv[1])
    prepare(scale)
    from tests.bench.funding import measured_work

    measured = {"pages": list(measured_pages()), "pdf": measured_pdf(), "sweep": measured_sweep(1000 * scale)}
    measured["work"] = measured_work()
    json.dump(measured, sys.stdout)


def prepare(scale: int) -> None:
    """Migrate, and build the data if this database has none."""
    from django.core.management import call_command
    from django.utils import timezone

    from compact_portal.deadlines.keeping import keep_all
    from compact_portal.search.keeping import keep_all as keep_what_is_found
    from meetings.models import Meeting
    from tests.bench.data import build

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if not Meeting.objects.exists():
        build(scale, timezone.localdate())
    keep_all()
    keep_what_is_found()


def measured_pages():
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.bench.empty import empty_client
    from tests.bench.measured import pages

    empty = empty_client()
    for page in pages():
        client = client_of(page.user)
        read(client, page.path)  # what a process remembers, such as content types, is not counted
        with CaptureQueriesContext(connection) as captured:
            read(client, page.path)
        queries = len(captured)
        ours, bare = interleaved(partial(read, client, page.path), partial(read, empty, "/"))
        yield {
            "name": page.name,
            "budget": page.budget,
            "growth": page.growth,
            "queries": queries,
            "milliseconds": 1000 * ours,
            "ratio": ours / bare,
        }


def client_of(user):
    from django.test import Client

    client = Client(raise_request_exception=True)
    if user:
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def read(client, path: str) -> None:
    response = client.get(path)
    if response.status_code != 200:
        raise AssertionError(f"{path} answered {response.status_code}")
    if response.streaming:
        list(response.streaming_content)


def interleaved(*calls: Callable[[], None]) -> list[float]:
    """The shortest time of each call in seconds: what it takes when nothing else on the machine wants the processor."""
    taken: list[list[float]] = [[] for _ in calls]
    gc.collect()
    for _ in range(ROUNDS):
        for call, times in zip(calls, taken, strict=True):
            started = perf_counter()
            call()
            times.append(perf_counter() - started)
    return [min(times) for times in taken]


def measured_pdf() -> dict:
    """Rendering the published minutes against WeasyPrint alone on the same HTML."""
    from weasyprint import HTML

    from compact_portal.publishing import rendering
    from compact_portal.publishing.choices import Edition
    from compact_portal.publishing.models import Publication

    publication = Publication.objects.filter(edition=Edition.STANDARD, document="minutes").first()
    html = rendering.html_of(publication)

    def bare():
        page = HTML(string=html, base_url=rendering.BASE_URL, url_fetcher=rendering.OwnFilesOnly())
        page.write_pdf(pdf_variant="pdf/ua-1", font_config=rendering.fonts())

    bare()  # the first call sets up the fonts
    ours, alone = interleaved(lambda: rendering.pdf_of(rendering.html_of(publication)), bare)
    return {"milliseconds": 1000 * ours, "ratio": ours / alone}


def measured_sweep(deadlines: int) -> dict:
    """The reminder sweep over so many open deadlines, twice. What it writes is taken back."""
    from django.db import connection, transaction
    from django.utils import timezone

    from compact_portal.dates import is_working_day
    from compact_portal.deadlines import engine
    from compact_portal.deadlines.services import send_reminders
    from tests.factories.deadlines import ManyDeadlines

    now = timezone.now()
    while not is_working_day(timezone.localdate(now)):
        now += timedelta(days=1)
    engine.sources = {"bench": ManyDeadlines(deadlines, timezone.localdate(now))}
    before, started = memory_mb(), perf_counter()
    asked = count(0)

    def counted(execute, *query):
        next(asked)  # not kept: a hundred thousand reminders in SQL are as large as the memory we measure
        return execute(*query)

    with transaction.atomic():
        with connection.execute_wrapper(counted):
            send_reminders(now=now)
        taken = {"deadlines": deadlines, "seconds": perf_counter() - started, "queries": next(asked)}
        taken |= {"grown_mb": memory_mb() - before, "written_again": send_reminders(now=now)}
        transaction.set_rollback(True)
    return taken


def memory_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compact_portal.settings")
    main()
