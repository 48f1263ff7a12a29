"""The fields of a form above a list."""

from hashlib import sha256

from django import template
from django.core.cache import caches
from django.forms import BoundField, Form
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def filter_fields(form: Form, *names: str) -> SafeString:
    """{% filter_fields form "kind" "committee" %}: these fields, or all of them.

    Nearly everyone comes with the same choices made and the same to choose from, so each process draws them once. What
    somebody typed, and a field with an error, is drawn for them alone.
    """
    fields = [form[name] for name in names or form.fields]
    said = [_said(field) for field in fields]
    if any(field.errors for field in fields) or None in said:
        return _drawn(fields)
    key = f"filter:{sha256(repr((type(form).__qualname__, form.prefix, said)).encode()).hexdigest()}"
    return mark_safe(caches["frozen"].get_or_set(key, lambda: _drawn(fields)))  # noqa: S308  # a template escaped it


def _said(field: BoundField) -> tuple | None:
    """What a field says beside its label, which its form has once for all; None for words that were typed."""
    value, widget = field.value(), field.field.widget
    if hasattr(widget, "choices"):
        widget.choices = list(widget.choices)  # asked for once
        return field.name, str(value or ""), tuple(map(str, widget.choices))
    return None if value else (field.name,)


def _drawn(fields: list[BoundField]) -> SafeString:
    return mark_safe("".join(render_to_string("govuk/field.html", {"field": field}) for field in fields))  # noqa: S308
