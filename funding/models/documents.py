"""What funders ask every organisation for: accounts, policies, a constitution. Kept once, used in every application."""

from datetime import date

from django.db import models

from compact_portal.people.models import Organisation
from funding.models.files import StoredFile


class KeptDocumentQuerySet(models.QuerySet):
    def in_date(self, today: date):
        """Without those that were good until a day before."""
        return self.exclude(good_until__lt=today)


class KeptDocument(StoredFile):
    """Of an organisation, for its own people. An application gets a copy: what was sent does not change with it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="documents")
    title = models.CharField(max_length=100)
    good_until = models.DateField(null=True, blank=True, help_text="Its last day, for an insurance or a policy.")

    objects = KeptDocumentQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title

    def is_out_of_date(self, today: date) -> bool:
        return self.good_until is not None and self.good_until < today
