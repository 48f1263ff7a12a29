"""Lines of an attendance list on which more than one side stands."""

import re
from dataclasses import replace

from meetings.old_minutes.labels import attendance_label
from meetings.old_minutes.lines import Line
from meetings.old_minutes.passages import Passage
from meetings.old_minutes.sentences import sentences

#: "… (representing the Mayor) In attendance: Jo Roe" opens a side within the line.
_MIDWAY = re.compile(r"(?<=[\w).,;])\s+(?=(?:(?:Also,? i|I)n attendance|Also present|Apologies(?: for absence)?)\s*:)")


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
