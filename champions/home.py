"""What the Compact puts on the front page: itself, first of all."""

from datetime import date

from champions.queries.compact import current_version
from compact_portal.pages.home import Card, register_public_section


@register_public_section
def the_compact(today: date) -> Card | None:
    version = current_version()
    if version is None:
        return None
    return Card("The Compact", "champions/home/compact.html", {"version": version})
