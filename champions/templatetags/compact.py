"""The words of a clause, with the links in them. In Python: a long Compact has hundreds of them on one page."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def words(parts: list[dict]) -> SafeString:
    """A text in pieces, some of which lead somewhere (see `Glossary.parts`); nothing before or after it."""
    found = SafeString()
    for part in parts:
        if part.get("href"):
            found += format_html('<a class="p-term" href="{}">{}</a>', part["href"], part["text"])
        else:
            found += format_html("{}", part["text"])
    return found


@register.simple_tag
def cite(clause: dict) -> SafeString:
    """The number by which others cite a clause, as a link to it. Parts without a number are not cited in their text."""
    if not clause.get("cite"):
        return SafeString()
    return format_html(' <a class="p-cite" href="#{}">{}</a>', clause["anchor"], clause["cite"])
