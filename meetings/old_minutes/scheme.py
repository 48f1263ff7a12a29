"""How one document marks its items, seen from all of its lines."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from meetings.old_minutes.headings import Heading, is_standing, numbered
from meetings.old_minutes.lines import Line
from meetings.old_minutes.names import is_name
from meetings.old_minutes.sentences import has_verb, is_sentence, is_title

_CAPITALS = re.compile(r"^[^a-z]*[A-Z]{3}[^a-z]*$")


@dataclass(frozen=True)
class Scheme:
    """`numbers`: items are numbered. `letters`: they are lettered A, B, C. `looks`: their titles stand out. `plain`:
    their titles only stand by themselves, a blank line above them and their text right below.

    `parts`: numbers such as 3.2 have titles. Where none has, they count paragraphs. `named`: "Item 3" opens one. Where
    other numbers do, it speaks of the meeting before.
    """

    numbers: bool
    letters: bool
    bare: bool
    looks: bool
    parts: bool
    plain: bool = False
    #: Paragraphs have a gap between them everywhere, so that a title has one below it as well.
    gapped: bool = False
    #: Every item is number 1, as a list comes out of a page whose numbers were not text.
    repeated: bool = False
    named: bool = True

    @classmethod
    def of(cls, lines: Iterable[Line]) -> "Scheme":
        styles: Counter[str] = Counter()
        letters: list[str] = []
        named: list[int] = []
        standing_out = titled = alone = gapped = 0
        ones = standing = 0
        for line, after in pairwise([*lines, None]):
            alone += stands_alone(line, after)
            standing += not line.cells and is_standing(line.text)
            gapped += stands_alone(line, after, gapped=True)
            found = numbered(line.text) if not line.cells else numbered_row(line)
            if found:
                styles[found.style] += 1
                ones += found.style == "number" and found.number == "1"
                titled += found.style == "parts" and _is_a_title(found.title)
                named += [found.top] if found.style == "named" else []
                letters += [found.number] if found.style in ("letter", "roman") and found.title else []
            standing_out += stands_out(line)
        numbers = sum(styles[style] for style in ("named", "reference", "parts", "number"))
        in_order = [letter for place, letter in enumerate("ABC") if letters[place : place + 1] == [letter]]
        whole = styles["number"] + styles["reference"] + styles["named"]
        bare = whole < 2 and styles["bare"] >= 3
        lettered = numbers < 2 and len(in_order) == 3
        marked = numbers >= 2 or bare or lettered
        plain = not marked and standing_out <= 1 and alone >= 2
        in_gaps = not marked and standing_out <= 1 and alone == 0 and standing >= 1 and gapped >= 4 - min(standing, 2)
        looks = not marked and standing_out > 0
        is_named = named[:1] == [1] or styles["number"] + styles["reference"] < 2
        return cls(
            numbers >= 2,
            lettered,
            bare,
            looks,
            parts=titled > 0 or not (whole or bare),
            plain=plain or in_gaps,
            named=is_named,
            gapped=in_gaps,
            repeated=ones >= 3 and ones == styles["number"],
        )


def _is_a_title(text: str) -> bool:
    """ "3.1 None" and "2.1 Apologies were received from Jo Roe" count paragraphs."""
    return bool(text) and not has_verb(text) and text.rstrip(".").lower() not in ("none", "nil", "noted", "agreed")


def stands_alone(line: Line, after: Line | None, *, gapped: bool = False) -> bool:
    """A few words of a title above a paragraph: "Bus passes". `gapped`: a gap may stand between them."""
    text = line.text
    if line.cells or line.is_bullet or not line.gap or after is None or after.cells or (after.gap and not gapped):
        return False
    if (
        len(text.split()) > 6
        or not is_title(text)
        or has_verb(text)
        or not text[-1].isalnum()
        or re.search(r"[:\d]", text)
    ):
        return False
    if is_name(text) and not (gapped and is_sentence(after.text)):
        return False
    return len(after.text) > len(text) and after.text[-1:] in ".!?)"


def stands_out(line: Line) -> bool:
    """Bold, in capitals or of a heading style, and no more than a title."""
    text = line.text
    if line.cells or not text or not is_title(text) or len(text.split()) > 14:
        return False
    return bool(line.heading or line.bold or _CAPITALS.match(text))


def numbered_row(row: Line) -> Heading | None:
    """A row of a number and a title: "1          Present"."""
    texts = [text for text in row.cell_texts if text.strip()]
    return (
        numbered(f"{texts[0].rstrip('.')}. {texts[1]}") if len(texts) == 2 and texts[0].rstrip(".").isdigit() else None
    )
