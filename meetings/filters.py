"""What the public lists can be narrowed to, read from their addresses."""

from datetime import date, timedelta

import django_filters
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from compact_portal.lists import ListFilter
from compact_portal.people.models import Organisation
from compact_portal.written import written
from meetings.choices import ActionState, DecisionKind, MeetingState
from meetings.models import Action, ActionOwner, Committee, Decision, Meeting, Seat, Term

#: Two looks at an index in one query; `aggregate` would have SQLite read all of it.
BOTH_ENDS = "SELECT (SELECT MIN(date) FROM meetings_meeting), (SELECT MAX(date) FROM meetings_meeting)"

#: "Due soon" looks this far ahead.
SOON = timedelta(days=30)


@written
def committees() -> QuerySet[Committee]:
    return Committee.objects.by_name().values_list("slug", "name")


@written
def organisations() -> QuerySet[Organisation]:
    """Those that can have something to do: they have a seat, or own an action."""
    seats = Seat.objects.filter(organisation=OuterRef("pk"))
    owned = ActionOwner.objects.filter(organisation=OuterRef("pk"))
    return Organisation.objects.filter(Exists(seats) | Exists(owned)).by_name().values_list("slug", "name")


def years() -> list[tuple[int, str]]:
    """From the latest meeting planned back to the oldest on record; read off the ends of an index."""
    with connection.cursor() as cursor:
        cursor.execute(BOTH_ENDS)
        first, last = cursor.fetchone()
    return [(year, str(year)) for year in range(year_of(last), year_of(first) - 1, -1)] if first else []


def year_of(day: date | str) -> int:
    """SQLite has no dates, only their letters."""
    return int(str(day)[:4])


def by_committee(path: str) -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(
        field_name=f"{path}__slug", choices=committees, label="Committee", empty_label="All"
    )


def by_year(field_name: str) -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(
        field_name=field_name, lookup_expr="year", choices=years, label="Year", empty_label="All"
    )


class MeetingFilter(ListFilter):
    committee = by_committee("committee")
    year = by_year("date")
    state = django_filters.ChoiceFilter(choices=MeetingState, label="State", empty_label="All")

    class Meta:
        model = Meeting
        fields = []


class ActionFilter(ListFilter):
    """Open actions first of all: what is done or dropped has to be asked for."""

    chosen_at_first = {"state": ActionState.OPEN.value}
    orders = {
        "due": ("due_on", "pk"),
        "state": ("state", "due_on", "pk"),
    }

    committee = by_committee("meeting__committee")
    owner = django_filters.CharFilter(method="owned_by", label="Who: part of a name")
    organisation = django_filters.ChoiceFilter(
        choices=organisations, method="answered_for_by", label="Organisation", empty_label="All"
    )
    state = django_filters.ChoiceFilter(choices=ActionState, label="State", empty_label="All")
    due = django_filters.ChoiceFilter(
        choices=[("overdue", "Overdue"), ("soon", "In the next 30 days"), ("none", "No date")],
        method="falls_due",
        label="Due",
        empty_label="Any time",
    )

    class Meta:
        model = Action
        fields = []

    def owned_by(self, actions, name, words):
        owners = ActionOwner.objects.filter(
            Q(person__name__icontains=words)
            | Q(organisation__name__icontains=words)
            | Q(group__icontains=words)
            | Q(contact__name__icontains=words)
        )
        return actions.filter(pk__in=owners.values("action"))

    def answered_for_by(self, actions, name, slug):
        """The organisation's own, and those of the people who hold its seats."""
        holders = Term.objects.filter(seat__organisation__slug=slug).values("person")
        owners = ActionOwner.objects.filter(Q(organisation__slug=slug) | Q(person__in=holders) | Q(contact__in=holders))
        return actions.filter(pk__in=owners.values("action"))

    def falls_due(self, actions, name, when):
        today = timezone.localdate()
        if when == "overdue":
            return actions.overdue(today)
        if when == "soon":
            return actions.open().filter(due_on__range=(today, today + SOON))
        return actions.filter(due_on=None)


class DecisionFilter(ListFilter):
    committee = by_committee("item__meeting__committee")
    kind = django_filters.ChoiceFilter(choices=DecisionKind, label="How", empty_label="All")
    year = by_year("item__meeting__date")

    class Meta:
        model = Decision
        fields = []
