"""Every page in every state that its app lists, looked at by a browser and three accessibility checkers."""

import re
from pathlib import Path

import pytest
from django.urls import URLPattern, get_resolver, reverse

from tests.factories.people import UserFactory
from tests.rig.browser import NARROW, WIDE
from tests.rig.checkers import axe, pa11y, vnu
from tests.rig.states import ROLES, every_state

STATES = list(every_state())

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A folder for the HTML of every page that was looked at. When all were, one Java judges all of it."""
    folder: Path = tmp_path_factory.mktemp("served")
    yield folder
    assert vnu(folder) == []


@pytest.mark.parametrize("state", STATES, ids=str)
def test_the_page_is_in_order_narrow_and_wide(state, live_server, page, sign_in, served):
    user = ROLES[state.role]()
    path = state.prepare(user)
    record = Record(page, live_server.url)

    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    if user:
        sign_in(user)
    page.goto(live_server.url + path)
    if state.act:
        state.act(page)
    faults = []
    for width, height in (NARROW, WIDE):  # only styles know how wide it is: the same page, made wider
        page.set_viewport_size({"width": width, "height": height})
        faults += [f"{width}px {fault}" for fault in (*faults_of_layout(page), *axe(page), *pa11y(page))]
    faults += [f"status {record.status}, not {state.status}"] if record.status != state.status else []
    (served / f"{re.sub('[^a-z0-9]+', '-', str(state).lower()).strip('-')}.html").write_text(record.html)

    assert [*faults, *record.faults(expected_status=state.status)] == []


class Record:
    """What the browser was served and complained about while a page was open."""

    def __init__(self, page, origin: str):
        self.origin = origin
        self.status, self.html = 0, ""
        self.strangers: set[str] = set()
        self.complaints: list[str] = []
        page.on("request", self._request)
        page.on("response", self._response)
        page.on("console", lambda message: self.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _request(self, request) -> None:
        if not request.url.startswith((self.origin, "data:", "blob:")):
            self.strangers.add(request.url)

    def _response(self, response) -> None:
        request = response.request
        if request.is_navigation_request() and not 300 <= response.status < 400:
            self.status, self.html = response.status, response.text()

    def faults(self, *, expected_status: int) -> list[str]:
        """Third-party requests, script errors and violations of the content security policy.

        A page that is meant to be refused makes Chromium itself say so; that is no fault.
        """
        complaints = [text for text in self.complaints if expected_status == 200 or f" {expected_status} " not in text]
        return [*(f"asked {url}" for url in sorted(self.strangers)), *(f"console: {text}" for text in complaints)]


def faults_of_layout(page) -> list[str]:
    """One h1, a title that begins with what the page is about, and nothing to scroll sideways, no table either."""
    headings = page.locator("h1").all_inner_texts()
    scrolled = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    cut = page.evaluate(  # words for screen readers alone are one pixel wide, which may stand at the very edge
        """() => [...document.querySelectorAll(".p-scroll")]
            .filter(box => box.scrollWidth > box.clientWidth + 1).length"""
    )
    return [
        *([] if len(headings) == 1 else [f"h1: {headings}"]),
        *([] if page.title().strip() else ["no title"]),
        *([] if cut == 0 else [f"{cut} tables cut off"]),
        *([] if scrolled <= 0 else [f"scrolls sideways by {scrolled} px: {widest(page)}"]),
    ]


def widest(page) -> str:
    """The element that sticks out furthest, to say what to mend."""
    return page.evaluate(
        """() => [...document.querySelectorAll("body *")]
            .sort((a, b) => b.getBoundingClientRect().right - a.getBoundingClientRect().right)[0]
            .outerHTML.slice(0, 120)"""
    )


# --- Every address without an argument ---------------------------------------


def argument_free(patterns, namespaces=()):
    for pattern in patterns:
        if not isinstance(pattern, URLPattern):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            if not pattern.pattern.regex.groups:
                yield from argument_free(pattern.url_patterns, inner)
        elif pattern.name and not pattern.pattern.regex.groups:
            yield ":".join([*namespaces, pattern.name])


ADDRESSES = sorted({reverse(name) for name in argument_free(get_resolver().url_patterns)})


@pytest.mark.django_db
@pytest.mark.parametrize("path", ADDRESSES)
def test_an_address_without_arguments_answers_an_officer_with_one_heading(path, client):
    client.force_login(UserFactory(officer=True, administrator=True))
    response = client.get(path)
    assert response.status_code in (200, 302, 403, 404, 405)
    if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
        assert response.content.decode().count("<h1") == 1
