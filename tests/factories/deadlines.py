"""Sources of deadlines that stand for any app's."""

from collections.abc import Iterator
from datetime import date, timedelta

from compact_portal.deadlines.engine import Deadline
from compact_portal.deadlines.responsible import OFFICERS, Responsible, person


def responsible(user) -> Responsible:
    return person(user.person_id)


class ListedDeadlines:
    """Deadlines out of a list, as an app's source would read them from its table. Kept as soon as they are added."""

    label = "Listed things"
    follows = {}

    def __init__(self, name: str = "test.listed", private: bool = False):
        self.name = name
        self.private = private
        self.deadlines: list[Deadline] = []

    def add(self, due: date, *, title="Publish the minutes", to=(), **fields) -> Deadline:
        number = len(self.deadlines) + 1
        key = fields.pop("key", f"{self.name}:{number}")
        new = Deadline(key, due, title, "Example board, 6 November", f"/there/{number}/", tuple(to), **fields)
        self.deadlines = sorted([*self.deadlines, new], key=lambda deadline: deadline.due)
        keep(self)
        return new

    def open(self, *, until: date | None = None, scope: int | None = None) -> Iterator[Deadline]:
        return (deadline for deadline in self.deadlines if until is None or deadline.due <= until)


class ManyDeadlines:
    """So many open deadlines, spread over the thousand days up to `today`; made as they are read."""

    name = "test.many"
    label = "Many things"
    private = False
    follows = {}

    def __init__(self, count: int, today: date):
        self.count = count
        self.today = today

    def open(self, *, until: date | None = None, scope: int | None = None) -> Iterator[Deadline]:
        first = self.today - timedelta(days=999)
        for number in range(self.count):
            due = first + timedelta(days=number * 1000 // self.count)
            yield Deadline(f"{self.name}:{number}", due, "Do it", "Somewhere", "/there/", (OFFICERS,))


def keep(source) -> None:
    from compact_portal.deadlines.keeping import keep_source  # here: the factories are imported before there are models

    keep_source(source)
