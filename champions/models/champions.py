"""Who is bound by the Compact, and the named person in each who leads on it."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from champions.choices import ChampionRole
from compact_portal.addresses import address
from compact_portal.people.models import Organisation, Person


class SignatoryQuerySet(models.QuerySet):
    def by_name(self):
        return self.order_by("organisation__name", "pk")


class Signatory(models.Model):
    """An organisation bound by the Compact. Each appoints a Champion (Compact, section 1)."""

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="signatory")
    since = models.DateField(help_text="The day it signed, or was recorded as a signatory.")

    objects = SignatoryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "signatories"

    def __str__(self) -> str:
        return self.organisation.name

    def get_absolute_url(self) -> str:
        return address("champions:signatory", self.organisation.slug)


class ChampionQuerySet(models.QuerySet):
    def current(self, today: date):
        return self.filter(starts_on__lte=today).filter(Q(ends_on=None) | Q(ends_on__gte=today))

    def champions(self):
        return self.filter(role=ChampionRole.CHAMPION)

    def overlapping(self, starts_on: date, ends_on: date | None):
        """Terms that share a day with the one given; an open end never ends."""
        found = self.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on))
        return found.filter(starts_on__lte=ends_on) if ends_on else found

    def latest_first(self):
        return self.order_by("-starts_on", "-pk")


class Champion(models.Model):
    """One term of a Champion or a deputy. Ended ones stay: who led on the Compact, and when."""

    signatory = models.ForeignKey(Signatory, on_delete=models.PROTECT, related_name="champions")
    role = models.CharField(max_length=20, choices=ChampionRole, default=ChampionRole.CHAMPION)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="champion_terms")
    job_title = models.CharField(max_length=120, blank=True)
    email = models.EmailField("public email address", blank=True)
    phone = models.CharField("public phone number", max_length=40, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = ChampionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="champion_term_ends_after_it_starts"
            ),
        ]
        indexes = [models.Index(fields=["ends_on"])]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()} of {self.signatory}"
