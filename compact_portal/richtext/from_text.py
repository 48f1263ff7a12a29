"""The text of a box without an editor as rich text. `marks` says how it looks; `to_text` writes it.

Whatever is no mark is kept as it was typed. What comes out has yet to be sanitised.
"""

import re
from collections.abc import Iterator
from itertools import accumulate

from compact_portal.richtext.blocks import blocks
from compact_portal.richtext.marked_words import words_of
from compact_portal.richtext.marks import (
    BEFORE,
    BULLET,
    CELL,
    HEADER,
    HEADING,
    LINE_IN_CELL,
    NO_LINE,
    NUMBER,
    QUOTE,
)
from compact_portal.richtext.sanitise import paragraphs
from compact_portal.richtext.to_text import rows_of, text_of

#: Texts as they stood before, each with the HTML it was made from; the same text may have stood there twice.
Untouched = dict[str, list[str]]

_ROW = re.compile(r"<tr>.*?</tr>", re.DOTALL)
_CELL = re.compile(r"((?:\\.|[^|])*)\|?")
_LINE_IN_CELL = re.compile(rf" ?(?<!\\){LINE_IN_CELL} ?")
_HEADINGS = {mark.strip(): tag for tag, mark in BEFORE.items()}


def html_of(text: str, *, stored: str) -> str:
    """What was typed, as HTML. `stored` is the sanitised HTML that the text was made from, "" for none.

    Blocks, and rows of a table, that were not touched keep their HTML to the letter.
    """
    lines = [line.rstrip(" \t") for line in re.sub("\r\n?", "\n", text).split("\n")]
    if "\n".join(lines).strip("\n") == text_of(stored):
        return stored
    untouched = _untouched(stored)
    try:
        return "".join(_as_before("\n".join(part), untouched) or _block(part, untouched) for part in _parts(lines))
    except RecursionError:  # lists in lists without end: nobody means that
        return paragraphs(text)


def _untouched(stored: str) -> Untouched:
    found: Untouched = {}
    for block in blocks(stored):
        found.setdefault(text_of(block), []).append(block)
        if block.count("<table>") == 1:
            for text, row in zip(rows_of(block), _ROW.findall(block), strict=True):
                found.setdefault(text, []).append(row)
    return found


def _as_before(text: str, untouched: Untouched) -> str:
    html = untouched.get(text, [""])
    return html.pop(0) if len(html) > 1 else html[0]


def _parts(lines: list[str]) -> Iterator[list[str]]:
    """The lines of each block."""
    words, start = _words_from(lines), 0
    while start < len(lines):
        kind, end = _kind(lines[start]), start + 1
        while lines[start] and end < len(lines) and _goes_on(kind, lines[end], words[end]):
            end += 1
        if lines[start]:
            yield lines[start:end]
        start = end


def _words_from(lines: list[str]) -> list[str]:
    """For each line itself or, if it is empty, the next that is not; "" where none comes."""
    found = accumulate(reversed(lines), lambda below, line: line or below)
    return list(found)[::-1]


def _kind(line: str) -> str:
    """The tag of the block that begins with this line. (A heading is "h", whatever its level.)"""
    looks = (
        ("h", HEADING.fullmatch(line)),
        ("blockquote", line.startswith(QUOTE)),
        ("table", line.startswith(CELL)),
        ("ul", BULLET.match(line)),
        ("ol", NUMBER.match(line)),
    )
    return next((kind for kind, found in looks if found), "p")


def _goes_on(kind: str, line: str, words: str) -> bool:
    """Does the block of this kind go on with this line? `words` is the line, or the next one with words."""
    if kind in ("ul", "ol"):
        return words.startswith("  ") or (bool(line) and _kind(line) == kind)
    if kind == "h" or not line:
        return False
    if kind == "p" and _kind(line) == "ol":
        return not line.startswith("1.")  # a line that happens to begin with the end of a sentence
    return _kind(line) == kind


def _block(lines: list[str], untouched: Untouched) -> str:
    kind = _kind(lines[0])
    if kind == "h":
        mark, words = HEADING.fullmatch(lines[0]).groups()
        return f"<{_HEADINGS[mark]}>{words_of([words])}</{_HEADINGS[mark]}>"
    if kind == "blockquote":
        return f"<blockquote>{_blocks([line[1:].removeprefix(' ') for line in lines])}</blockquote>"
    if kind == "table":
        rows = "".join(_as_before(line, untouched) or _row(line) for line in lines)
        return f"<table><tbody>{rows}</tbody></table>"
    if kind in ("ul", "ol"):
        return _list(lines, kind)
    return f"<p>{words_of(['' if line == NO_LINE else line for line in lines])}</p>"


def _blocks(lines: list[str]) -> str:
    return "".join(_block(part, {}) for part in _parts(lines))


def _list(lines: list[str], kind: str) -> str:
    start = int(NUMBER.match(lines[0])[1]) if kind == "ol" else 1
    points = "".join(f"<li>{_blocks(point)}</li>" for point in _points(lines, BULLET if kind == "ul" else NUMBER))
    return f'<{kind} start="{start}">{points}</{kind}>' if start != 1 else f"<{kind}>{points}</{kind}>"


def _points(lines: list[str], mark: re.Pattern) -> Iterator[list[str]]:
    """The lines of each point of a list, without its mark and without the blanks that stand for it."""
    point, width = [], 0
    for line in lines:
        if found := mark.match(line):
            if point:
                yield point
            point, width = [line[found.end() :]], found.end()
        else:
            point.append(re.sub(rf"^ {{1,{width}}}", "", line))
    yield point


def _row(line: str) -> str:
    cells = _CELL.findall(line.removeprefix(CELL).removesuffix(CELL))
    return f"<tr>{''.join(map(_cell, cells[:-1]))}</tr>"


def _cell(text: str) -> str:
    tag = "th" if f"{text.strip()} ".startswith(HEADER) else "td"
    words = text.strip().removeprefix(HEADER.strip()).lstrip() if tag == "th" else text.strip()
    return f"<{tag}>{_blocks(_LINE_IN_CELL.split(words))}</{tag}>"
