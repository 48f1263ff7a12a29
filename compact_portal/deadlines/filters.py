"""What the list of due dates was asked for, read from its address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from compact_portal.deadlines import engine, queries
from compact_portal.deadlines.models import DueDate


@dataclass(frozen=True, slots=True)
class DueFilter:
    """A kind (a source's name), overdue only, and a person by part of a name or email. Nonsense asks for nothing."""

    kind: str = ""
    overdue: bool = False
    person: str = ""
    matches: tuple = ()  # the users `person` fits
    first: date | None = None  # where the page begins: a day,
    skip: int = 0  # and how many of its rows to pass over

    @classmethod
    def read(cls, asked: Mapping[str, str], *, user) -> "DueFilter":
        """Only those who see everybody's due dates can ask for a person's."""
        kind = asked.get("kind", "")
        person = asked.get("person", "").strip() if user.has_perm("deadlines.see_all_due_dates") else ""
        return cls(
            kind=kind if kind in engine.sources else "",
            overdue="overdue" in asked,
            person=person,
            matches=tuple(queries.people_called(person)) if person else (),
            first=_day(asked.get("from", "")),
            skip=_number(asked.get("skip", "")),
        )

    @property
    def is_ambiguous(self) -> bool:
        return len(self.matches) > 1

    def page(self, user, today: date) -> queries.DuePage:
        """The rows to show, and no more read than that."""
        found = self.everything(user, today)
        return queries.page_of(found, first=self.first, skip=self.skip)

    def everything(self, user, today: date) -> QuerySet[DueDate]:
        """All that was asked for, whatever the page. None while it is not clear whose due dates were asked for."""
        if self.person and len(self.matches) != 1:
            return DueDate.objects.none()
        person = self.matches[0] if self.matches else None
        return queries.due_dates(user, today=today, kind=self.kind, overdue=self.overdue, person=person)


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _number(written: str) -> int:
    return min(int(written), queries.MOST_SKIPPED) if written.isdecimal() and len(written) < 6 else 0
