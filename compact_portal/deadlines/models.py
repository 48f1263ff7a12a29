"""Bank holidays, and the calendars people take their due dates away in."""

import secrets
from datetime import date

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.urls import reverse
from django.utils import timezone


class BankHolidayQuerySet(models.QuerySet):
    def since(self, day: date):
        return self.filter(day__gte=day)

    def added_by_hand(self):
        return self.filter(added_by__isnull=False)


class BankHoliday(models.Model):
    """A bank holiday in England and Wales: from the published list, or added by an administrator."""

    day = models.DateField(unique=True)
    name = models.CharField(max_length=100)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    added_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = BankHolidayQuerySet.as_manager()

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.name}, {self.day}"


def new_token() -> str:
    return secrets.token_urlsafe(24)


class CalendarFeed(models.Model):
    """One person's due dates at an address nobody can guess. A new token makes the old address worthless.

    The address holds the token and its signature: whoever reads the table still cannot open a calendar.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feed")
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    #: Neither half of the address may contain the separator.
    signer = Signer(salt="deadlines.calendar", sep=".")

    def __str__(self) -> str:
        return f"Calendar of {self.user}"

    def get_absolute_url(self) -> str:
        return reverse("deadlines:feed", args=[self.secret])

    @property
    def secret(self) -> str:
        return self.signer.sign(self.token)

    @classmethod
    def find(cls, secret: str) -> "CalendarFeed | None":
        """The feed at an address, unless the address is made up, replaced or its owner deactivated."""
        try:
            token = cls.signer.unsign(secret)
        except BadSignature:
            return None
        return cls.objects.select_related("user").filter(token=token, user__is_active=True).first()
