"""What both engines are asked, and how they answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

#: Matches that are ranked: the latest, and as many of the latest with the words in their title. Of a word that stands
#: everywhere nobody reads further, and ranking all of them would take longer the more there are.
MOST_RANKED = 500

#: Around what was looked for, in passages. No entry holds these characters.
MARK, UNMARK = "\x02", "\x03"

#: Nothing of a scope that is being looked at again is found.
NOT_IN_QUESTION = """NOT EXISTS (
    SELECT 1 FROM search_inquestion AS asked WHERE asked.source = entry.source AND asked.scope = entry.scope)"""

#: What a result says besides its title and the passage that fits, of the `entry` and its `place`.
SAID = "entry.id, entry.kind, entry.audience, entry.url, COALESCE(place.name, entry.context), entry.day"


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that fits, with MARK and UNMARK around what was looked for in its title and its passage."""

    pk: int
    kind: str
    audience: str
    url: str
    where: str
    day: date | None
    title: str
    passage: str

    @classmethod
    def of(cls, row: Sequence) -> "Match":
        """From the columns that are SAID, title and passage. SQLite has no dates, only their letters."""
        *said, day, title, passage = row
        return cls(*said, date.fromisoformat(str(day)) if day else None, title, passage)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a search is narrowed to, and the audiences its reader belongs to."""

    audiences: Sequence[str]
    kind: str = ""
    place: int | None = None  # a Place
    since: date | None = None
    until: date | None = None

    def conditions(self) -> tuple[list[str], list]:
        """In SQL, on the `entry`, with their parameters."""
        marks = ", ".join(["%s"] * len(self.audiences))
        asked = [
            ("entry.kind = %s", self.kind),
            ("entry.place_id = %s", self.place),
            ("entry.day >= %s", self.since),
            ("entry.day <= %s", self.until),
        ]
        given = [(sql, value) for sql, value in asked if value]
        conditions = [NOT_IN_QUESTION, f"entry.audience IN ({marks})", *(sql for sql, _ in given)]
        return conditions, [*self.audiences, *(value for _, value in given)]
