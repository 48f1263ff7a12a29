"""Two texts of one item as one, with what was added and what was taken out."""

import re
from difflib import SequenceMatcher
from html import unescape

from champions.queries.comparison import marked_words

#: A line of a text, in pieces: ("", "as before"), ("ins", "new"), ("del", "gone").
Line = tuple[tuple[str, str], ...]

_POINT = re.compile(r"<li[^>]*>")
_END_OF_CELL = re.compile(r"</t[dh]>(?!</tr>)")
_END_OF_LINE = re.compile(r"<br[^>]*>|</(?:p|h3|h4|li|tr|blockquote)>")
_TAG = re.compile(r"<[^>]+>")


def changes_between(before: str, after: str) -> list[Line]:
    """Both rich texts line by line; in a line that was reworded, word by word."""
    old, new = lines_of(before), lines_of(after)
    found: list[Line] = []
    for op, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op == "equal":
            found += [(("", line),) for line in old[old_from:old_to]]
        else:
            found += reworded(old[old_from:old_to], new[new_from:new_to])
    return found


def lines_of(html: str) -> list[str]:
    """The words of each paragraph, point and row. How they look is not compared."""
    ended = _END_OF_LINE.sub("\n", _END_OF_CELL.sub(" · ", _POINT.sub("• ", " ".join(html.split()))))
    lines = (line.strip() for line in unescape(_TAG.sub("", ended)).split("\n"))
    return [line for line in lines if line]


def has_other_words(lines: list[Line]) -> bool:
    return any(tag for line in lines for tag, _ in line)


def reworded(old: list[str], new: list[str]) -> list[Line]:
    """Line against line as far as both go; what is left over was added or taken out whole."""
    both = min(len(old), len(new))
    found: list[Line] = [marked_words(*pair) for pair in zip(old[:both], new[:both], strict=True)]
    return found + [(("del", line),) for line in old[both:]] + [(("ins", line),) for line in new[both:]]
