"""Who speaks, by initials: "DP:" at the start of a paragraph or a sentence."""

import re
from collections.abc import Iterable
from html import unescape

#: What stands before or after a name and lends it no initial.
TITLES = {
    "cllr",
    "councillor",
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "prof",
    "professor",
    "rev",
    "sir",
    "dame",
    "lord",
}
HONOURS = {"mbe", "obe", "cbe", "bem", "qpm", "kc", "mp", "jp"}

#: SMcB keeps the Mc: two people called SB are then told apart.
_KEPT_START = re.compile(r"(?:Mc|Mac)[A-Z]")
_BLOCK_END = re.compile(r"<br>|</(?:p|h3|h4|li|td|th|blockquote)>")
_TAG = re.compile(r"<[^>]+>")
#: Two to six letters, the first and the last a capital: DP, SMcB, JFT. After a line's start or a sentence's end.
_SPEAKER = re.compile(r"(?:^|[.?!…][’”'\")]*\s)\s*([A-Z][A-Za-z]{0,4}[A-Z]):", re.MULTILINE)


def initials_of(name: str) -> str:
    """Stephanie McBurney: SMcB. Jerry Foster-Turner: JFT. Titles and honours do not count."""
    parts = (part.strip(".,()‘’'\"") for part in re.split(r"[\s-]+", name))
    return "".join(initial_of(part) for part in parts if part and part.lower() not in TITLES | HONOURS)


def initial_of(part: str) -> str:
    kept = _KEPT_START.match(part)
    return kept.group() if kept else part[0]


def speakers_in(html: str) -> list[str]:
    """The initials that speak in a minute's rich text, each once, in the order in which they first speak."""
    text = unescape(_TAG.sub("", _BLOCK_END.sub("\n", html)))
    return list(dict.fromkeys(_SPEAKER.findall(text)))


def unknown_speakers(html: str, known: Iterable[str]) -> list[str]:
    """Speakers whose initials nobody on the attendance list has. Told, never guessed."""
    listed = set(known)
    return [initials for initials in speakers_in(html) if initials not in listed]
