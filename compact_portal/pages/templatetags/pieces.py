"""Pieces of a page that lists repeat on every line: in Python, because a template for each costs more than its line."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

register = template.Library()


@register.simple_tag
def tag(text: str, colour: str = "") -> str:
    """A state, in one or two words. Grey, green, blue, red, orange, yellow, purple, or GOV.UK's own without one."""
    return format_html('<strong class="govuk-tag{}">{}</strong>', f" govuk-tag--{colour}" if colour else "", text)


@register.filter
def option_tags(optgroups: list) -> str:
    """`widget.optgroups` as <option> elements, in their <optgroup> if they have one."""
    return format_html_join("", "{}", ((in_group(name, options),) for name, options, _ in optgroups))


def in_group(name: str | None, options: list[dict]) -> str:
    tags = format_html_join("\n  ", '<option value="{}"{}{}>{}</option>', map(parts, options))
    return format_html('<optgroup label="{}">{}</optgroup>', name, tags) if name else tags


def parts(option: dict) -> tuple:
    attrs = option["attrs"]
    value = "" if option["value"] is None else option["value"]
    return (
        value,
        mark_safe(" selected") if attrs.get("selected") else "",
        mark_safe(" disabled") if attrs.get("disabled") else "",
        option["label"],
    )
