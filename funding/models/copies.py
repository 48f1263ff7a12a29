"""What was sent, as a PDF for those who sent it."""

from django.db import models

from compact_portal.publishing.choices import Edition
from compact_portal.publishing.models import THERE_IS_A_PDF, THERE_IS_NONE, Pressed, PressedManager
from funding.choices import FIRST, SECOND
from funding.models.applications import Application


class SentCopy(Pressed):
    """An application as it was sent at one moment. No publication: nobody but the applicant's people ever reads it."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="copies")
    stage = models.PositiveSmallIntegerField(default=FIRST)
    number = models.PositiveSmallIntegerField(help_text="One more each time it is taken back and sent again.")
    data = models.JSONField(help_text="What it says, frozen when it was sent.")

    objects = PressedManager()

    edition, mark, public, is_public = Edition.STANDARD, "", False, False
    template = "funding/copy/document.html"

    class Meta:
        ordering = ["number"]
        verbose_name_plural = "sent copies"
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="copies_are_numbered"),
            models.CheckConstraint(condition=THERE_IS_A_PDF | THERE_IS_NONE, name="a_copy_made_has_a_pdf"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return self.data["title"]

    @property
    def filename(self) -> str:
        return f"application-{self.application.round.slug}{'-second-stage' if self.stage == SECOND else ''}"
