"""Tables that say which of their cells are headers, so that a screen reader can tell what a cell is about."""

import re

_TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)
_ROW = re.compile(r"<tr>.*?</tr>", re.DOTALL)
_HEADER = re.compile(r"<th(?: scope=\"\w*\")?((?: (?:col|row)span=\"\d+\")*)(?: scope=\"\w*\")?>(.*?)</th>", re.DOTALL)
_WORDLESS = re.compile(r"(?:<[^>]+>|\s|&nbsp;)*")
_PART = re.compile(r"<(/?)(table|thead|tbody|tr|td)\b[^>]*>")


def describe_tables(html: str) -> str:
    """Sanitised rich text whose header cells have a scope: the first row's their column, others their row.

    A first row of headers becomes the table's head, which a PDF repeats on every page. A header without words heads
    nothing and becomes a cell. A table without any header is a layout: it keeps its looks, and its words are read
    one after the other.
    """
    return _TABLE.sub(lambda found: _described(found[1]) if "<th" in found[1] else _layout(found[0]), html)


def _described(inside: str) -> str:
    first, *others = _ROW.findall(inside)
    if "<td" in first:
        head, others = "", [first, *others]
    else:
        head = f"<thead>{_with_scope(first, 'col')}</thead>"
    body = "".join(_with_scope(row, "row") for row in others)
    return f"<table>{head}<tbody>{body}</tbody></table>"


def _with_scope(row: str, scope: str) -> str:
    return _HEADER.sub(lambda cell: _header(cell, scope), row)


def _header(cell: re.Match, scope: str) -> str:
    spans, words = cell[1], cell[2]
    return f"<td{spans}></td>" if _WORDLESS.fullmatch(words) else f'<th scope="{scope}"{spans}>{words}</th>'


def _layout(table: str) -> str:
    return _PART.sub(lambda part: "</div>" if part[1] else f'<div class="p-layout-{part[2]}">', table)
