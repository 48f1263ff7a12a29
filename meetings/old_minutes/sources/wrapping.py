"""Paragraphs whose lines were broken at a margin, put together again."""

import re
from itertools import accumulate, pairwise

from meetings.old_minutes.headings import numbered
from meetings.old_minutes.labels import attendance_label, is_foot_of_page, next_meetings_label
from meetings.old_minutes.lines import without_bullet

#: A text is wrapped when no line is longer than a margin, and lines that end near it go on with a small letter.
WIDEST_MARGIN = 130
_STARTS = re.compile(
    r"^(?:actions?\b|resolved|agreed|noted|decision|present|in attendance|apologies|venue|"
    r"date)\b.{0,20}[:–-]",
    re.I,
)
#: A number on a line of its own is one of an item or of a page.
_ALONE = re.compile(r"^\d{1,2}\.?$")
#: Rows of a table follow each other. Behind the number of an item blanks make no column.
_COLUMNS = re.compile(r"(?<![.)\d•·])\S\s{3,}\S")
#: "Co-" above "ordinator".
_HYPHEN = re.compile(r"[a-z]-$")
_HEADED = re.compile(r"^[A-Z][\w’' &/-]{2,40}:\s")


def unwrapped(lines: list[str]) -> list[str]:
    """The lines; each that goes on below is joined to what follows. Blank lines are kept."""
    return [text for text, _ in paragraphs_of(lines)]


def paragraphs_of(lines: list[str]) -> list[tuple[str, range]]:
    """Each paragraph with the places of its lines."""
    margin = margin_of(lines)
    groups: list[list[str]] = []
    reach = 0
    for text in lines:
        if margin and groups and reach and _goes_on(groups[-1][-1], reach, text, margin):
            groups[-1].append(text)
        else:
            groups.append([text])
        reach = len(text.rstrip())
    ends = list(accumulate(len(group) for group in groups))
    return [(_joined(group), range(end - len(group), end)) for group, end in zip(groups, ends, strict=True)]


def _joined(group: list[str]) -> str:
    if len(group) == 1:
        return group[0]
    joined = group[0].rstrip()
    for text in group[1:]:
        joined = f"{joined}{'' if _HYPHEN.search(joined) else ' '}{text.strip()}"
    return joined


def margin_of(lines: list[str]) -> int:
    """The width at which the text is wrapped, 0 when it is not."""
    lengths = sorted(len(line.rstrip()) for line in lines if line.strip())
    if not lengths or lengths[-1] > WIDEST_MARGIN or lengths[-1] < 50:
        return 0
    widest = lengths[max(0, int(len(lengths) * 0.97) - 1)]
    broken = sum(
        1 for above, below in pairwise(lines) if len(above.rstrip()) >= widest * 0.7 and below.lstrip()[:1].islower()
    )
    return widest if broken >= 2 else 0


def _goes_on(before: str, reach: int, text: str, margin: int) -> bool:
    """A line that reaches the margin goes on below, unless the line below begins something."""
    bare = text.strip()
    if not bare or not before.strip() or "\t" in text or "\t" in before or is_foot_of_page(before):
        return False
    if _COLUMNS.search(before) and _COLUMNS.search(text):
        return False
    return _is_full(before.rstrip(), reach, bare, margin) and not begins_something(bare)


def _is_full(before: str, reach: int, bare: str, margin: int) -> bool:
    """Had the next word no room, or does the line break off near the margin in the middle of a sentence?"""
    if _HYPHEN.search(before):
        return True
    if reach + 1 + len(bare.split(maxsplit=1)[0]) > margin:
        return True
    if reach >= 0.8 * margin and not before.endswith((".", ":", ";", "?", "!")):
        return True
    return reach >= 0.5 * margin and bare[:1].islower()


def begins_something(text: str) -> bool:
    if without_bullet(text) != text or numbered(text) or _STARTS.match(text) or _HEADED.match(text):
        return True
    if is_foot_of_page(text) or _ALONE.match(text):
        return True
    return bool(attendance_label(text) and ":" in text) or (
        text[:1].isupper() and next_meetings_label(text) is not None
    )
