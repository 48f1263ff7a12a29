"""Numbers of items that stand on a line of their own, the title on the line below."""

import re
from itertools import pairwise

from meetings.old_minutes.headings import is_standing
from meetings.old_minutes.lines import Line
from meetings.old_minutes.sentences import has_verb, is_title

_NUMBER = re.compile(r"^(?P<number>\d{1,2})\.?$")
#: Fewer may be numbers of pages.
FEWEST = 3


def with_their_titles(lines: list[Line]) -> list[Line]:
    """ "1" and "Welcome" as "1. Welcome", where such numbers count from 1 through the minutes."""
    places = _places(lines)
    if len(places) < FEWEST or len({lines[place + 1].text for place in places}) < len(places):
        return lines
    joined, skipped = [], {place + 1 for place in places}
    for place, line in enumerate(lines):
        if place in places:
            title = lines[place + 1]
            joined.append(Line(f"{places[place]}. {title.text}", title.heading, title.bold, line.gap))
        elif place not in skipped:
            joined.append(line)
    return joined


def _places(lines: list[Line]) -> dict[int, int]:
    """Where the numbers stand that go on counting above a title."""
    places: dict[int, int] = {}
    for place, (line, after) in enumerate(pairwise(lines)):
        found = _NUMBER.match(line.text) if not line.cells else None
        if found and int(found["number"]) == len(places) + 1 and _is_a_title(after):
            places[place] = int(found["number"])
    return places


def _is_a_title(line: Line) -> bool:
    if line.cells or line.furniture:
        return False
    return is_standing(line.text) or (is_title(line.text) and not has_verb(line.text) and len(line.text) < 90)
