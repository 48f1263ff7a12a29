"""Requests for the Compact in another format or language."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from champions.choices import Format
from compact_portal.addresses import address


class FormatRequestQuerySet(models.QuerySet):
    def open(self):
        return self.filter(answered_at=None)

    def answered(self):
        return self.exclude(answered_at=None)


class FormatRequest(models.Model):
    """Someone asks for the Compact in a way they can read. Officers alone see who."""

    format = models.CharField(max_length=20, choices=Format)
    language = models.CharField(max_length=60, blank=True)
    wish = models.CharField(max_length=300, blank=True)
    name = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    address = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    answer = models.TextField(blank=True)

    objects = FormatRequestQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        indexes = [models.Index(fields=["asked_at"], condition=Q(answered_at=None), name="format_requests_open")]

    def __str__(self) -> str:
        return f"{self.get_format_display()}: {self.language}" if self.language else self.get_format_display()

    def get_absolute_url(self) -> str:
        return address("compact:format-request", self.pk)
