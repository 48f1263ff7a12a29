"""What the templates of agendas and minutes need said in Python."""

import re
from itertools import accumulate
from math import inf

from django import template
from django.utils.html import format_html, strip_tags
from django.utils.safestring import mark_safe

from compact_portal.richtext.blocks import blocks
from compact_portal.richtext.headings import nest_headings
from compact_portal.richtext.sanitise import sanitise
from compact_portal.richtext.tables import describe_tables

register = template.Library()

#: A link to a place in a text that came from elsewhere, such as Word's footnotes: here it leads nowhere.
_LINK_WITHIN = re.compile(r'<a href="#[^"]*">(.*?)</a>', re.DOTALL)

#: Of the printed page with three columns, whose middle one is 104 mm wide and 42 lines high.
LETTERS_IN_A_LINE = 50
MOST_LINES_BESIDE = 20
_IN_CELLS = re.compile(r"<(?:table|div)\b")
_NEW_LINE = re.compile(r"<(?:br|li|p|h[3-6])\b")


@register.filter
def minute_text(item: dict) -> str:
    """An item's rich text, its headings one level below the item's own."""
    text = text_of(item)
    return format_html('<div class="p-text">{}</div>', mark_safe(text)) if text else ""  # noqa: S308


def text_of(item: dict) -> str:
    text = _LINK_WITHIN.sub(r"\1", sanitise(item.get("html", "")))
    below = item["level"] + 1 if item["title"] else item["level"]
    return describe_tables(nest_headings(text, below=below))


@register.filter
def discussion_parts(item: dict) -> dict:
    """The discussion of an item in columns: what stands "above" its actions, and what "beside" them, each as
    {"html": …, "decisions": […]}. Beside them stands the last half page at most, and all of a short discussion.

    PDFs are read page by page. What stands beside the actions is therefore kept on one page with them: then the
    whole discussion is read before the first action, over however many pages it runs.
    """
    discussion = [*blocks(text_of(item)), *item["decisions"]]
    first = first_beside(discussion) if item["actions"] else len(discussion)
    return {"above": said(discussion[:first]), "beside": said(discussion[first:])}


def first_beside(discussion: list[str | dict]) -> int:
    """The place in a discussion from which on everything fits beside the actions."""
    heights = accumulate(map(lines_of, reversed(discussion)))
    return len(discussion) - sum(height <= MOST_LINES_BESIDE for height in heights)


def lines_of(part: str | dict) -> float:
    """About how many lines it takes in print. What is in narrow cells of its own may take any number."""
    text = part if isinstance(part, str) else part["text"]
    if _IN_CELLS.search(text):
        return inf
    return len(strip_tags(text)) / LETTERS_IN_A_LINE + 1 + len(_NEW_LINE.findall(text))


def said(parts: list[str | dict]) -> dict:
    html = "".join(part for part in parts if isinstance(part, str))
    return {"html": mark_safe(html), "decisions": [part for part in parts if isinstance(part, dict)]}  # noqa: S308


@register.filter
def groups(attendance: dict) -> list[dict]:
    """Those present by side, then those absent by reason."""
    return attendance["sides"] + attendance["absences"]


@register.filter
def any_has(rows: list[dict], key: str) -> bool:
    """Whether a column is worth having."""
    return any(row.get(key) for row in rows)


@register.tag
def without_gaps(parser, token):
    """{% without_gaps %}…{% end_without_gaps %}: headings from h2 down, none skipped."""
    inside = parser.parse(["end_without_gaps"])
    parser.delete_first_token()
    return WithoutGaps(inside)


class WithoutGaps(template.Node):
    def __init__(self, inside: template.NodeList):
        self.nodelist = inside

    def render(self, context) -> str:
        return nest_headings(self.nodelist.render(context), below=1)
