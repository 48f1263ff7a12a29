"""The promotion log: what signatories did so that people know the Compact."""

from django.conf import settings
from django.db import models

from champions.choices import PromotionKind
from champions.models.champions import Signatory
from compact_portal.addresses import address


class PromotionQuerySet(models.QuerySet):
    def latest_first(self):
        return self.order_by("-on", "-pk")


class Promotion(models.Model):
    """A briefing, a training, an event, an article: when, for whom, and how many it reached."""

    signatory = models.ForeignKey(Signatory, on_delete=models.PROTECT, related_name="promotions")
    kind = models.CharField(max_length=20, choices=PromotionKind)
    on = models.DateField()
    title = models.CharField(max_length=200)
    audience = models.CharField(max_length=200)
    reached = models.PositiveIntegerField(null=True, blank=True, help_text="People; empty when nobody counted.")
    note = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = PromotionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["-on", "-id"], name="promotions_latest_first"),
            models.Index(fields=["signatory", "-on", "-id"], name="promotions_of_a_signatory"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("champions:promotion-edit", self.signatory.organisation.slug, self.pk)
