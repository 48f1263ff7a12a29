"""Every address × method × role, against the tables in tests/permissions (see there how to add a row)."""

from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, resolve, reverse

from tests.permissions import ROLES, World

FOLDER = Path(__file__).parent / "permissions"
#: People first: the others' worlds stand on them.
TABLES = ["people", *sorted(path.stem for path in FOLDER.glob("*.py") if path.stem not in {"__init__", "people"})]
MODULES = [import_module(f"tests.permissions.{name}") for name in TABLES]
ROWS = [row for module in MODULES for row in module.ROWS]


def addresses(resolver=None, namespace="") -> set[str]:
    """The name of every address, as `reverse` takes it; the pattern of one that has none."""
    found = set()
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            found.add(f"{namespace}{pattern.name}" if pattern.name else str(pattern.pattern))
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            found |= addresses(pattern, inner)
    return found


@pytest.fixture
def world(db, settings, tmp_path):
    """Never changed: what a request changes is undone after it."""
    settings.MEDIA_ROOT = tmp_path
    world = World()
    for module in MODULES:
        getattr(module, "make", lambda world: None)(world)
    world.cookies = {role: cookie_of(world, role) for role in ROLES}
    yield world
    cache.clear()


def cookie_of(world, role) -> str:
    """The cookie of a sign-in; the deactivated have one from before."""
    client = Client()
    if role == "anonymous":
        return ""
    client.force_login(world.users[role])
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def client_of(world, role) -> Client:
    client = Client(raise_request_exception=False)
    if role != "anonymous":
        client.cookies[settings.SESSION_COOKIE_NAME] = world.cookies[role]
    return client


def answer_to(world, role, method, row) -> str:
    """What this role gets; whatever it changed is undone."""
    url = reverse(row.name, args=row.args(world))
    assert resolve(url).view_name == row.name, f"{url} is {resolve(url).view_name}, not {row.name}"
    cache.clear()  # where rate limits count
    with transaction.atomic():
        response = getattr(client_of(world, role), method)(url, row.data)
        response.getvalue()  # a download is read to its end, or its file stays open
        transaction.set_rollback(True)
    to_sign_in = response.status_code == 302 and response["Location"].startswith(f"{reverse('account_login')}?next=")
    return "in" if to_sign_in else str(response.status_code)


def test_every_address_has_a_row_and_every_row_an_address():
    listed = {row.name for row in ROWS}
    assert (addresses() - listed, listed - addresses()) == (set(), set())


@pytest.mark.parametrize("module", MODULES, ids=TABLES)
def test_every_role_gets_what_the_table_says(world, module):
    wrong = []
    for row in module.ROWS:
        for method in ("get", "post"):
            answers = " ".join(answer_to(world, role, method, row) for role in ROLES)
            if answers != row.answers(method):
                wrong.append(f"{method} {row.name}\n  answered: {answers}\n  expected: {row.answers(method)}")
    if wrong:
        pytest.fail("\n".join([f"The roles: {' '.join(ROLES)}", *wrong]), pytrace=False)
