"""Who has an item's minute open."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models

from meetings.models.items import Item

#: A page that is open says so every ten seconds; after three missed times nobody is there.
LASTS = timedelta(seconds=30)


class PresenceQuerySet(models.QuerySet):
    def at(self, now: datetime):
        return self.filter(seen_at__gt=now - LASTS)


class Presence(models.Model):
    """Somebody at an item: seen there, and when they last typed. Forgotten soon; no part of a record."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()
    typed_at = models.DateTimeField(null=True, blank=True)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "user"], name="one_presence_at_an_item")]

    def __str__(self) -> str:
        return f"{self.user} at {self.item}"
