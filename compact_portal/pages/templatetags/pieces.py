"""Pieces of a page that lists repeat on every line: in Python, because a template for each costs more than its line."""

from html import escape

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

register = template.Library()


@register.simple_tag
def tag(text: str, colour: str = "") -> str:
    """A state, in one or two words. Grey, green, blue, red, orange, yellow, purple, or GOV.UK's own without one."""
    return format_html('<strong class="govuk-tag{}">{}</strong>', f" govuk-tag--{colour}" if colour else "", text)


@register.filter
def first_words(text: str, most: int) -> str:
    """Like Django's truncatewords, without its regular expressions: lists say it of every line."""
    words = text.split()
    return text if len(words) <= most else f"{' '.join(words[:most])} …"


@register.filter
def beginning(text: str, most: int) -> str:
    """As many whole words as fit into `most` characters, on one line."""
    text = " ".join(text[: 2 * most].split())
    if len(text) <= most:
        return text
    return f"{text[:most].rpartition(' ')[0] or text[:most]} …"


@register.filter
def option_tags(optgroups: list) -> str:
    """`widget.optgroups` as <option> elements, in their <optgroup> if they have one. Lists have hundreds."""
    return mark_safe("\n  ".join(_group(name, options) for name, options, _ in optgroups))  # noqa: S308


def _group(name: str | None, options: list[dict]) -> str:
    tags = "\n  ".join(map(_option, options))
    return f'<optgroup label="{_escaped(name)}">{tags}</optgroup>' if name else tags


def _option(option: dict) -> str:
    value = "" if option["value"] is None else option["value"]
    marks = "".join(f" {mark}" for mark in ("selected", "disabled") if option["attrs"].get(mark))
    return f'<option value="{_escaped(value)}"{marks}>{_escaped(option["label"])}</option>'


def _escaped(text) -> str:
    return text.__html__() if hasattr(text, "__html__") else escape(str(text))
