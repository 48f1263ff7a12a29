"""Agenda templates and the forward plan."""

from datetime import date

from django.db import models

from meetings.choices import ItemKind, Purpose
from meetings.models.committees import Committee
from meetings.models.items import Item


class AgendaTemplate(models.Model):
    """Standing items to start an agenda from: one committee's own, or for all (committee empty)."""

    committee = models.ForeignKey(
        Committee, on_delete=models.CASCADE, null=True, blank=True, related_name="agenda_templates"
    )
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class AgendaTemplateItem(models.Model):
    template = models.ForeignKey(AgendaTemplate, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    level = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, choices=ItemKind, default=ItemKind.ORDINARY)
    purpose = models.CharField(max_length=20, choices=Purpose, blank=True, default=Purpose.NONE)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class ForwardPlanQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(taken_up_in=None, dropped_at=None)

    def due_by(self, day: date):
        return self.waiting().filter(not_before__lte=day)


class ForwardPlanEntry(models.Model):
    """Something to bring back: offered for the first agenda on or after `not_before`."""

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="forward_plan")
    title = models.CharField(max_length=300)
    not_before = models.DateField()
    from_item = models.ForeignKey(Item, on_delete=models.SET_NULL, null=True, blank=True, related_name="brought_back")
    taken_up_in = models.ForeignKey(Item, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    dropped_at = models.DateTimeField(null=True, blank=True)

    objects = ForwardPlanQuerySet.as_manager()

    class Meta:
        ordering = ["not_before", "pk"]
        verbose_name_plural = "forward plan entries"

    def __str__(self) -> str:
        return self.title
