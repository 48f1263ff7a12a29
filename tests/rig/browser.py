"""Debian's Chromium, driven by Playwright. pytest-playwright's own `page` and `context` fixtures come from here too."""

import os
import shutil

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

NARROW, WIDE = (320, 800), (1280, 900)

#: No sandbox (containers have none to give), and nothing that would call home.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def chromium() -> str | None:
    """Where Chromium is: the one without windows, if it is there. It is the same engine and takes half the time."""
    return shutil.which("chromium-headless-shell") or shutil.which("chromium")


def lacking(what: str) -> None:
    """Skip with the reason. In CI, where everything is installed first, that is a failure."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is missing, and CI must have it")
    pytest.skip(f"{what} is not installed")


@pytest.fixture(scope="session")
def browser_type_launch_args():
    if not chromium():
        lacking("Chromium (apt-get install chromium-headless-shell, or chromium)")
    return {"executable_path": chromium(), "args": list(FLAGS)}


@pytest.fixture(scope="session")
def browser_context_args():
    return {
        "viewport": {"width": WIDE[0], "height": WIDE[1]},
        "locale": "en-GB",
        "timezone_id": "Europe/London",
        "reduced_motion": "reduce",
    }


@pytest.fixture(scope="session")
def playwright(django_db_setup, playwright):
    """pytest-playwright's own. While it keeps an event loop in the thread of the tests, Django has database connections
    of its own in there. They are closed in it, or PostgreSQL would not drop the database afterwards."""
    from django.db import connections

    yield playwright
    connections.close_all()


@pytest.fixture
def visit(page, live_server):
    """`visit("/meetings/")` opens a page of the running portal and returns the browser's page."""

    def visit(path: str):
        page.goto(live_server.url + path)
        return page

    return visit


@pytest.fixture
def sign_in(context, live_server):
    """`sign_in(user)` gives the browser a session, as if they had come through the sign-in pages."""

    def sign_in(user):
        session = session_of(user)
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        return user

    return sign_in


def session_of(user) -> str:
    """The key of a new session of `user`, with a second factor already given."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return session.session_key


def caught(page, pattern: str, handler) -> None:
    """Answer by `handler` what the open `page` asks of `pattern`. Chromium says that it will before it does: a request
    that follows at once may still slip past. So ask for something that is not there until that is caught."""
    asked = []

    def answer(route):
        asked.append(route)
        route.fulfill(body="")

    page.route("**/is-this-caught/", answer)
    while not asked:
        page.evaluate("fetch('/is-this-caught/').then(() => null, () => null)")
    page.route(pattern, handler)
