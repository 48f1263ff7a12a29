"""Pages in their states, listed in `tests/<app>/pages.py` (or `…_pages.py`) for `tests/test_pages.py` to look at.

    PAGES = [
        State("meeting with nothing minuted yet", empty_meeting),            # makes what it shows, returns its path
        State("plan a meeting", "/meetings/plan/", role="officer"),
        State("plan a meeting, with errors", "/meetings/plan/", role="officer", act=submit),
    ]

`path` is a path, or a function of the signed-in user (None when anonymous) that makes what the page needs and returns
its path. `act` is a function of the browser's page that brings it into the state, such as submitting an empty form.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from tests.factories.people import MembershipFactory, UserFactory

TESTS = Path(__file__).resolve().parent.parent

ROLES: dict[str, Callable[[], object]] = {
    "anonymous": lambda: None,
    "member": lambda: MembershipFactory().user,
    "lead": lambda: MembershipFactory(lead=True).user,
    "officer": lambda: UserFactory(officer=True),
    "administrator": lambda: UserFactory(administrator=True),
    "champion": lambda: UserFactory(champion=True),
}


@dataclass(frozen=True)
class State:
    name: str
    path: str | Callable[[object], str]
    role: str = "anonymous"
    act: Callable[[object], None] | None = None
    status: int = 200

    def __str__(self) -> str:
        return f"{self.name} ({self.role})"

    def prepare(self, user) -> str:
        """What the page shows is made by factories, past the services, so the table of due dates is kept after it."""
        from compact_portal.deadlines.keeping import keep_all

        path = self.path if isinstance(self.path, str) else self.path(user)
        keep_all()
        return path


def submit(page) -> None:
    """Press the main button of the page's own form with nothing changed."""
    page.locator("main form button[type=submit], main form button:not([type])").first.click()
    page.wait_for_load_state()


def every_state() -> Iterator[State]:
    for file in sorted(TESTS.glob("*/*pages.py")):
        if not file.name.startswith("test_"):
            yield from import_module(f"tests.{file.parent.name}.{file.stem}").PAGES
