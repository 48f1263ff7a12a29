"""Old minutes as officers look at them."""

from django.db.models import Count, Q, QuerySet

from compact_portal.people.models import Person
from meetings.choices import OldMinutesState, TakenFor
from meetings.models import OldAttendee, OldLine, OldMinutes

#: Lines of one page; 300 pages of minutes have 6,000.
LINES_A_PAGE = 100


def brought_in(state: str) -> QuerySet[OldMinutes]:
    """The files, latest first; of one state where one is asked for."""
    found = OldMinutes.objects.select_related("committee", "meeting__committee")
    return found.filter(state=state) if state in OldMinutesState.values else found


def next_to_check() -> OldMinutes | None:
    """The earliest brought in that nobody has checked."""
    return OldMinutes.objects.to_check().only("name").order_by("brought_in_at", "pk").first()


def count_differing(rows: list[OldMinutes]) -> None:
    """In how many lines of each of these words differ, as `differing`. One query."""
    found = OldLine.objects.differing().filter(old_minutes__in=rows).order_by().values_list("old_minutes")
    counts = dict(found.annotate(Count("pk")))
    for old in rows:
        old.differing = counts.get(old.pk, 0)


def counts_by_state() -> dict[str, int]:
    found = OldMinutes.objects.order_by().values_list("state").annotate(Count("pk"))
    return dict.fromkeys(OldMinutesState.values, 0) | dict(found)


def lines_to_check(old: OldMinutes) -> QuerySet[OldLine]:
    return old.lines.in_order().prefetch_related("attendees", "decisions", "actions")


def marked_lines(old: OldMinutes) -> tuple[list[OldLine], list[OldLine]]:
    """Those in which words differ, and those that open an item. One query."""
    marked = old.lines.in_order().filter(Q(taken_for=TakenFor.ITEM) | ~Q(missing="", new=""))
    lines = list(marked.only("old_minutes", "position", "taken_for", "number", "title", "missing", "new"))
    return [line for line in lines if line.missing or line.new], [line for line in lines if line.opens_item]


def attendees_of(old: OldMinutes) -> QuerySet[OldAttendee]:
    found = OldAttendee.objects.filter(line__old_minutes=old).select_related("line", "person", "organisation")
    return found.order_by("position", "pk")


def candidates_for(attendee: OldAttendee) -> QuerySet[Person]:
    """Who may be meant: the one chosen, and those with the same last name. Nobody is chosen for the officer."""
    last = (attendee.name.split() or [""])[-1]
    alike = Q(name__iendswith=f" {last}") | Q(name__iexact=attendee.name) if last else Q()
    return Person.objects.filter(alike | Q(pk=attendee.person_id)).select_related("user").by_name()[:12]
