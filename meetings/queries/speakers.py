"""Whom initials mean in the minutes of a meeting: told where it is certain, flagged where it is not."""

from collections import defaultdict
from collections.abc import Iterable

from meetings.initials import speakers_in, unknown_speakers
from meetings.models import Attendance


def names_by_initials(lines: Iterable[Attendance]) -> dict[str, list[str]]:
    """{"DP": ["Dee Price"], "SB": ["Sam Brown", "Sue Black"]}, of everyone on the list, here or not."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        if line.initials:
            found[line.initials].append(line.name)
    return dict(found)


def doubts_about(html: str, lines: Iterable[Attendance]) -> list[str]:
    """A sentence for each speaker whom nobody's initials mean, or those of two people."""
    known = names_by_initials(lines)
    unknown = [
        f"{initials}: nobody on the attendance list has these initials. Correct them, or add the person to the list."
        for initials in unknown_speakers(html, known)
    ]
    shared = [
        f"{initials} could be {' or '.join(known[initials])}. Write the name."
        for initials in speakers_in(html)
        if len(known.get(initials, [])) > 1
    ]
    return unknown + shared
