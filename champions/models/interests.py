"""Organisations a Champion is close to. Disputes use them to keep conflicted Champions out."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from champions.choices import InterestKind
from compact_portal.people.models import Organisation, Person


class InterestQuerySet(models.QuerySet):
    def open(self):
        return self.filter(ended_at=None)

    def current(self, today: date):
        """Declared, not ended, and within its days. An open side has no limit."""
        begun = Q(since=None) | Q(since__lte=today)
        lasting = Q(until=None) | Q(until__gte=today)
        return self.open().filter(begun, lasting)


class Interest(models.Model):
    """A Champion belongs to, works for, governs or funds an organisation. They and officers alone see it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="interests")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="interests")
    kind = models.CharField(max_length=20, choices=InterestKind)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    declared_at = models.DateTimeField()
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True, help_text="When somebody said that it is over.")

    objects = InterestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gte=F("since")),
                name="interest_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["person", "organisation", "kind"],
                condition=Q(ended_at=None),
                name="one_open_interest_of_a_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.organisation}"
