"""Saying that one is at an item."""

from datetime import datetime, timedelta

from django.db import transaction

from compact_portal.access.gate import require
from meetings.models import Item, Presence
from meetings.models.presence import LASTS

#: What nobody asks about any more is removed by whoever comes next.
FORGOTTEN_AFTER = timedelta(hours=12)


@transaction.atomic
def note_presence(item: Item, *, typing: bool, by, now: datetime) -> Presence:
    """Somebody has this item open, and has typed since they last said so. Nothing of it goes into the trail."""
    require(by, "meetings.run_meetings")
    Presence.objects.filter(seen_at__lt=now - FORGOTTEN_AFTER).delete()
    seen = {"seen_at": now, **({"typed_at": now} if typing else {})}
    return Presence.objects.update_or_create(item=item, user=by, defaults=seen)[0]


@transaction.atomic
def leave(item: Item, *, by, now: datetime) -> None:
    """They closed the page. When they last typed stays: it says where the meeting is."""
    require(by, "meetings.run_meetings")
    Presence.objects.filter(item=item, user=by).update(seen_at=now - LASTS)
