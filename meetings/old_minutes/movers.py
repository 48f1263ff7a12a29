"""Who moved a decision and how it was carried: "Proposed: Dr Roe. Seconded: Mrs Moss. Carried by 3 votes to 1."."""

import re
from itertools import takewhile

from meetings.old_minutes.vocabulary import UPPER

_WORD = rf"(?-i:[{UPPER}])[\w.’'-]*"
_NAMES = rf"{_WORD}(?:\s+(?:{_WORD}|and|&|of|the|de|la|van|von|du)){{0,7}}"
_MOVED = rf"(?:propose[dr]|moved|mover|seconde[dr])(?:\s+by\b)?\s*[:–-]?\s*{_NAMES}"
_CARRIED = (
    r"(?:the motion (?:was )?)?(?:carried(?:,? (?:unanimously|nem\.? con)| by [^.;]{0,40}(?:\d|majority)[^.;]{0,40}|"
    r"\W{1,3}\d[^.;]{0,30})?|all (?:were )?in favour|unanimous(?:ly)?|(?:votes?|voting):[^;]{1,60})"
)
_LINE = re.compile(
    rf"^\W*(?:{_MOVED}|{_CARRIED})(?:[\s.,;]+(?:and\s+)?(?:{_MOVED}|{_CARRIED}|agreed|approved)){{0,3}}\W*$",
    re.IGNORECASE,
)
#: "Proposed Budget" names nobody.
_TELLS = re.compile(r"\bseconde[dr]\b|\bby\b|:|^\W*(?:the motion|carried|all|unanimous)\b", re.IGNORECASE)
LONGEST = 250


def tells_of_movers(text: str) -> bool:
    """Does the line say who proposed and seconded, or how it was carried, and nothing else?"""
    return len(text) <= LONGEST and bool(_LINE.match(text) and _TELLS.search(text))


def last_mover(lines: list[str], place: int) -> int:
    """The place of the last such line below the one at `place`; that place itself where there is none."""
    return place + sum(1 for _ in takewhile(tells_of_movers, lines[place + 1 :]))
