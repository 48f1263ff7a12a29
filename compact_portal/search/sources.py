"""What can be found, and who tells the index of it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.db import models

from compact_portal.search.choices import Audience

#: Entries written and compared together.
BATCH = 500

#: From a record that changed to the part of a source that has to be read again; None where none has.
Scope = Callable[[models.Model], int | None]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to be found. What stands here is all that whoever finds it is shown."""

    key: str  # stable and unique: "meetings.item:12"
    scope: int  # which part of its source it belongs to, such as one meeting
    kind: str  # one of its source's kinds: "item"
    title: str
    text: str  # plain
    url: str  # path within the portal
    day: date | None = None
    context: str = ""  # where it belongs, when that is no place: "Example Compact 2019 - 2022"
    place: str = ""  # the key of a place of its source: "7"
    audience: str = Audience.EVERYONE


class SearchSource(Protocol):
    """What one module lets be found. Defined in its `findable.py`, and registered in `AppConfig.ready`."""

    name: str  # "meetings"
    kinds: Mapping[str, str]  # {"item": "Item"}: in an address, and in a reader's words
    follows: Mapping[str, Scope]  # records whose changes move these entries: {"meetings.meeting": its_pk}
    places_follow: frozenset[str]  # records whose changes move its places: {"meetings.committee"}
    turns_with_the_day: bool  # some entries appear because their day has come, without any change

    def entries(self, *, scope: int | None = None) -> Iterator[Entry]:
        """Everything that can be found, oldest first, or what can be found of one scope."""

    def places(self) -> Mapping[str, str]:
        """Where entries can belong, by key: committees. Entries are narrowed to a place, and show its name."""


sources: dict[str, SearchSource] = {}


def register(source: SearchSource) -> SearchSource:
    sources[source.name] = source
    return source


def kinds() -> dict[str, str]:
    """Every kind of every source, in the order of the sources."""
    return {kind: words for source in sources.values() for kind, words in source.kinds.items()}
