"""What disputes put on the home page: what one began and has not sent, and the way to raise one."""

from datetime import date

from compact_portal.addresses import address
from compact_portal.pages.home import Card, Start, register_card, register_starts
from disputes.queries.disputes import own_drafts

#: Of the drafts; the rest stand on the page of disputes.
NAMED = 5


@register_card
def drafts_to_go_on_with(user, today: date) -> Card | None:
    """Without their titles: the first page may be on a screen that others see."""
    drafts = own_drafts(user)[:NAMED]
    return Card("Disputes you have not sent", "disputes/home/drafts.html", {"drafts": drafts}) if drafts else None


@register_starts
def raise_a_dispute(user) -> list[Start]:
    may = user.has_perm("disputes.raise_dispute")
    return [Start("Raise a dispute with an organisation", address("disputes:start"))] if may else []
