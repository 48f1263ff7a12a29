"""Who else is at an item, and which item the meeting is at."""

from datetime import datetime

from django.db.models import Max

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
    """Where somebody typed or saved last; before anybody did, the first item that is not finished. One query."""
    items = meeting.items.in_order().annotate(typed_at=Max("presences__typed_at"))
    items = list(items.only("meeting", "position", "saved_at", "closed_at"))
    touched = [(max(filter(None, [item.typed_at, item.saved_at])), item) for item in items if is_touched(item)]
    if touched:
        return max(touched, key=lambda each: each[0])[1]
    return next((item for item in items if item.closed_at is None), items[0] if items else None)


def is_touched(item: Item) -> bool:
    return bool(item.typed_at or item.saved_at)
