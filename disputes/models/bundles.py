"""The bundle for the meeting: everything both sides can read, in one PDF with one set of page numbers."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from compact_portal.publishing.choices import Edition, PublicationState
from compact_portal.publishing.models import THERE_IS_A_PDF, THERE_IS_NONE, Pressed, PressedManager, PressedQuerySet
from disputes.models.disputes import Dispute


class BundleQuerySet(PressedQuerySet):
    def newest_first(self):
        return self.order_by("-number")

    def on_a_shelf(self):
        """What a page says about them; what they hold is read from the one that is shown."""
        return self.defer("data")


class Bundle(Pressed):
    """What a dispute was at one moment. The next one has the next number; page numbers of this one stay as they are.

    The same for everyone who sees the dispute, so that all of them turn to the same page. What only one side or only
    the Champions may read is not in it.
    """

    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="bundles")
    number = models.PositiveIntegerField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    data = models.JSONField(null=True, help_text="What it says, read by the worker before it makes the pages.")
    events = models.PositiveIntegerField(default=0, help_text="How many lines its timeline has.")
    files_to_read = models.PositiveSmallIntegerField(default=0)
    files_read = models.PositiveSmallIntegerField(default=0)

    objects = PressedManager.from_queryset(BundleQuerySet)()

    edition, mark, public, is_public = Edition.STANDARD, "", False, False
    template = "disputes/bundle/document.html"

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["dispute", "number"], name="bundles_are_numbered"),
            models.UniqueConstraint(
                fields=["dispute"], condition=Q(state=PublicationState.PENDING), name="one_bundle_is_made_at_a_time"
            ),
            models.CheckConstraint(condition=THERE_IS_A_PDF | THERE_IS_NONE, name="a_bundle_made_has_a_pdf"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return f"Dispute {self.dispute.reference}, bundle {self.number}"

    @property
    def filename(self) -> str:
        return f"dispute-{self.dispute.reference}-bundle-{self.number}"

    @property
    def steps(self) -> int:
        """Each file is one, and the pages themselves."""
        return self.files_to_read + 1
