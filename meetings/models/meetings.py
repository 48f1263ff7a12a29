"""A meeting and the register of corrections to its minutes."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from compact_portal.addresses import address
from compact_portal.wording import short_date
from meetings.choices import MINUTES_OPEN, MINUTES_PUBLIC, TO_COME, MeetingState
from meetings.models.committees import Committee

UNDATED = "undated"


#: What a line in a list says of a meeting, besides its committee.
IN_A_LINE = ("date", "starts_at", "ends_at", "title", "venue", "state", "agenda_published_at", "minutes_published_at")


class MeetingQuerySet(models.QuerySet):
    def to_come(self, today: date):
        return self.filter(state__in=TO_COME, date__gte=today).order_by("date", "starts_at", "pk")

    def held(self):
        return self.exclude(state__in=TO_COME).exclude(state__in=[MeetingState.CANCELLED, MeetingState.POSTPONED])

    def with_public_minutes(self):
        """Once published, some edition stays public; a constraint has the moment where the state says so."""
        return self.filter(minutes_published_at__isnull=False)

    def for_lists(self):
        """Only what a line in a list of meetings shows."""
        return self.select_related("committee").only(*IN_A_LINE, "committee__name", "committee__slug")

    def in_a_line(self):
        """The same, for those of a committee that is known."""
        return self.only("committee", *IN_A_LINE)

    def newest_first(self):
        return self.order_by(models.F("date").desc(nulls_last=True), "-pk")


class Meeting(models.Model):
    """One sitting of a committee. Old records may lack a date; what the source wrote is kept beside it."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="meetings")
    date = models.DateField(null=True, blank=True)
    starts_at = models.TimeField(null=True, blank=True)
    ends_at = models.TimeField(null=True, blank=True)
    title = models.CharField(max_length=200, blank=True)
    venue = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=20, choices=MeetingState, default=MeetingState.SCHEDULED)
    state_reason = models.CharField(max_length=300, blank=True)
    moved_to = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="moved_from")
    previous = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="following", verbose_name="last meeting"
    )

    heading = models.CharField(max_length=300, blank=True, help_text="As the source writes it.")
    written_date = models.CharField(max_length=100, blank=True, help_text="As the source writes it.")
    written_time = models.CharField(max_length=60, blank=True, help_text="As the source writes it.")
    date_note = models.TextField(blank=True)
    closing = models.CharField(max_length=200, blank=True)
    next_meetings = models.TextField(blank=True, help_text="One on each line.")

    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    agenda_published_at = models.DateTimeField(null=True, blank=True)
    minutes_published_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by_meeting = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="approved_minutes"
    )
    revision = models.PositiveIntegerField(default=0, help_text="Counts changes; a form names the one it was shown.")

    objects = MeetingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["committee", "date"], name="one_meeting_a_day_per_committee"),
            models.CheckConstraint(
                condition=Q(approved_at=None) | Q(state=MeetingState.APPROVED), name="approved_meetings_say_so"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=MINUTES_PUBLIC) | Q(minutes_published_at__isnull=False),
                name="public_minutes_have_a_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "date"]),
            models.Index(fields=["date"]),
            models.Index(fields=["-minutes_published_at", "-id"], name="meetings_latest_minutes"),
        ]

    def __str__(self) -> str:
        return f"{self.committee}, {short_date(self.date) if self.date else 'date not known'}"

    def get_absolute_url(self) -> str:
        return self.url()

    @property
    def day(self) -> str:
        """The meeting's part of its address: its date, or "undated"."""
        return self.date.isoformat() if self.date else UNDATED

    @property
    def minutes_open(self) -> bool:
        return self.state in MINUTES_OPEN

    @property
    def is_in_session(self) -> bool:
        return self.state == MeetingState.IN_SESSION

    @property
    def minutes_public(self) -> bool:
        """Once published, some edition stays public, even while the next is being written."""
        return self.minutes_published_at is not None

    @cached_property
    def is_from_old_minutes(self) -> bool:
        """Nobody knows by which rules it was quorate: today's seats and numbers say nothing of it. One query, where
        whoever found the meeting has not asked already."""
        return hasattr(self, "old_minutes")

    @property
    def to_come(self) -> bool:
        return self.state in TO_COME

    def url(self, page: str = "meeting", *extra) -> str:
        return address(f"meetings:{page}", self.committee.slug, self.day, *extra)


class Correction(models.Model):
    """One line of the register of corrections: what was put right, and which meeting agreed it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="corrections")
    item_number = models.CharField(max_length=20, blank=True)
    what = models.TextField()
    agreed_at = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="corrections_agreed")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["recorded_at", "pk"]

    def __str__(self) -> str:
        return self.what
