"""Who sits on a committee, who came, and whether they were enough."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from compact_portal.written import under, written
from meetings.choices import MINUTES_PUBLIC, AttendanceStatus, Capacity
from meetings.models import (
    Attendance,
    Committee,
    Constituency,
    Meeting,
    Seat,
    Substitute,
    Term,
)

VOTING = frozenset({Capacity.MEMBER, Capacity.SUBSTITUTE})


def attendance_of(meeting: Meeting) -> QuerySet[Attendance]:
    return meeting.attendance.in_order().select_related(
        "organisation", "constituency", "deputising_for", "arrived_at", "left_at", "person"
    )


@dataclass(frozen=True, slots=True)
class SideCount:
    """How many of a side are here, and how many it needs."""

    name: str
    present: int
    needed: int

    @property
    def is_met(self) -> bool:
        return self.present >= self.needed


@dataclass(frozen=True, slots=True)
class Quorum:
    """Members and their deputies present, against what the committee needs. A warning, never a block."""

    present: int
    needed: int
    sides: tuple[SideCount, ...]

    @property
    def is_met(self) -> bool:
        return self.present >= self.needed and all(side.is_met for side in self.sides)

    @property
    def is_asked_for(self) -> bool:
        return bool(self.needed or any(side.needed for side in self.sides))

    @property
    def sentence(self) -> str:
        """Quorate: 5 of 4 needed are here. / Not quorate: 2 of 4 needed are here; Councillors 0 of 1."""
        if not self.is_asked_for:
            return ""
        short = [f"{side.name} {side.present} of {side.needed}" for side in self.sides if not side.is_met]
        overall = f"{self.present} present, {self.needed} needed" if self.needed else f"{self.present} present"
        return f"{'Quorate' if self.is_met else 'Not quorate'}: {'; '.join([overall, *short])}"


def quorum_of(meeting: Meeting, lines: list[Attendance] | None = None) -> Quorum:
    """Counts members and substitutes who are present; officers in attendance and guests do not count.

    A member counts once, however many came: a late member, the deputy who sat there until then, another deputy.
    """
    lines = attendance_of(meeting) if lines is None else lines
    here = [line for line in lines if line.status == AttendanceStatus.PRESENT and line.capacity in VOTING]
    here = list({line.deputising_for_id or line.pk: line for line in here}.values())
    by_side = Counter(line.constituency_id for line in here)
    sides = tuple(
        SideCount(side.name, by_side[side.pk], side.quorum) for side in meeting.committee.constituencies.all()
    )
    return Quorum(len(here), meeting.committee.quorum, sides)


def seats_by_side(committee: int, today: date) -> list[Constituency]:
    """The committee's sides with their `seat_list`; each seat with its `holders` today and `deputies`. Four queries."""
    seats = under(_seats(committee), "constituency_id")
    holders, deputies = under(_holders(committee, today), "seat_id"), under(_deputies(committee), "seat_id")
    sides = _sides(committee)
    for side in sides:
        side.seat_list = seats[side.pk]
        for seat in side.seat_list:
            seat.holders, seat.deputies = holders[seat.pk], deputies[seat.pk]
    return sides


@written
def _sides(committee: int) -> QuerySet[Constituency]:
    return Constituency.objects.filter(committee=committee)


@written
def _seats(committee: int) -> QuerySet[Seat]:
    found = Seat.objects.filter(constituency__committee=committee).select_related("organisation")
    return found.only("constituency", "organisation__name")


@written
def _holders(committee: int, today: date) -> QuerySet[Term]:
    found = Term.objects.current(today).filter(seat__constituency__committee=committee).select_related("person")
    return found.only("seat", "office", "starts_on", "ends_on", "person__name")


@written
def _deputies(committee: int) -> QuerySet[Substitute]:
    found = Substitute.objects.filter(seat__constituency__committee=committee)
    return found.select_related("person").order_by("pk").only("seat", "person__name")


@dataclass(frozen=True, slots=True)
class AttendanceFigure:
    """How often a seat was filled: by its member, by a deputy for the organisation, or not at all."""

    name: str
    organisation: str | None
    meetings: int
    attended: int
    deputised: int

    @property
    def organisation_present(self) -> int:
        """A deputy credits the organisation, not the member."""
        return self.attended + self.deputised


#: Attendance figures look back this many meetings: a year and more of a committee that meets monthly.
MEETINGS_COUNTED = 20


def attendance_figures(committee: int) -> list[AttendanceFigure]:
    """How often those in term came to the latest meetings whose minutes are public, by name. One query.

    A deputy credits the organisation, not the member.
    """
    rows: dict[int, list] = {}
    for person, name, organisation, status, sent_a_deputy in _lines_that_count(committee):
        row = rows.setdefault(person, [name, organisation or "", 0, 0, 0])
        row[2] += 1
        here = status == AttendanceStatus.PRESENT
        row[3] += here
        row[4] += sent_a_deputy and not here
    return sorted(
        (AttendanceFigure(*row) for row in rows.values()),
        key=lambda figure: figure.name,
    )


def published_lines(committee: Committee) -> Iterator[Attendance]:
    """The attendance lists of meetings whose minutes are out and are not being written anew. One query, a few rows at a
    time."""
    found = Attendance.objects.filter(meeting__committee=committee, meeting__state__in=MINUTES_PUBLIC)
    found = found.select_related("meeting__committee", "organisation", "deputising_for")
    return found.order_by("-meeting__date", "-meeting", "position", "pk").iterator(chunk_size=500)


@written
def _lines_that_count(committee: int) -> QuerySet[Attendance]:
    meetings = Meeting.objects.filter(committee=committee).with_public_minutes().newest_first()
    counted = meetings[:MEETINGS_COUNTED].values("pk")
    deputies = Attendance.objects.filter(deputising_for=OuterRef("pk"), status=AttendanceStatus.PRESENT)
    lines = Attendance.objects.filter(meeting__in=counted).exclude(term=None)
    return lines.annotate(sent_a_deputy=Exists(deputies)).values_list(
        "person_id", "person__name", "organisation__name", "status", "sent_a_deputy"
    )


def people_known_to(meeting: Meeting) -> dict[str, object]:
    """Names that can own an action, lower-cased, with the person or organisation each stands for.

    Those on the attendance list, holders of seats, and organisations with a seat.
    """
    known: dict[str, object] = {}
    terms = Term.objects.filter(seat__constituency__committee=meeting.committee)
    for term in terms.select_related("person", "seat__organisation"):
        known[term.person.name.lower()] = term.person
        if term.seat.organisation:
            known[term.seat.organisation.name.lower()] = term.seat.organisation
    for line in attendance_of(meeting):
        known[line.name.lower()] = line.person
        if line.organisation:
            known[line.organisation.name.lower()] = line.organisation
    return known
