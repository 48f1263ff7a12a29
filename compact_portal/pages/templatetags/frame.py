"""{% frame "top" %}: what stands around every page."""

from django import template
from django.utils.safestring import SafeString

from compact_portal.pages.frame import drawn, frame_of
from compact_portal.partnership.models import Partnership

register = template.Library()


@register.simple_tag(takes_context=True)
def frame(context, part: str) -> SafeString:
    """A page that is made without a request, such as one that refuses a form, has a plain frame."""
    render = context.render_context
    if "frame" not in render:
        partnership = context.get("partnership") or Partnership()
        render["frame"] = frame_of(context.get("request"), context.get("user"), partnership)
    return drawn(part, render["frame"])
