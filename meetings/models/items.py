"""The items of a meeting: agenda line, minute text, papers, versions."""

from django.conf import settings
from django.db import models

from compact_portal.addresses import address
from compact_portal.richtext.fields import RichTextField
from meetings.choices import ItemKind, Purpose, VersionReason
from meetings.models.meetings import Meeting


class ItemQuerySet(models.QuerySet):
    def in_order(self):
        return self.order_by("position", "pk")

    def public(self):
        return self.filter(confidential=False)


class Item(models.Model):
    """One line of the agenda and, later, its minute. `revision` counts saves: a save names the one it was based on."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField(default=1)
    number = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=20, choices=ItemKind, default=ItemKind.ORDINARY)
    purpose = models.CharField(max_length=20, choices=Purpose, blank=True, default=Purpose.NONE)
    presenters = models.CharField(max_length=300, blank=True)
    confidential = models.BooleanField(default=False)
    carried_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="carried_to"
    )
    recurring = models.BooleanField(default=False)

    text = RichTextField(blank=True, default="")
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True, blank=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    saved_as = models.CharField(
        max_length=40, blank=True, default="", help_text="The browser’s name for the last save."
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    not_reached = models.BooleanField(default=False)

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["meeting", "position"])]
        constraints = [models.CheckConstraint(condition=models.Q(level__in=[1, 2]), name="item_level_one_or_two")]

    def __str__(self) -> str:
        return ". ".join(filter(None, [self.number, self.title])) or f"Item {self.position}"

    def get_absolute_url(self) -> str:
        return self.url()

    def url(self, page: str = "item") -> str:
        return self.meeting.url(page, self.pk)

    @property
    def anchor(self) -> str:
        return f"item-{self.pk}"


class ItemVersion(models.Model):
    """The text of an item at a moment that matters: closed, circulated, published."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    reason = models.CharField(max_length=20, choices=VersionReason)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="item_version_numbers_once")]

    def __str__(self) -> str:
        return f"{self.item}, version {self.number}"


class Paper(models.Model):
    """A file that goes with an item."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="papers")
    title = models.CharField(max_length=200)
    file = models.FileField(upload_to="papers/%Y/")
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(help_text="Bytes.")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("meetings:paper", self.pk)
