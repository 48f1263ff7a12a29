"""How one document marks its items, seen from all of its lines."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from meetings.old_minutes.headings import numbered
from meetings.old_minutes.lines import Line
from meetings.old_minutes.sentences import is_title

_CAPITALS = re.compile(r"^[^a-z]*[A-Z]{3}[^a-z]*$")


@dataclass(frozen=True)
class Scheme:
    """`numbers`: items are numbered. `letters`: they are lettered A, B, C. `looks`: their titles stand out.

    `parts`: numbers such as 3.2 have titles. Where none has, they count paragraphs.
    """

    numbers: bool
    letters: bool
    bare: bool
    looks: bool
    parts: bool

    @classmethod
    def of(cls, lines: Iterable[Line]) -> "Scheme":
        styles: Counter[str] = Counter()
        letters: list[str] = []
        standing_out = titled = 0
        for line in lines:
            found = numbered(line.text) if not line.cells else None
            if found:
                styles[found.style] += 1
                titled += found.style == "parts" and bool(found.title)
                letters += [found.number] if found.style in ("letter", "roman") and found.title else []
            standing_out += stands_out(line)
        numbers = sum(styles[style] for style in ("named", "reference", "parts", "number"))
        in_order = [letter for place, letter in enumerate("ABC") if letters[place : place + 1] == [letter]]
        bare = numbers < 2 and styles["bare"] >= 3
        lettered = numbers < 2 and len(in_order) == 3
        looks = numbers < 2 and not bare and not lettered and standing_out > 0
        return cls(numbers >= 2, lettered, bare, looks, parts=titled > 0 or not styles["number"])


def stands_out(line: Line) -> bool:
    """Bold, in capitals or of a heading style, and no more than a title."""
    text = line.text
    if line.cells or not text or not is_title(text) or len(text.split()) > 14:
        return False
    return bool(line.heading or line.bold or _CAPITALS.match(text))
