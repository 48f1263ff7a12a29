"""By when an action is due, as it is written: "by 3 March", "within two weeks", "at the next meeting"."""

import re

from meetings.old_minutes.dates import dates_in

_COUNT = r"(?:a|an|one|two|three|four|five|six|eight|ten|twelve|the next \w+|next|\d{1,3})"
_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|"
    r"dec(?:ember)?)"
)
_DAYS = r"(?:mon|tues?|wed(?:s|nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?"
_YEAR = r"(?: \d{4}| [’']?\d{2})"
_PHRASES = re.compile(
    r"\b(?:"
    r"(?:(?:by|before|at|for|in time for|ahead of|prior to|to|until) )?(?:the )?(?:next|following|"
    r"subsequent) (?:\w+ ){0,3}?meetings?"
    rf"|within {_COUNT}(?: working)? (?:days?|weeks?|months?|years?|fortnight)(?: of the meeting)?"
    rf"|in {_COUNT} (?:days?|weeks?|months?|years?)(?:[’'] time)?"
    rf"|(?:by|before|at|until|towards) (?:the )?(?:end|beginning|start|middle|close) of (?:the )?(?:{_MONTHS}|"
    rf"\w+ ?(?:year|term|week|month|quarter))"
    r"(?: \d{4})?"
    rf"|(?:by|before) (?:the )?(?:end |mid[- ]?|early |late )?{_MONTHS}{_YEAR}?(?= *(?:[.,;)\]]|$))"
    rf"|(?:(?:by|before) )?(?:the )?(?:end|mid|early|late)(?: of)?[ -]{_MONTHS}{_YEAR}?(?= *(?:[.,;)\]]|$))"
    rf"|by (?:cob|cop|close of (?:business|play)|noon)(?: (?:on |this |next )?{_DAYS})?|by (?:this |next )?{_DAYS}"
    r"|by the \d{1,2}(?:st|nd|rd|th)|by \d{1,2}/\d{1,2}(?![/\d])"
    r"|by (?:the )?(?:mon|tues|wednes|thurs|fri|satur|sun)day(?: next)?|by (?:the )?(?:end of )?(?:next|"
    r"this) (?:week|month|year)"
    r"|(?:by|before) (?:easter|christmas|the summer|the autumn|the spring|year end|close of play)"
    r"|as soon as possible|asap|immediately|forthwith"
    r")\b",
    re.IGNORECASE,
)
_BEFORE_A_DATE = re.compile(
    r"\b(?:by|before|no later than|not later than|deadline(?: of|:| is)?|due(?: by| on|"
    r":)?|until|w/c)\s+(?:the )?$",
    re.IGNORECASE,
)
#: "Circulate the timetable (15 Feb)".
_BRACKET_ENDS = re.compile(r"^\)\W*$")


def due_in(text: str) -> str:
    """The words that say by when; empty where none do. Of several, those that stand first."""
    found = []
    for date in dates_in(text):
        before = _BEFORE_A_DATE.search(text[: date.start])
        if before:
            found.append((before.start(), f"{before[0]}{text[date.start : date.end]}".strip()))
        elif text[: date.start].endswith("(") and _BRACKET_ENDS.match(text[date.end :]):
            found.append((date.start, text[date.start : date.end]))
    phrase = _PHRASES.search(text)
    if phrase:
        found.append((phrase.start(), phrase[0].strip()))
    return min(found, key=lambda each: (each[0], -len(each[1])))[1].rstrip(".") if found else ""
