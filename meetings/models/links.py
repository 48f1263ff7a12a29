"""Links in emails that let somebody without an account answer: to draft minutes, or about their actions."""

import secrets
from datetime import datetime

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.db.models import Q
from django.urls import reverse

from compact_portal.people.models import Person
from meetings.choices import MeetingState
from meetings.models.meetings import Meeting


def new_token() -> str:
    return secrets.token_urlsafe(24)


class ReplyLinkQuerySet(models.QuerySet):
    def working(self, now: datetime):
        return self.filter(revoked_at=None, expires_at__gt=now)

    def by_name(self):
        return self.select_related("person").order_by("person__name", "pk")


class ReplyLink(models.Model):
    """One person's way to answer by email: about a meeting's draft, or, of no meeting, about all their open actions.

    The address holds the token and its signature: whoever reads the table still cannot open it. It ends on its own;
    an officer can end it before. Sent again it is the same link with a new end, unless it was ended by an officer.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="reply_links")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, null=True, related_name="reply_links")
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    objects = ReplyLinkQuerySet.as_manager()

    #: Neither half of the address may contain the separator.
    signer = Signer(salt="meetings.reply-link", sep=".")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "meeting"], name="one_link_a_person_and_meeting"),
            models.UniqueConstraint(
                fields=["person"], condition=Q(meeting=None), name="one_link_a_person_for_their_actions"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None) | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="ended_links_say_when_and_by_whom",
            ),
        ]
        indexes = [models.Index(fields=["expires_at"], name="reply_links_by_their_end")]

    def __str__(self) -> str:
        return f"Link of {self.person}"

    def get_absolute_url(self) -> str:
        return reverse("by-link:open", args=[self.secret])

    @property
    def secret(self) -> str:
        return self.signer.sign(self.token)

    @classmethod
    def find(cls, secret: str) -> "ReplyLink | None":
        """The link at an address, unless the address is made up, replaced or ended by an officer."""
        try:
            token = cls.signer.unsign(secret)
        except BadSignature:
            return None
        found = cls.objects.select_related("person", "meeting__committee")
        return found.filter(token=token, revoked_at=None).first()

    def has_ended(self, now: datetime) -> bool:
        """Its time is up, or the minutes it was sent for are approved."""
        approved = self.meeting is not None and self.meeting.state == MeetingState.APPROVED
        return approved or self.expires_at <= now
