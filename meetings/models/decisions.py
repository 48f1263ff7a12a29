"""What a meeting decided, and what each signatory's own governance made of it."""

from django.db import models

from compact_portal.addresses import address
from compact_portal.people.models import Organisation
from meetings.choices import AdoptionAnswer, DecisionKind
from meetings.models.items import Item


class DecisionQuerySet(models.QuerySet):
    def public(self):
        return self.filter(published=True, item__confidential=False)

    def newest_first(self):
        latest = models.F("item__meeting__date").desc(nulls_last=True)
        return self.order_by(latest, "-item__meeting", "item__position", "position", "pk")


class Decision(models.Model):
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="decisions")
    position = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=20, choices=DecisionKind, default=DecisionKind.AGREED)
    text = models.TextField()
    needs_adoption = models.BooleanField(default=False)
    published = models.BooleanField(default=False)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["item__position", "position", "pk"]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return address("actions:decision", self.pk)

    @property
    def number(self) -> str:
        return f"{self.item.number or self.item.position}/{self.position}"


class DecisionAnswer(models.Model):
    """A signatory's answer to a decision it must take through its own governance."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="answers")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=20, choices=AdoptionAnswer, default=AdoptionAnswer.WAITING)
    answered_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["organisation__name"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "organisation"], name="one_answer_per_signatory"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_answer_display()}"
