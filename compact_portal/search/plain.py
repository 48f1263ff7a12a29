"""Words for the index, from what a record holds."""

import re
from html import unescape

#: Where one block ends and the next begins there is a space; within a word there is none.
BLOCK = re.compile(r"</?(?:p|br|li|ul|ol|h[1-6]|div|td|th|tr|table|blockquote)\b[^>]*>")
TAG = re.compile(r"<[^>]+>")


def plain(html: str) -> str:
    """Sanitised rich text without its marks."""
    return " ".join(unescape(TAG.sub("", BLOCK.sub(" ", html))).split())


def first_words(text: str, most: int = 20) -> str:
    """The beginning of a long text, for a title."""
    words = text.split()
    return " ".join(words[:most]) + " …" if len(words) > most else " ".join(words)
