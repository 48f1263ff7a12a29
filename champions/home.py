"""What the Compact puts on the front page: itself, first of all."""

from datetime import date

from champions.queries.compact import current_version
from champions.queries.consultations import open_consultations
from champions.queries.ties import own_signatories_of
from compact_portal.pages.home import Card, register_card, register_public_section


@register_card
def own_page(user, today: date) -> Card | None:
    """The way to a Champion's own page."""
    return Card("Your organisation and the Compact", "champions/home/mine.html") if own_signatories_of(user) else None


@register_public_section
def the_compact(today: date) -> Card | None:
    version = current_version()
    if version is None:
        return None
    return Card("The Compact", "champions/home/compact.html", {"version": version})


@register_public_section
def have_your_say(today: date) -> Card | None:
    """Every consultation that is open, the one that closes next first."""
    found = open_consultations(today)
    return Card("Have your say", "champions/home/consultations.html", {"consultations": found}) if found else None
