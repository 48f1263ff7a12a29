"""A side that thinks it is not fair that a Champion hears it, and what the Champion says."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from disputes.choices import Side
from disputes.models.panels import PanelMember


class ObjectionQuerySet(models.QuerySet):
    def open(self):
        return self.filter(answered_at=None)


class Objection(models.Model):
    """They step down, or say in writing why they stay. Once for each side and seat."""

    member = models.ForeignKey(PanelMember, on_delete=models.CASCADE, related_name="objections")
    side = models.CharField(max_length=20, choices=Side)
    reason = models.TextField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    stays = models.BooleanField(null=True)
    answer = models.TextField(blank=True, help_text="Why the Champion stays.")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["member", "side"], name="a_side_objects_to_a_champion_once"),
            models.CheckConstraint(
                condition=Q(answered_at=None, stays=None) | Q(answered_at__isnull=False, stays__isnull=False),
                name="answered_objections_say_how",
            ),
            models.CheckConstraint(condition=~Q(stays=True) | ~Q(answer=""), name="who_stays_says_why"),
        ]

    def __str__(self) -> str:
        return self.reason
