"""Rich text cut where one can cut it without tearing anything: between its outermost blocks."""

import re

_BLOCK_TAG = re.compile(r"<(/?)(?:p|h[1-6]|ul|ol|blockquote|table|div)\b[^>]*>")


def blocks(html: str) -> list[str]:
    """The paragraphs, headings, lists, quotes and tables of sanitised rich text, in order. Joined they are the text.

    Words outside every block go with the one that follows them.
    """
    found, start, depth = [], 0, 0
    for tag in _BLOCK_TAG.finditer(html):
        depth += -1 if tag[1] else 1
        if depth == 0:
            found.append(html[start : tag.end()])
            start = tag.end()
    return [*found, html[start:]] if html[start:] else found
