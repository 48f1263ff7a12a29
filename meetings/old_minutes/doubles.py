"""Somebody whom the attendance list names twice: above it as who chaired, and in it."""

from meetings.old_minutes.draft import Attendee
from meetings.old_minutes.names import split_title


def each_once(people: list[Attendee]) -> list[Attendee]:
    """The people in their order. The first mention takes what only the second says."""
    kept: list[Attendee] = []
    for person in people:
        same = next((other for other in kept if _is_the_same(person, other)), None)
        if same is None:
            kept.append(person)
        else:
            _take(same, person)
    return kept


def _is_the_same(one: Attendee, other: Attendee) -> bool:
    """Of one name, and of one title where both have one. A surname alone is anybody's."""
    (title, name), (other_title, other_name) = split_title(one.name), split_title(other.name)
    if " " not in name or name.casefold() != other_name.casefold() or one.status is not other.status:
        return False
    return not title or not other_title or title == other_title


def _take(kept: Attendee, again: Attendee) -> None:
    kept.name = max(kept.name, again.name, key=len)
    for key in ("initials", "role", "organisation", "group", "deputises_for", "represented_by", "note"):
        setattr(kept, key, getattr(kept, key) or getattr(again, key))
