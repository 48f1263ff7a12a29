"""What machines read of committees: nothing that the pages for everyone do not show."""

from django.db.models import Prefetch, Q, QuerySet

from compact_portal.people.models import Person
from meetings.choices import MINUTES_PUBLIC
from meetings.models import Attendance, Committee, Meeting, Term


def meetings_to_read() -> QuerySet[Meeting]:
    """All of which everyone may know: planned ones too. The latest first."""
    lines = Prefetch("attendance", Attendance.objects.only("meeting", "person", "status").in_order())
    return Meeting.objects.select_related("committee").prefetch_related(lines).newest_first()


def people_to_read() -> QuerySet[Person]:
    """Who sits or sat on a committee, and who was at a meeting whose minutes are out."""
    sat = Term.objects.order_by().values("person")
    came = Attendance.objects.present().filter(meeting__state__in=MINUTES_PUBLIC).order_by().values("person")
    terms = Term.objects.select_related("seat__constituency", "seat__organisation").order_by("starts_on", "pk")
    found = Person.objects.filter(Q(pk__in=sat) | Q(pk__in=came))
    return found.prefetch_related(Prefetch("terms", terms)).order_by("pk")


def committees() -> QuerySet[Committee]:
    return Committee.objects.prefetch_related("constituencies__seats__terms").by_name()
