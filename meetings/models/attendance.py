"""Who came, who sent apologies, who stood in for whom, who had an interest."""

from django.db import models
from django.db.models import Q

from compact_portal.people.models import Organisation, Person
from meetings.choices import AttendanceStatus, Capacity, Office
from meetings.models.committees import Constituency, Term
from meetings.models.items import Item
from meetings.models.meetings import Meeting


class AttendanceQuerySet(models.QuerySet):
    def present(self):
        return self.filter(status=AttendanceStatus.PRESENT)

    def voting(self):
        return self.filter(capacity__in=[Capacity.MEMBER, Capacity.SUBSTITUTE])

    def in_order(self):
        return self.order_by("position", "pk")


class Attendance(models.Model):
    """One line of the attendance list. A deputy credits the organisation; member and deputy keep separate counts."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendance")
    position = models.PositiveIntegerField(default=0)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="attendance")
    name = models.CharField(max_length=200, help_text="As this meeting names them.")
    initials = models.CharField(max_length=10, blank=True)
    role = models.CharField(max_length=120, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    constituency = models.ForeignKey(Constituency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    side = models.CharField(max_length=120, blank=True, help_text="The heading this line stands under.")
    term = models.ForeignKey(Term, on_delete=models.SET_NULL, null=True, blank=True, related_name="attendance")
    office = models.CharField(max_length=20, choices=Office, blank=True, default=Office.NONE)
    capacity = models.CharField(max_length=20, choices=Capacity, default=Capacity.MEMBER)
    status = models.CharField(max_length=20, choices=AttendanceStatus, default=AttendanceStatus.EXPECTED)
    deputising_for = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="deputies"
    )
    arrived_at = models.ForeignKey(Item, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    left_at = models.ForeignKey(Item, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    written = models.CharField(max_length=300, blank=True, help_text="As the source writes the line.")

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name_plural = "attendance"
        constraints = [
            models.CheckConstraint(
                condition=Q(deputising_for=None) | ~Q(capacity=Capacity.MEMBER), name="members_do_not_deputise"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Declaration(models.Model):
    """An interest declared at the item it concerns."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="declarations")
    attendance = models.ForeignKey(Attendance, on_delete=models.CASCADE, related_name="declarations")
    interest = models.CharField(max_length=500)
    left_room = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.attendance}: {self.interest}"
