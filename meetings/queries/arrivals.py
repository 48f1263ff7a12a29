"""Who is in the room at an item, and whom a few typed letters mean."""

from collections.abc import Iterable

from meetings.choices import AttendanceStatus
from meetings.models import Attendance, Item


def is_here_at(line: Attendance, item: Item) -> bool:
    """Present, arrived by now, and not gone: who left at this item is gone."""
    come = line.arrived_at is None or line.arrived_at.position <= item.position
    gone = line.left_at is not None and line.left_at.position <= item.position
    return line.status == AttendanceStatus.PRESENT and come and not gone


def sides_at(lines: Iterable[Attendance], item: Item) -> list[dict]:
    """The list for the edge of the screen: each side with (line, is here) and how many are here."""
    sides: dict[str, list] = {}
    for line in lines:
        sides.setdefault(line.side or line.get_capacity_display(), []).append((line, is_here_at(line, item)))
    return [
        {
            "name": name,
            "lines": side,
            "present": sum(here for _, here in side),
            "places": sum(line.deputising_for_id is None for line, _ in side),  # a deputy fills the member's place
        }
        for name, side in sides.items()
    ]


def lines_called(lines: Iterable[Attendance], typed: str) -> list[Attendance]:
    """Those whose name, initials or beginning of a name is `typed`, the most certain kind of them alone."""
    asked = " ".join(typed.lower().split())
    kinds = (
        lambda line: line.name.lower() == asked,
        lambda line: line.initials.lower() == asked,
        lambda line: any(part.startswith(asked) for part in beginnings(line.name)),
    )
    return next(filter(None, ([line for line in lines if asked and is_meant(line)] for is_meant in kinds)), [])


def beginnings(name: str) -> list[str]:
    """Ada Lee Example: "ada lee example", "lee example", "example"."""
    words = name.lower().split()
    return [" ".join(words[place:]) for place in range(len(words))]
