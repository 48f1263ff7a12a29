"""Who else is at an item, and which item the meeting is at."""

from datetime import datetime

from meetings.models import Item, Meeting, Presence
from meetings.models.presence import LASTS


def company_at(item: Item, *, besides, now: datetime) -> str:
    """Una Example is editing this item. / Una Example is reading this item. Empty where nobody else is there."""
    found = Presence.objects.filter(item=item).at(now).exclude(user=besides)
    found = found.select_related("user__person").order_by("user__person__name")
    return " ".join(f"{each.user} is {doing(each, now)} this item." for each in found)


def doing(presence: Presence, now: datetime) -> str:
    return "editing" if presence.typed_at and presence.typed_at > now - 2 * LASTS else "reading"


def item_being_minuted(meeting: Meeting) -> Item | None:
    """Where somebody typed last; before anybody did, the first item that is not finished."""
    typed = Presence.objects.filter(item__meeting=meeting).exclude(typed_at=None).order_by("-typed_at").first()
    saved = meeting.items.exclude(saved_at=None).order_by("-saved_at").first()
    if typed and (saved is None or typed.typed_at >= saved.saved_at):
        return meeting.items.get(pk=typed.item_id)
    return saved or meeting.items.filter(closed_at=None).in_order().first() or meeting.items.in_order().first()
