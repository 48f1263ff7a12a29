"""The fields of a form above a list."""

from hashlib import sha256

from django import template
from django.core.cache import caches
from django.forms import BoundField, Form
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def filter_fields(form: Form, *names: str) -> SafeString:
    """{% filter_fields form "kind" "committee" %}: these fields, or all of them.

    Nearly everyone comes with the same choices made and the same to choose from, so each process draws what one says
    once. What somebody typed, and a field with an error, is drawn for them alone.
    """
    return format_html_join("", "{}", ([_field(form[name])] for name in names or form.fields))


def _field(field: BoundField) -> SafeString:
    said = _said(field)
    if said is None or field.errors:
        return _drawn(field)
    key = f"filter:{sha256(repr(said).encode()).hexdigest()}"
    return caches["frozen"].get_or_set(key, lambda: _drawn(field))


def _said(field: BoundField) -> tuple | None:
    """What a field says; None for words that were typed."""
    value, widget = field.value(), field.field.widget
    asked = (field.auto_id, field.html_name, str(field.label), str(field.help_text), type(widget).__qualname__)
    if hasattr(widget, "choices"):
        widget.choices = list(widget.choices)  # asked for once
        return *asked, str(value or ""), tuple(map(str, widget.choices))
    return None if value else asked


def _drawn(field: BoundField) -> SafeString:
    return render_to_string("govuk/field.html", {"field": field})
