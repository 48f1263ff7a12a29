"""When the next meetings are, as written."""

import re
from collections.abc import Iterable

from meetings.old_minutes.dates import dates_in
from meetings.old_minutes.draft import Item
from meetings.old_minutes.labels import next_meetings_label
from meetings.old_minutes.lines import without_bullet
from meetings.old_minutes.sentences import sentences

_TOLD = re.compile(
    r"\b(?:next|future|following) (?:\w+ ){0,3}?meetings?\b.{0,60}?\b(?:will|is|are|was|were|would|to)\b|"
    r"\bdates? of (?:the )?(?:next|future)\b|\bmeet(?:ing)? again\b",
    re.IGNORECASE,
)


#: "The next meeting will be held on …"
_ARRANGED = re.compile(
    r"^(?:of (?:the )?[\w -]{3,60}? (?=will |would |is |are ))?"
    r"(?:will|would|is|are|was|were|to) (?:be |now be |provisionally )?(?:held |arranged |scheduled |confirmed |"
    r"agreed |take place )*"
    r"(?:\([^)]*\) )?(?:as |for |on )*(?:the )?(?=\S)",
    re.IGNORECASE,
)
#: "To be confirmed" is no arrangement yet.
_OPEN = re.compile(r"^(?:(?:date|time|venue) )?(?:to be|tbc|tba)\b", re.IGNORECASE)


def listed_meetings(texts: Iterable[str]) -> list[str]:
    """The lines under "Dates of next meetings", without the label."""
    found = []
    for text in texts:
        bare = without_bullet(text)
        rest = next_meetings_label(bare)
        whole = bare if rest is None else rest
        said = whole if _OPEN.match(whole) else _ARRANGED.sub("", whole)
        if said.strip(" .:"):
            found.append(said.strip())
    return found


def meetings_of_items(items: list[Item], spoken: list[list[str]]) -> list[str]:
    """An item of that title, or else a sentence of any item that names the day. A row of a log of actions is none."""
    found: list[str] = []
    for item, lines in zip(items, spoken, strict=True):
        rest = next_meetings_label(item.title) if item.title else None
        if rest is not None:
            found += listed_meetings([rest, *lines] if lines else [rest])
    if found:
        dated = [text for text in found if dates_in(text)]
        return dated or found[:1]
    return [
        sentence
        for lines in spoken
        for line in lines
        for sentence in sentences(line)
        if _TOLD.search(sentence) and dates_in(sentence)
    ]
