"""Reading an answer as somebody who sees the page does."""

import re
from html import unescape


def text(response) -> str:
    """The words of a page, entities and tags gone."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())
