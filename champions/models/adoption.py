"""How each signatory takes a version of the Compact through its own governance."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from champions.choices import ADOPTION_OPEN, AdoptionState
from champions.models.champions import Signatory
from champions.models.compact import CompactVersion
from champions.models.stored import opaque_path
from compact_portal.addresses import address


def evidence_path(adoption, filename: str) -> str:
    return opaque_path("adoption", filename)


class AdoptionQuerySet(models.QuerySet):
    def undecided(self):
        return self.filter(adopted_on=None, declined_on=None)

    def expected(self):
        """Still to be decided, with a day on which that is planned, of versions that can be adopted."""
        return self.undecided().filter(expected_on__isnull=False, version__state__in=ADOPTION_OPEN)

    def soonest_first(self):
        return self.order_by("expected_on", "pk")


class Adoption(models.Model):
    """One signatory and one version: planned, then adopted or declined. A signatory without one has not started.

    `revision` counts changes; a form names the one it was shown.
    """

    version = models.ForeignKey(CompactVersion, on_delete=models.PROTECT, related_name="adoptions")
    signatory = models.ForeignKey(Signatory, on_delete=models.PROTECT, related_name="adoptions")
    route = models.CharField(max_length=200, blank=True, help_text="Which body decides: Cabinet, then Full Council.")
    expected_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)
    adopted_on = models.DateField(null=True, blank=True)
    minute_reference = models.CharField(max_length=120, blank=True)
    minute_url = models.URLField(blank=True)
    evidence = models.FileField(upload_to=evidence_path, blank=True)
    evidence_type = models.CharField(max_length=100, blank=True)
    evidence_size = models.PositiveIntegerField(null=True, blank=True, help_text="Bytes.")
    declined_on = models.DateField(null=True, blank=True)
    declined_reason = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True, blank=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = AdoptionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "signatory"], name="one_adoption_of_a_version"),
            models.CheckConstraint(
                condition=Q(adopted_on=None) | Q(declined_on=None), name="adopted_or_declined_but_not_both"
            ),
            models.CheckConstraint(
                condition=Q(declined_on=None, declined_reason="")
                | (Q(declined_on__isnull=False) & ~Q(declined_reason="")),
                name="declined_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(adopted_on__isnull=False) | Q(evidence="", minute_reference="", minute_url=""),
                name="evidence_is_of_an_adoption",
            ),
        ]
        indexes = [
            models.Index(
                fields=["expected_on"], condition=Q(adopted_on=None, declined_on=None), name="adoptions_undecided"
            )
        ]

    def __str__(self) -> str:
        return f"{self.signatory}, {self.version}"

    def get_absolute_url(self) -> str:
        return self.url("adoption-of")

    def url(self, name: str) -> str:
        """An address below that of the adoption: `url("plan-adoption")`."""
        return address(f"compact:{name}", self.version.slug, self.signatory.organisation.slug)

    @property
    def state(self) -> AdoptionState:
        if self.adopted_on:
            return AdoptionState.ADOPTED
        if self.declined_on:
            return AdoptionState.DECLINED
        return AdoptionState.PLANNED if self.expected_on else AdoptionState.NOT_STARTED

    @property
    def is_decided(self) -> bool:
        return self.decided_on is not None

    @property
    def decided_on(self) -> date | None:
        return self.adopted_on or self.declined_on
