"""How often a seat was filled in each term: by its member, by a deputy for the organisation, or not at all."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from meetings.choices import MINUTES_PUBLIC, AttendanceStatus
from meetings.models import Attendance
from meetings.queries.attendance import AttendanceFigure

PRESENT = AttendanceStatus.PRESENT


@dataclass(frozen=True, slots=True)
class TermFigure(AttendanceFigure):
    """The same of one term of one member. `meetings` are those held during it whose minutes are public."""

    apologies: int
    side: str
    starts_on: date
    ends_on: date | None

    def is_over(self, today: date) -> bool:
        return self.ends_on is not None and self.ends_on < today


def figures_by_term(committee: int) -> list[TermFigure]:
    """Term by term, the seats in their order, the latest term of a seat first. One query."""
    return [
        TermFigure(name, organisation, *counts, side, starts_on, ends_on)
        for name, organisation, side, starts_on, ends_on, *counts in _counted(committee)
    ]


def _counted(committee: int) -> QuerySet:
    seat = "term__seat__"
    deputies = Attendance.objects.filter(deputising_for=OuterRef("pk"), status=PRESENT)
    return (
        _within_a_term(committee)
        .annotate(sent_a_deputy=Exists(deputies))
        .order_by(f"{seat}constituency__position", f"{seat}position", f"{seat}pk", "-term__starts_on", "term")
        .values_list(
            "term__person__name",
            f"{seat}organisation__name",
            f"{seat}constituency__name",
            "term__starts_on",
            "term__ends_on",
        )
        .annotate(
            meetings=Count("pk"),
            attended=Count("pk", filter=Q(status=PRESENT)),
            deputised=Count("pk", filter=~Q(status=PRESENT) & Q(sent_a_deputy=True)),
            apologies=Count("pk", filter=Q(status__in=[AttendanceStatus.APOLOGIES, AttendanceStatus.RESIGNED])),
        )
    )


def _within_a_term(committee: int) -> QuerySet[Attendance]:
    held = Q(meeting__committee=committee, meeting__state__in=MINUTES_PUBLIC)
    begun = Q(meeting__date__gte=F("term__starts_on"))
    not_over = Q(term__ends_on=None) | Q(meeting__date__lte=F("term__ends_on"))
    return Attendance.objects.filter(held, begun, not_over)
