"""What the templates of agendas and minutes need said in Python."""

import re

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from compact_portal.richtext.headings import nest_headings
from compact_portal.richtext.sanitise import sanitise
from compact_portal.richtext.tables import describe_tables

register = template.Library()

#: A link to a place in a text that came from elsewhere, such as Word's footnotes: here it leads nowhere.
_LINK_WITHIN = re.compile(r'<a href="#[^"]*">(.*?)</a>', re.DOTALL)


@register.filter
def minute_text(item: dict) -> str:
    """An item's rich text, its headings one level below the item's own."""
    text = _LINK_WITHIN.sub(r"\1", sanitise(item.get("html", "")))
    if not text:
        return ""
    below = item["level"] + 1 if item["title"] else item["level"]
    return format_html('<div class="p-text">{}</div>', mark_safe(describe_tables(nest_headings(text, below=below))))  # noqa: S308


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
