"""What was published, drawn on a page."""

from django import template
from django.core.cache import caches
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from compact_portal.publishing.models import Publication

register = template.Library()


@register.simple_tag
def frozen(publication: Publication, name: str) -> SafeString:
    """{% frozen publication "meetings/public/contents.html" %}: a template drawn with what a publication says.

    What was published never changes, so each process draws it once and remembers. The template gets `document`, the
    publication's data, and nothing else.
    """
    key = f"{publication.pk}:{publication.published_at.isoformat()}:{name}"
    words = caches["frozen"].get_or_set(
        key, lambda: render_to_string(name, {"document": publication.data}), timeout=None
    )
    return mark_safe(words)  # noqa: S308  # a template has escaped it
