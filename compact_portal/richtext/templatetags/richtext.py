from django import template
from django.utils.safestring import mark_safe

from compact_portal.richtext.sanitise import sanitise

register = template.Library()


@register.filter
def with_nonce(media, nonce):
    """A form's media, allowed by the page's security policy. Plain media have no inline parts and need no nonce."""
    return media.with_nonce(nonce) if hasattr(media, "with_nonce") else media


@register.filter(name="richtext")
def show_richtext(html: str) -> str:
    """Rich text for a page, sanitised once more: what is in the database may be older than our list."""
    return mark_safe(sanitise(html))  # noqa: S308
