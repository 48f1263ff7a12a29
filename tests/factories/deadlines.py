"""Sources of deadlines that stand for any app's."""

from collections.abc import Iterator
from datetime import date, timedelta

from compact_portal.deadlines.engine import BATCH, Deadline, Recipient


def recipient(user) -> Recipient:
    return Recipient(user.name, user.email, user.pk)


class ListedDeadlines:
    """Deadlines out of a list, as an app's source would read them from its table."""

    label = "Listed things"

    def __init__(self, name: str = "test.listed", private: bool = False):
        self.name = name
        self.private = private
        self.deadlines: list[Deadline] = []

    def add(self, due: date, *, title="Publish the minutes", to=(), **fields) -> Deadline:
        number = len(self.deadlines) + 1
        key = fields.pop("key", f"{self.name}:{number}")
        new = Deadline(key, due, title, "Example board, 6 November", f"/there/{number}/", tuple(to), **fields)
        self.deadlines = sorted([*self.deadlines, new], key=lambda deadline: deadline.due)
        return new

    def open_until(self, last: date, *, first: date | None = None, batch: int = BATCH) -> Iterator[Deadline]:
        return (deadline for deadline in self.deadlines if (first or date.min) <= deadline.due <= last)

    def waiting_for(self, user, *, batch: int = BATCH) -> Iterator[Deadline]:
        return (one for one in self.deadlines if user.pk in [person.user_id for person in one.responsible])


class ManyDeadlines:
    """So many open deadlines, spread over the thousand days up to `today`; made as they are read."""

    name = "test.many"
    label = "Many things"
    private = False

    def __init__(self, count: int, today: date):
        self.count = count
        self.today = today

    def open_until(self, last: date, *, first: date | None = None, batch: int = BATCH) -> Iterator[Deadline]:
        first = self.today - timedelta(days=999)
        for number in range(self.count):
            due = first + timedelta(days=number * 1000 // self.count)
            who = Recipient("Someone", f"someone-{number}@example.org")
            yield Deadline(f"{self.name}:{number}", due, "Do it", "Somewhere", "/there/", (who,))

    def waiting_for(self, user, *, batch: int = BATCH) -> Iterator[Deadline]:
        return iter(())
