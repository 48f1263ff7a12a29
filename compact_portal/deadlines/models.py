"""Bank holidays, the table of due dates, and the calendars people take their due dates away in."""

import secrets
from datetime import date

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from compact_portal.deadlines.choices import Who
from compact_portal.deadlines.recipients import that_mean


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


class DueDateQuerySet(models.QuerySet):
    def waiting_for(self, user):
        """Those this user answers for."""
        return self.filter(pk__in=Responsibility.objects.filter(that_mean(user)).values("due_date"))

    def visible_to(self, user, *, sees_all: bool):
        """What is private to those responsible is theirs alone, whatever else somebody sees."""
        mine = Responsibility.objects.filter(that_mean(user)).values("due_date")
        return self.filter(Q(private=False) | Q(pk__in=mine)) if sees_all else self.filter(pk__in=mine)

    def soonest_first(self):
        return self.order_by("due", "pk")


class DueDate(models.Model):
    """An open deadline as its source told it last: what lists and calendars read, whatever the number of sources.

    Only `keeping` writes here. Whatever stands here can be made again from the records.
    """

    source = models.CharField(max_length=60)
    scope = models.PositiveBigIntegerField(null=True)
    key = models.CharField(max_length=120, unique=True)
    due = models.DateField()
    title = models.TextField()
    context = models.TextField(blank=True)
    url = models.CharField(max_length=300)
    how = models.TextField(blank=True)
    private = models.BooleanField()
    fingerprint = models.CharField(max_length=32, help_text="Of all that the source said, to see what is new.")

    objects = DueDateQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["due", "id"], name="due_dates_in_order"),
            models.Index(fields=["source", "scope"], name="due_dates_of_a_source"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.due}"


class Responsibility(models.Model):
    """One of those who answer for a due date: `of` is the id of the person or organisation that `who` speaks of."""

    due_date = models.ForeignKey(DueDate, on_delete=models.CASCADE, related_name="responsibilities")
    who = models.CharField(max_length=20, choices=Who)
    of = models.PositiveBigIntegerField(null=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["who", "of"], name="responsibilities_by_who")]

    def __str__(self) -> str:
        return f"{self.who} {self.of or ''}".strip()


class KeptSource(models.Model):
    """A source whose due dates are kept. Whoever writes them holds its row, so that the latest look wins."""

    name = models.CharField(max_length=60, unique=True)

    def __str__(self) -> str:
        return self.name


class Reminded(models.Model):
    """A reminder that went out in a message with others. `key` is the hash of what it would be called alone: it says
    that nobody needs it again, and no name."""

    key = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "reminded"

    def __str__(self) -> str:
        return self.key


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
