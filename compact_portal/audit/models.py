"""The trail itself: events in chains, one chain per subject, and the daily digests that bind the chains."""

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from compact_portal.audit.chain import GENESIS, digest_of, subject_of


class AuditEventQuerySet(models.QuerySet):
    def about(self, obj: models.Model):
        """The events of one record, oldest first."""
        return self.filter(subject=subject_of(obj)).order_by("sequence")

    def in_chain_order(self):
        return self.order_by("subject", "sequence")

    def kept(self):
        """The events the retention purge has not emptied."""
        return self.filter(purged_at=None)

    def unsealed_heads(self):
        """The last event of every chain that grew since a digest was made of it."""
        later = AuditEvent.objects.filter(subject=OuterRef("subject"), sequence__gt=OuterRef("sequence"))
        sealed = SealedHead.objects.filter(subject=OuterRef("subject"), sequence__gte=OuterRef("sequence"))
        return self.filter(~Exists(sealed), ~Exists(later))


class AuditEvent(models.Model):
    """Who did what, on which record, when. The database refuses to change or remove one (see triggers.py).

    `actor_name` is kept beside `actor`: people change their names, the trail says what it said then.
    A purged event is a tombstone: its place and hashes stay, so that the chain still verifies.
    """

    subject = models.CharField(max_length=100)
    sequence = models.PositiveIntegerField()
    verb = models.CharField(max_length=60, blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    actor_name = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(db_index=True)
    details = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64, default=GENESIS)
    hash = models.CharField(max_length=64)
    purged_at = models.DateTimeField(null=True)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "sequence"], name="one_event_per_place_in_a_chain"),
            models.CheckConstraint(condition=Q(sequence__gte=1), name="chains_start_at_one"),
            models.CheckConstraint(
                condition=Q(purged_at=None) | Q(verb="", actor=None, actor_name="", details={}),
                name="a_tombstone_says_nothing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.sequence}: {self.verb or 'purged'}"

    @property
    def is_tombstone(self) -> bool:
        return self.purged_at is not None

    def expected_hash(self) -> str:
        return digest_of(
            subject=self.subject,
            sequence=self.sequence,
            verb=self.verb,
            actor=self.actor_id,
            actor_name=self.actor_name,
            at=self.at,
            details=self.details,
            previous_hash=self.previous_hash,
        )


class AuditDigest(models.Model):
    """One day's seal over every chain that grew since the seal before it."""

    day = models.DateField(unique=True)
    sealed_at = models.DateTimeField()
    previous_hash = models.CharField(max_length=64, unique=True, default=GENESIS)
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"Digest of {self.day:%Y-%m-%d}"

    def expected_hash(self, heads: Iterable["AuditEvent | SealedHead"]) -> str:
        """The hash over this day, the digest before, and `heads` in the order of their names."""
        lines = sorted([head.subject, head.sequence, head.hash] for head in heads)
        return digest_of(day=self.day, previous_hash=self.previous_hash, heads=lines)


class SealedHead(models.Model):
    """Where one chain stood when a digest was made."""

    digest = models.ForeignKey(AuditDigest, on_delete=models.PROTECT, related_name="heads")
    subject = models.CharField(max_length=100)
    sequence = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "sequence"], name="a_head_is_sealed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.sequence}"
