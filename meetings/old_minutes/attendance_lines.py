"""Lines of an attendance list on which more than one side stands, and people whose lines stand below each other."""

import re
from collections.abc import Iterable
from dataclasses import replace

from meetings.old_minutes.labels import attendance_label
from meetings.old_minutes.lines import Line
from meetings.old_minutes.name_lists import is_detail, read_names
from meetings.old_minutes.names import is_name
from meetings.old_minutes.passages import Passage
from meetings.old_minutes.people import is_initials_of
from meetings.old_minutes.sentences import sentences

#: "… (representing the Mayor) In attendance: Jo Roe" opens a side within the line.
_MIDWAY = re.compile(r"(?<=[\w).,;])\s+(?=(?:(?:Also,? i|I)n attendance|Also present|Apologies(?: for absence)?)\s*:)")

#: Names, from which on lines that stand below them can be told; and the lines of one person.
FEWEST = 3
MOST_LINES = 4


def parted(passage: Passage) -> list[Passage]:
    """ "Present: Cllr J Roe. Also present: the Clerk." opens two sides on one line."""
    told = [said for part in _MIDWAY.split(passage.line.text) for said in sentences(part)]
    labels = [attendance_label(each) if ":" in each[:40] else None for each in told]
    if passage.line.cells or not any(labels[1:]):
        return [passage]
    parts: list[list[str]] = [[told[0]]]
    for sentence, label in zip(told[1:], labels[1:], strict=True):
        if label:
            parts.append([sentence])
        else:
            parts[-1].append(sentence)
    texts = [" ".join(part) for part in parts]
    return [replace(passage, line=Line(text), label=attendance_label(text)) for text in texts]


def of_one_each(passages: Iterable[Passage]) -> list[Passage]:
    """ "Jo Roe", "Manager", "JR" on three lines as "Jo Roe – Manager – JR".

    Only where most names have such lines below them: elsewhere all names may stand above all roles.
    """
    listed = list(passages)
    groups: list[list[Passage]] = []
    for passage in listed:
        if groups and _is_named(groups[-1][0]) and _is_said_of(passage, groups[-1][0].line.text):
            groups[-1].append(passage)
        else:
            groups.append([passage])
    named = [len(group) for group in groups if _is_named(group[0])]
    if len(named) < FEWEST or sum(1 for length in named if 1 < length <= MOST_LINES) < 0.7 * len(named):
        return listed
    return [_together(group) for group in groups]


def _is_named(passage: Passage) -> bool:
    return not passage.line.cells and not passage.label and is_name(passage.line.text)


def _is_said_of(passage: Passage, name: str) -> bool:
    text = passage.line.text
    if passage.line.cells or passage.label or passage.line.is_bullet or text.endswith(":"):
        return False
    return is_initials_of(text, name) or (is_detail(text) and not read_names(text, one_each=True))


def _together(group: list[Passage]) -> Passage:
    if len(group) == 1:
        return group[0]
    return replace(group[0], line=replace(group[0].line, text=" – ".join(passage.line.text for passage in group)))
