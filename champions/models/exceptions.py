"""The exceptions register ("comply or explain"): which commitments are not kept, why, and until when."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from champions.models.champions import Signatory
from champions.models.compact import Clause
from compact_portal.addresses import address


class ComplianceExceptionQuerySet(models.QuerySet):
    def open(self):
        return self.filter(ended_on=None)

    def ended(self):
        return self.exclude(ended_on=None)

    def newest_first(self):
        return self.order_by("-recorded_at", "-pk")

    def due_first(self):
        return self.order_by("review_on", "pk")


class ComplianceException(models.Model):
    """A signatory says which clause it cannot keep, why, and what it does about it. Everyone can read it.

    `clause` is the one of the version in force on that day: it stays, whatever later versions say.
    """

    signatory = models.ForeignKey(Signatory, on_delete=models.PROTECT, related_name="exceptions")
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="exceptions")
    why = models.TextField()
    way_forward = models.TextField()
    review_on = models.DateField(
        help_text="The day by which it is looked at again; of an ended one, the last such day."
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    ended_on = models.DateField(null=True, blank=True)
    how_ended = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0, help_text="Counts reviews; a form names the one it was shown.")

    objects = ComplianceExceptionQuerySet.as_manager()

    class Meta:
        verbose_name = "exception"
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None, how_ended="") | (Q(ended_on__isnull=False) & ~Q(how_ended="")),
                name="ended_exceptions_say_how",
            ),
            models.UniqueConstraint(
                fields=["signatory", "clause"], condition=Q(ended_on=None), name="one_open_exception_to_a_clause_each"
            ),
        ]
        indexes = [
            models.Index(fields=["review_on", "id"], condition=Q(ended_on=None), name="exceptions_to_review"),
            models.Index(fields=["-recorded_at", "-id"], name="exceptions_newest_first"),
        ]

    def __str__(self) -> str:
        return f"{self.signatory} and clause {self.clause.reference}"

    def get_absolute_url(self) -> str:
        return address("compact:exception", self.pk)

    @property
    def is_open(self) -> bool:
        return self.ended_on is None

    def is_late(self, today: date) -> bool:
        return self.is_open and self.review_on < today


class ExceptionReview(models.Model):
    """One look at an exception: what was found, and until when it stays. Without a next day it ended."""

    exception = models.ForeignKey(ComplianceException, on_delete=models.CASCADE, related_name="reviews")
    reviewed_on = models.DateField()
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    note = models.TextField()
    next_review_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-reviewed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(next_review_on=None) | Q(next_review_on__gt=models.F("reviewed_on")),
                name="next_review_is_later_than_this_one",
            ),
        ]

    def __str__(self) -> str:
        return f"Review of {self.exception}"
