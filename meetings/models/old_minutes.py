"""Old minutes: the file that was brought in, its lines, and what each line was taken for until a person has checked."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from compact_portal.addresses import address
from compact_portal.people.models import Organisation, Person
from compact_portal.wording import short_date
from meetings.choices import AttendanceStatus, Capacity, DecisionKind, Office, OldMinutesState, TakenFor
from meetings.models.committees import Committee
from meetings.models.meetings import Meeting

#: How long one worker may take over one file before another may take it. 300 pages take seconds.
LEASE = timedelta(minutes=5)
TRIES = 3


class OldMinutesQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=OldMinutesState.WAITING)

    def to_check(self):
        return self.filter(state=OldMinutesState.TO_CHECK)

    def due(self, now: datetime):
        """Waiting, with a try left, and held by no worker."""
        return self.waiting().filter(Q(claimed_until=None) | Q(claimed_until__lt=now), attempts__lt=TRIES)

    def abandoned(self, now: datetime):
        """Tried as often as we try, and the last worker never came back."""
        return self.waiting().filter(attempts__gte=TRIES, claimed_until__lt=now)


class OldMinutesManager(models.Manager.from_queryset(OldMinutesQuerySet)):
    def get_queryset(self):
        """Lists name what there is; the bytes are read only by whoever needs them."""
        return super().get_queryset().defer("original")


class Revised(models.Model):
    """What two officers may change at once: a form names the revision it was shown."""

    revision = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True


class OldMinutes(Revised):
    """One file, or one pasted text. The bytes are kept as they came; `meeting` is the record that was made of it."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="old_minutes")
    name = models.CharField(max_length=200, help_text="The name of the file.")
    original = models.BinaryField()
    size = models.PositiveIntegerField(help_text="Bytes.")
    sha256 = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=20, choices=OldMinutesState, default=OldMinutesState.WAITING)
    brought_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    brought_in_at = models.DateTimeField()

    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_by = models.CharField(max_length=32, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    problem = models.TextField(blank=True, help_text="Why it could not be read, and what to do.")

    title = models.CharField(max_length=200, blank=True)
    date = models.DateField(null=True, blank=True)
    written_date = models.CharField(max_length=100, blank=True, help_text="As the minutes write it.")
    written_time = models.CharField(max_length=60, blank=True, help_text="As the minutes write it.")
    venue = models.CharField(max_length=300, blank=True)
    next_meetings = models.TextField(blank=True, help_text="One on each line.")
    meeting = models.OneToOneField(
        Meeting, on_delete=models.SET_NULL, null=True, blank=True, related_name="old_minutes"
    )

    objects = OldMinutesManager()

    class Meta:
        ordering = ["-brought_in_at", "-pk"]
        verbose_name_plural = "old minutes"
        indexes = [
            models.Index(fields=["state", "-id"], name="old_minutes_by_state"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def called(self) -> str:
        """Its day, where one was read; else the name of the file."""
        return f"{self.committee}, {short_date(self.date)}" if self.date else self.name

    def get_absolute_url(self) -> str:
        return self.url()

    def url(self, page: str = "old-minutes-check", *extra) -> str:
        return address(f"meetings:{page}", self.pk, *extra)

    @property
    def is_waiting(self) -> bool:
        return self.state == OldMinutesState.WAITING

    @property
    def is_to_check(self) -> bool:
        return self.state == OldMinutesState.TO_CHECK

    @property
    def is_kept(self) -> bool:
        return self.state == OldMinutesState.KEPT

    @property
    def is_failed(self) -> bool:
        return self.state == OldMinutesState.FAILED


class OldLineQuerySet(models.QuerySet):
    def in_order(self):
        return self.order_by("position")

    def differing(self):
        return self.exclude(missing="", new="")


class OldLine(Revised):
    """A line of the original, which never changes, and what it becomes in the record."""

    old_minutes = models.ForeignKey(OldMinutes, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    text = models.TextField()
    taken_for = models.CharField(max_length=20, choices=TakenFor)
    kept = models.TextField(blank=True, help_text="The text in the record.")
    number = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=300, blank=True)
    presenters = models.CharField(max_length=300, blank=True)
    missing = models.TextField(blank=True, help_text="Words of the line that the record would not have.")
    new = models.TextField(blank=True, help_text="Words of the record that the original does not have.")

    objects = OldLineQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["old_minutes", "position"], name="old_lines_stand_in_order"),
        ]

    def __str__(self) -> str:
        return f"Line {self.position}"

    @property
    def anchor(self) -> str:
        return f"line-{self.position}"

    @property
    def opens_item(self) -> bool:
        return self.taken_for == TakenFor.ITEM

    @property
    def item_name(self) -> str:
        return ". ".join(filter(None, [self.number, self.title])) or "Item without a title"


class OldAttendee(Revised):
    """One person of the attendance list. `person` and `organisation` only where the name is exactly the same."""

    line = models.ForeignKey(OldLine, on_delete=models.CASCADE, related_name="attendees")
    position = models.PositiveIntegerField(default=0)
    name = models.CharField(max_length=200)
    initials = models.CharField(max_length=10, blank=True)
    role = models.CharField(max_length=120, blank=True)
    organisation_name = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    side = models.CharField(max_length=120, blank=True)
    office = models.CharField(max_length=20, choices=Office, blank=True, default=Office.NONE)
    capacity = models.CharField(max_length=20, choices=Capacity, default=Capacity.MEMBER)
    status = models.CharField(max_length=20, choices=AttendanceStatus, default=AttendanceStatus.PRESENT)
    deputises_for = models.CharField(max_length=200, blank=True)
    written = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class OldDecision(Revised):
    line = models.ForeignKey(OldLine, on_delete=models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=20, choices=DecisionKind, default=DecisionKind.AGREED)
    text = models.TextField()

    class Meta:
        ordering = ["line__position", "pk"]

    def __str__(self) -> str:
        return self.text


class OldAction(Revised):
    """`owners` are names with commas between; `due` is as written. Closed unless an officer says that it is open."""

    line = models.ForeignKey(OldLine, on_delete=models.CASCADE, related_name="actions")
    number = models.CharField(max_length=20, blank=True)
    text = models.TextField()
    owners = models.CharField(max_length=300, blank=True)
    due = models.CharField(max_length=200, blank=True)
    is_open = models.BooleanField(default=False)

    class Meta:
        ordering = ["line__position", "pk"]

    def __str__(self) -> str:
        return self.text
