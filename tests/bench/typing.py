"""Measures typing in a real Chromium, at one item of two hundred, and prints JSON: `python -m tests.bench.typing`."""

import json
import os
import statistics
import sys
import tempfile
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from time import perf_counter

import django

from tests.rig.browser import FLAGS, chromium, session_of

ITEMS = 200
SPOKEN = "The group heard how the night bus runs, and asked what a second one would cost. "
PARAGRAPHS = 20  # already there where typing goes on; one at every other item
KEY_EVERY = 60  # milliseconds: faster than anybody writes for long
SENTENCES = 8
PAUSE = 2_500  # milliseconds after each of them, so that it is saved

#: The browser's own measure: from a key to the next picture, in steps of 8 ms; what took less than 16 is not listed.
WATCH_KEYS = """() => {
    window.keys = [];
    const watch = (list) => list.getEntries().forEach((entry) => window.keys.push(entry.duration));
    new PerformanceObserver(watch).observe({ type: "event", durationThreshold: 16 });
}"""


def main() -> None:
    if not chromium():
        json.dump({}, sys.stdout)
        return
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    meeting, officer = two_hundred_items()
    with ExitStack() as things:
        folder = Path(things.enter_context(tempfile.TemporaryDirectory()))
        json.dump(measured(things, folder, meeting, officer), sys.stdout)


def two_hundred_items():
    """A new meeting in session, every item of it minuted."""
    from django.utils import timezone

    from meetings.services.minutes import save_text
    from tests.factories.meetings import AttendanceFactory, CommitteeFactory, ItemFactory, MeetingFactory
    from tests.factories.people import UserFactory

    now = timezone.now()
    name = f"bench-{now:%Y%m%d%H%M%S}"
    officer = UserFactory(officer=True, email=f"{name}@example.org")
    committee = CommitteeFactory(name=name, slug=name)
    meeting = MeetingFactory(committee=committee, date=timezone.localdate() - timedelta(days=1), in_session=True)
    AttendanceFactory.create_batch(20, meeting=meeting)
    for number in range(1, ITEMS + 1):
        item = ItemFactory(meeting=meeting, title=f"Matter {number}", number=str(number))
        text = f"<p>{SPOKEN * 3}</p>" * (PARAGRAPHS if number == ITEMS else 1)
        save_text(item, text=text, based_on=0, by=officer, now=now)
    return meeting, officer


def measured(things: ExitStack, folder: Path, meeting, officer) -> dict:
    from playwright.sync_api import sync_playwright

    from tests.rig.web import HOST, open_web
    from tests.rig.worker import open_worker

    os.environ["DEMO"] = "1"  # nobody asks for a second factor
    session = session_of(officer)
    port = things.enter_context(open_web(folder))
    things.enter_context(open_worker(folder / "worker.log", VAR_DIR=str(folder)))
    playwright = things.enter_context(sync_playwright())
    browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
    things.callback(browser.close)
    context = browser.new_context(locale="en-GB", timezone_id="Europe/London")
    origin = f"http://{HOST}:{port}"
    context.add_cookies([{"name": "sessionid", "value": session, "url": origin}])
    page = context.new_page()
    last = meeting.items.in_order().last()
    page.goto(origin + meeting.url("minute", last.pk))
    page.locator("#words-kept").wait_for()
    return {"items": ITEMS, **measured_typing(page), "published": measured_publishing(page, origin, meeting)}


def measured_typing(page) -> dict:
    saves = []
    page.on("requestfinished", lambda request: saves.append(request) if request.url.endswith("/save/") else None)
    page.evaluate(WATCH_KEYS)
    for _ in range(SENTENCES):
        page.keyboard.type(SPOKEN, delay=KEY_EVERY)
        page.wait_for_timeout(PAUSE)
    keys = page.evaluate("window.keys")
    sizes = [request.sizes() for request in saves]
    return {
        "keystrokes": SENTENCES * len(SPOKEN),
        "slowest_key": max(keys, default=16),
        "slow_keys": len([key for key in keys if key > 50]),
        "round_trip": statistics.median(request.timing["responseEnd"] for request in saves),
        "slowest_round_trip": max(request.timing["responseEnd"] for request in saves),
        "saves": len(saves),
        "bytes_sent": statistics.median(size["requestBodySize"] + size["requestHeadersSize"] for size in sizes),
        "bytes_back": statistics.median(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes),
    }


def measured_publishing(page, origin: str, meeting) -> float:
    """Seconds from the last word to the PDF that everyone can read, as quick as a hand can press the buttons."""
    page.keyboard.type("Thanked.")
    started = perf_counter()
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    for step in ("End the meeting", "Publish the draft minutes"):
        with page.expect_navigation():
            page.get_by_role("button", name=step, exact=True).click()
        why = page.get_by_label("Why publish all the same?")
        if why.count():
            why.fill("It was agreed.")
        with page.expect_navigation():
            page.get_by_role("button", name=step, exact=True).click()
    address = f"{origin}{meeting.url('minutes-pdf')}"
    while page.request.get(address).headers.get("content-type") != "application/pdf":
        page.wait_for_timeout(100)
    return perf_counter() - started


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compact_portal.settings")
    main()
