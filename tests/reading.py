"""Reading an answer as somebody who sees the page does."""

import re
from html import unescape

import nh3

from compact_portal.richtext.sanitise import DROPPED, sanitise

_LINE_END = re.compile(r"<br>|</(?:p|h3|h4|li|tr|blockquote)>")
_words_only = nh3.Cleaner(tags=set(), clean_content_tags=DROPPED)


def text(response) -> str:
    """The words of a page, entities and tags gone."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def plain_text(html: str) -> str:
    """The words of rich text alone, one line for each block."""
    lines = unescape(_words_only.clean(_LINE_END.sub("\n", sanitise(html)))).split("\n")
    return "\n".join(line.strip() for line in lines if line.strip())
