"""Committees, the sides their seats speak for, and who holds each seat when."""

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from compact_portal.addresses import address
from compact_portal.partnership.models import FEWEST_DAYS, MOST_CLEAR_DAYS, MOST_MINUTES_DAYS
from compact_portal.people.models import Organisation, Person
from meetings.choices import CommitteeKind, HouseStyle, Office

#: No room holds more members than this.
LARGEST_QUORUM = MaxValueValidator(100)


class CommitteeQuerySet(models.QuerySet):
    def current(self, today: date):
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=today))

    def by_name(self):
        return self.order_by("name", "pk")


class Committee(models.Model):
    """The partnership board, or a group it has set up for a time."""

    name = models.CharField(max_length=200, unique=True)
    short_name = models.CharField(max_length=40, blank=True)
    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=20, choices=CommitteeKind, default=CommitteeKind.BOARD)
    purpose = models.TextField(blank=True)
    style = models.CharField(max_length=20, choices=HouseStyle, default=HouseStyle.NARRATIVE)
    quorum = models.PositiveSmallIntegerField(
        default=0, help_text="Members who must be present. 0 means no quorum.", validators=[LARGEST_QUORUM]
    )
    clear_days = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(FEWEST_DAYS), MaxValueValidator(MOST_CLEAR_DAYS)]
    )
    minutes_due_days = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(FEWEST_DAYS), MaxValueValidator(MOST_MINUTES_DAYS)]
    )
    shows_attendance_figures = models.BooleanField(default=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    objects = CommitteeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                name="committee_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("meetings:committee", self.slug)


class Constituency(models.Model):
    """The side a seat speaks for, in the order attendance lists it."""

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="constituencies")
    name = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=0)
    quorum = models.PositiveSmallIntegerField(
        default=0, help_text="Members of this side who must be present.", validators=[LARGEST_QUORUM]
    )

    class Meta:
        ordering = ["position", "pk"]
        verbose_name_plural = "constituencies"
        constraints = [models.UniqueConstraint(fields=["committee", "name"], name="constituency_once_per_committee")]

    def __str__(self) -> str:
        return self.name


class SeatQuerySet(models.QuerySet):
    def vacant(self, today: date):
        return self.exclude(terms__in=Term.objects.current(today))


class Seat(models.Model):
    """A place on a committee. It outlives its holders and may be vacant."""

    constituency = models.ForeignKey(Constituency, on_delete=models.PROTECT, related_name="seats")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="seats"
    )
    position = models.PositiveSmallIntegerField(default=0)

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ["constituency__position", "position", "pk"]

    def __str__(self) -> str:
        return f"{self.constituency}: {self.organisation or 'any organisation'}"


class TermQuerySet(models.QuerySet):
    def current(self, today: date):
        return self.filter(starts_on__lte=today).filter(Q(ends_on=None) | Q(ends_on__gte=today))

    def overlapping(self, starts_on: date, ends_on: date | None):
        later = self.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on))
        return later if ends_on is None else later.filter(starts_on__lte=ends_on)


class Term(models.Model):
    """One person holding a seat, from and to (both days included; no end: until further notice)."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="terms")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="terms")
    office = models.CharField(max_length=20, choices=Office, blank=True, default=Office.NONE)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=200, blank=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="term_ends_after_it_starts"
            ),
            models.UniqueConstraint(fields=["seat"], condition=Q(ends_on=None), name="one_open_term_per_seat"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.seat}"


class Substitute(models.Model):
    """Someone named to stand in for the holder of a seat."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="substitutes")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="substitutions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seat", "person"], name="substitute_once_per_seat")]

    def __str__(self) -> str:
        return f"{self.person} for {self.seat}"
