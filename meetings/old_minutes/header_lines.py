"""The lines above the attendance list, put together again where the page broke them."""

import re
from collections.abc import Iterable

from meetings.old_minutes.lines import Line, words_of

LABELLED = re.compile(r"^(?P<label>(?:date|time|venue|location|place) (?:of|for) (?:the )?meeting|"
                       r"meeting (?:date|time|venue|location|place)|date(?: and time|"
    r" & time|/time)?|venue|location|place|time|held at|where|"
    r"when|meeting|title|committee|"
                       r"name of meeting|meeting name|subject|meeting title|group|meeting of|"
                       r"present at)\s*[:|]\s*(?P<rest>.*)$", re.I | re.S)  # fmt: skip
#: What a committee system or a web page prints above every meeting's minutes.
_OF_THE_PAGE = re.compile(
    r"^(?:(?:for )?contacts?(?: officer)?|tel(?:ephone)?(?: no)?\.?|e-?mail|media|web ?cast|links?|note|enquiries to|"
    r"quorum|(?:parish |town )?clerk(?: to the (?:parish |town )?council)?(?=\s*:)|"
    r"(?:meeting )?called by|type of meeting)(?:\s*(?:[.:]|-\s).*)?$|"
    r"^(?:meeting documents|meeting details|councillors and committees|page contents|home|skip to (?:main )?content)$",
    re.IGNORECASE | re.DOTALL,
)
_MINUTES_OF = re.compile(
    r"^(?:draft |unconfirmed |confirmed )?(?:minutes|notes|record) of (?:an? |the )?(?:[\w-]+ ){0,2}?meeting of "
    r"(?:the )?(?P<body>\S.*)$",
    re.IGNORECASE,
)
#: A line that goes on below: "held on Friday", "the District of", "held on 14".
_GOES_ON = re.compile(
    r"(?:\b(?:of|on|at|in|the|and|for|held|via)|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"\bheld\b.*,|^(?:in|at) .*,)$",
    re.IGNORECASE,
)
#: A label above what it is the label of.
_ALONE = re.compile(r"^(?:date|time|venue|location|place)(?: of meeting)?\s*:?$", re.IGNORECASE)
_A_DAY = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?$", re.IGNORECASE)
_A_MONTH = re.compile(r"(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\b", re.IGNORECASE)


def is_of_the_page(text: str) -> bool:
    """Whom to ring up, and what else stands on the page of any meeting."""
    return bool(_OF_THE_PAGE.match(text))


def names_again(text: str, titles: list[str]) -> bool:
    """ "Minutes of a Meeting of the Working Party" below "Example Compact Working Party"."""
    found = _MINUTES_OF.match(text)
    above = {word.casefold() for title in titles for word in words_of(title)}
    return bool(found) and above.issuperset(word.casefold() for word in words_of(found["body"]))


def header_texts(lines: Iterable[Line]) -> list[str]:
    """Each of them is a line that says something by itself."""
    kept: list[str] = []
    for text in _texts(lines):
        if kept and _ALONE.match(kept[-1]) and not LABELLED.match(text) and not _ALONE.match(text):
            kept[-1] = f"{kept[-1].rstrip(' :')}: {text}"
        elif kept and _goes_on(kept[-1], text):
            kept[-1] = f"{kept[-1]} {text}"
        else:
            kept.append(text)
    return kept


def _goes_on(text: str, after: str) -> bool:
    if LABELLED.match(after):
        return False
    if text.endswith(":"):
        return len(text.split()) <= 4 and not after.endswith(":")
    return bool(_GOES_ON.search(text) or (_A_DAY.search(text) and _A_MONTH.match(after)))


def _texts(lines: Iterable[Line]) -> Iterable[str]:
    """A row of two cells reads as "Venue: Town Hall"."""
    for line in lines:
        cells = [text.strip(" :") for text in line.cell_texts if text.strip()]
        if len(cells) > 1 and all(LABELLED.match(cell) for cell in cells):
            yield from cells
        elif len(cells) > 2 and len(cells) % 2 == 0:
            yield from (f"{label}: {said}" for label, said in zip(cells[::2], cells[1::2], strict=True))
        else:
            yield ": ".join(cells) if cells else line.unbulleted
