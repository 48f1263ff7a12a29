"""A dispute, who is in it, and which commitments it is about."""

from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import get_random_string

from champions.models import Clause
from compact_portal.addresses import address
from compact_portal.people.models import Organisation, User
from compact_portal.people.queries import organisations_led_by
from disputes.choices import RUNNING, DisputeState, Manner, Outcome, Side
from disputes.matters import MATTERS
from disputes.models.procedures import Procedure

KEY_LENGTH = 20


def new_key() -> str:
    """The address of a draft: nobody can count drafts, or guess one."""
    return get_random_string(KEY_LENGTH)


class DisputeQuerySet(models.QuerySet):
    def drafts(self):
        return self.filter(state=DisputeState.DRAFT)

    def sent(self):
        return self.exclude(state=DisputeState.DRAFT)

    def running(self):
        return self.filter(state__in=RUNNING)

    def of(self, user):
        """Sent ones whose team this user is in, and those in which an organisation they lead is a party."""
        chosen = Q(pk__in=TeamMember.objects.filter(user=user).values("party__dispute"))
        if led := organisations_led_by(user):
            chosen |= Q(pk__in=Party.objects.filter(organisation__in=led).current().values("dispute"))
        return self.sent().filter(chosen)

    def drafts_of(self, user: int):
        """Those this user can go on with. A draft is that of whoever speaks."""
        team = TeamMember.objects.filter(user=user, party__speaks=True)
        return self.drafts().filter(pk__in=team.values("party__dispute"))

    def newest_first(self):
        return self.order_by(F("sent_at").desc(nulls_first=True), "-pk")


class Dispute(models.Model):
    """Misunderstanding or a disagreement between the partners (Compact, glossary).

    Its timeline is its trail: every change is an event there, chained and never changed.
    """

    key = models.CharField(max_length=KEY_LENGTH, unique=True, default=new_key, editable=False)
    reference = models.CharField(max_length=12, blank=True, help_text="2026-014; none while it is a draft.")
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="disputes")
    state = models.CharField(max_length=20, choices=DisputeState, default=DisputeState.DRAFT)
    revision = models.PositiveIntegerField(default=0, help_text="Counts changes; a form names the one it was shown.")

    matter = models.CharField(max_length=30, blank=True)
    manner = models.CharField(max_length=30, choices=Manner, blank=True)
    authority = models.TextField(blank=True, help_text="What lets a representative speak for somebody else.")
    title = models.CharField(max_length=120, blank=True)
    what_happened = models.TextField(blank=True)
    happened_on = models.CharField(max_length=120, blank=True)
    what_would_help = models.TextField(blank=True)
    files_considered = models.BooleanField(default=False, help_text="The page that asks for files was answered.")

    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    outcome_text = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = DisputeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["reference"], name="disputes_by_reference"),  # the constraint's leaves drafts out
            models.Index(fields=["state", "sent_at"], name="disputes_by_state"),
            models.Index(fields=["outcome", "state"], name="disputes_by_outcome"),  # for the totals
        ]
        constraints = [
            models.UniqueConstraint(fields=["reference"], condition=~Q(reference=""), name="a_reference_is_given_once"),
            models.CheckConstraint(
                condition=Q(state=DisputeState.DRAFT, sent_at=None, reference="")
                | (~Q(state=DisputeState.DRAFT) & Q(sent_at__isnull=False) & ~Q(reference="")),
                name="sent_disputes_have_a_reference_and_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None, outcome="") | (Q(settled_at__isnull=False) & ~Q(outcome="")),
                name="settled_disputes_say_how_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.title}" if self.reference else self.title or "Draft"

    def get_absolute_url(self) -> str:
        return address("disputes:dispute", self.reference) if self.reference else self.draft_url()

    def draft_url(self, page: str = "draft", *extra) -> str:
        return address(f"disputes:{page}", self.key, *extra)

    def url(self, page: str, *extra) -> str:
        return address(f"disputes:{page}", self.reference, *extra)

    # What its pages ask for in several places is read once. A service reads its own dispute after it has locked it.

    @cached_property
    def settlements_written(self) -> list:
        return list(self.settlements.order_by("pk"))

    @cached_property
    def actions_written(self) -> list:
        return list(self.actions.select_related("settlement", "draft"))

    @cached_property
    def files_added(self) -> list["DisputeFile"]:
        return list(self.files.all())

    @property
    def is_draft(self) -> bool:
        return self.state == DisputeState.DRAFT

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING

    @property
    def has_signposts(self) -> bool:
        """The raiser says it is about something that other procedures are for."""
        return self.matter in MATTERS and not MATTERS[self.matter].is_for_the_compact


class PartyQuerySet(models.QuerySet):
    def current(self):
        return self.filter(left_at=None)

    def on(self, side: str):
        return self.current().filter(side=side)


class Party(models.Model):
    """One organisation on one side. Groups that raise it together join and leave one by one."""

    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="parties")
    side = models.CharField(max_length=20, choices=Side)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="disputes")
    speaks = models.BooleanField(default=False, help_text="The lead contact of its side.")
    left_at = models.DateTimeField(null=True, blank=True)

    objects = PartyQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "parties"
        constraints = [
            models.UniqueConstraint(fields=["dispute", "organisation"], name="an_organisation_is_party_once"),
            models.UniqueConstraint(
                fields=["dispute", "side"], condition=Q(speaks=True), name="one_party_speaks_for_a_side"
            ),
        ]

    def __str__(self) -> str:
        return self.organisation.name


class TeamMember(models.Model):
    """Somebody who works on a dispute for a party. Nobody else of that organisation sees it, but its leads."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="team")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="disputes")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["party", "user"], name="in_a_team_once")]

    def __str__(self) -> str:
        return f"{self.user} for {self.party}"


class DisputeClause(models.Model):
    """A commitment in question, of the version of the Compact that was in force when the dispute was raised."""

    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="commitments")
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="disputes")

    class Meta:
        ordering = ["clause__section__position", "clause__position"]
        constraints = [models.UniqueConstraint(fields=["dispute", "clause"], name="a_commitment_is_named_once")]

    def __str__(self) -> str:
        return self.clause.reference


def opaque_name(file: "DisputeFile", name: str) -> str:
    """What a file is called on the disk says nothing, and keeps only its kind."""
    return f"disputes/{get_random_string(32)}.{name.rpartition('.')[2].lower()[:5]}"


class DisputeFile(models.Model):
    """Seen by both sides and those who hear it; or, for the Champions only, by the side it came from and by them."""

    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="files")
    side = models.CharField(max_length=20, choices=Side, blank=True, help_text="Empty for those who hear it.")
    for_champions = models.BooleanField(default=False)
    file = models.FileField(upload_to=opaque_name)
    name = models.CharField(max_length=200, help_text="As it was called where it came from.")
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return self.name
