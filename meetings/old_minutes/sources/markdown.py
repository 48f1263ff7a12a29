"""What Markdown writes beside the words: escaped signs, quoted paragraphs, and the front matter of a page."""

import re

from meetings.old_minutes.lines import Line, collapsed

#: "1\\. Welcome" and "\\- a point": the sign itself is meant. A bar is left to the reader of tables.
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()<>#+.!~&:-])")
_QUOTED = re.compile(r"^ {0,3}(?:> ?)+")
_ENDED = re.compile(r"(?<=\S)\\$")
#: "16^th^".
_RAISED = re.compile(r"\^(st|nd|rd|th)\^", re.IGNORECASE)
_FENCE = re.compile(r"^---\s*$")
_TITLE = re.compile(r"^title\s*:\s*(?P<quote>[\"']?)(?P<title>.+?)(?P=quote)\s*$", re.IGNORECASE)
_KEY_OR_VALUE = re.compile(r"^(?:[a-z][\w-]*\s*:|\s+\S|-\s)")
MOST_FRONT_MATTER = 60


def without_marks(text: str) -> str:
    """The line as it is read on the page."""
    return _ESCAPED.sub(r"\1", _RAISED.sub(r"\1", _ENDED.sub("", _QUOTED.sub("", text))))


def front_matter(lines: list[str]) -> tuple[list[Line], list[str]]:
    """What stands between two rules above the page, and the page. Only the title says something of the meeting."""
    start = next((place for place, text in enumerate(lines) if text.strip()), 0)
    if not lines or not _FENCE.match(lines[start]):
        return [], lines
    above = lines[start + 1 : start + MOST_FRONT_MATTER]
    end = next((place for place, text in enumerate(above) if _FENCE.match(text)), 0)
    said = [text for text in above[:end] if text.strip()]
    if not said or not all(map(_KEY_OR_VALUE.match, said)):
        return [], lines
    return [_line(text) for text in said], above[end + 1 :] + lines[start + MOST_FRONT_MATTER :]


def _line(text: str) -> Line:
    found = _TITLE.match(text)
    return Line(collapsed(found["title"])) if found else Line(collapsed(text), furniture=True)
