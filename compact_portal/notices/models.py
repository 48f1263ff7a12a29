"""The outbox: one row per email, written with the change it tells of."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from compact_portal.notices.choices import NoticeState, kind_in_words
from compact_portal.secret_addresses import without_secrets

#: How the key of a forgotten notice starts; its hash follows.
FORGOTTEN = "forgotten:"


class NoticeQuerySet(models.QuerySet):
    def sent(self):
        return self.exclude(sent_at=None)

    def failed(self):
        """Given up on: nobody tries again until an officer says so."""
        return self.exclude(failed_at=None)

    def waiting(self):
        return self.filter(sent_at=None, failed_at=None)

    def troubled(self):
        """Tried without success: what an officer may try again."""
        return self.filter(sent_at=None).exclude(last_error="")

    def due(self, now: datetime):
        """Waiting, its time has come, and no worker holds it."""
        free = Q(claimed_until=None) | Q(claimed_until__lt=now)
        return self.waiting().filter(free, next_attempt_at__lte=now).order_by("next_attempt_at", "pk")

    def remembered(self):
        """Those whose words and reader the retention purge has not removed."""
        return self.exclude(key__startswith=FORGOTTEN)

    def open_to_officers(self):
        return self.filter(private=False)

    def newest_first(self):
        return self.order_by("-created_at", "-pk")


class Notice(models.Model):
    """One email to one person. `key` says what it is about (what, kind, due date, recipient) and is unique."""

    key = models.CharField(max_length=255, unique=True)
    kind = models.CharField(max_length=60)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="notices"
    )
    email = models.EmailField(max_length=254, blank=True)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    private = models.BooleanField(default=False, help_text="Only the recipient may read the words.")
    created_at = models.DateTimeField()

    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    last_error = models.CharField(max_length=500, blank=True)
    claimed_by = models.CharField(max_length=32, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(failed_at=None), name="a_notice_is_not_both_sent_and_failed"
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at", "id"],
                condition=Q(sent_at=None, failed_at=None),
                name="notices_waiting",
            ),
            models.Index(fields=["-created_at", "-id"], name="notices_newest_first"),
            models.Index(fields=["failed_at"], condition=Q(sent_at=None), name="notices_not_sent"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.email}"

    @property
    def state(self) -> NoticeState:
        if self.sent_at:
            return NoticeState.SENT
        return NoticeState.FAILED if self.failed_at else NoticeState.WAITING

    @property
    def reader(self) -> str:
        """Whom it goes to, by name if they have a sign-in."""
        return self.user.name if self.user else self.email

    @property
    def shown_kind(self) -> str:
        """What officers may know it is about. Even the kind of a private notice says who is in a dispute."""
        return "Private" if self.private else kind_in_words(self.kind)

    @property
    def shown_subject(self) -> str:
        return "" if self.private else self.subject

    @property
    def shown_body(self) -> str:
        """What officers may read of it: a link that opens something is its reader's alone."""
        return "" if self.private else without_secrets(self.body)

    @property
    def is_troubled(self) -> bool:
        return not self.sent_at and bool(self.last_error)
