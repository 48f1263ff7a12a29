"""Tables that can be read on a telephone."""

import re
from itertools import zip_longest

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

HEADER = re.compile(r"<th\b[^>]*>(.*?)</th>", re.DOTALL)
ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
CELL = re.compile(r"<td\b(.*?)</td>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")


@register.simple_block_tag
def wide_table(content: str, label: str = "", labelledby: str = "") -> str:
    """A table in a box of its own, in which it scrolls where it is too wide, so that the page does not.

    On a narrow screen each row stands as a list of its cells instead, and each cell says the heading of its column
    (`data-label`): it is taken from the table's head, so that nothing is written twice. An empty cell says nothing.
    """
    name, words = ("label", label) if label else ("labelledby", labelledby)
    box = '<div class="p-scroll" role="region" aria-{}="{}" tabindex="0">{}</div>'
    return format_html(box, name, words, labelled(content))


def labelled(table: str) -> SafeString:
    head, end, body = table.partition("</thead>")
    labels = [words_of(heading).replace('"', "&quot;") for heading in HEADER.findall(head)]
    return mark_safe(head + end + ROW.sub(lambda row: with_labels(row[0], labels), body))  # noqa: S308 as it came


def with_labels(row: str, labels: list[str]) -> str:
    pieces = CELL.split(row)
    between, cells = pieces[::2], pieces[1::2]
    told = [f"<td{label_of(cell, labels, place)}{cell}</td>" for place, cell in enumerate(cells)]
    return "".join(piece for pair in zip_longest(between, told, fillvalue="") for piece in pair)


def label_of(cell: str, labels: list[str], place: int) -> str:
    is_empty = not words_of(f"<td{cell}")
    return "" if is_empty or place >= len(labels) else f' data-label="{labels[place]}"'


def words_of(html: str) -> str:
    return " ".join(TAG.sub(" ", html).split())
