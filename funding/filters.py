"""What the list of awards can be narrowed to, read from its address."""

import django_filters
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from compact_portal.lists import ListFilter
from compact_portal.written import written
from funding.figures import first_year_of, within
from funding.models import Award, Programme


def programmes() -> list[tuple[int, str]]:
    """Those that something was awarded in, each with whose it is."""
    return [(pk, f"{name} ({funder})") for pk, name, funder in with_awards()]


@written
def with_awards() -> QuerySet[Programme]:
    awarded = Award.objects.public().order_by().values("round__programme")
    funder = Coalesce("funder__name", "funder_name")
    return Programme.objects.filter(pk__in=awarded).annotate(by=funder).values_list("pk", "name", "by")


@written
def oldest() -> QuerySet[Award]:
    return Award.objects.public().order_by("offered_at", "-reference").only("offered_at")[:1]


@written
def latest() -> QuerySet[Award]:
    return Award.objects.public().only("offered_at")[:1]


def years() -> list[tuple[int, str]]:
    """The financial years from the latest award back to the oldest; read off the ends of an index."""
    ends = [first_year_of(timezone.localdate(award.offered_at)) for award in (*latest(), *oldest())]
    return [(year, f"{year} to {year + 1}") for year in range(ends[0], ends[-1] - 1, -1)] if ends else []


class AwardFilter(ListFilter):
    orders = {
        "organisation": ("organisation__name", "reference"),
        "amount": ("amount", "reference"),
        "offered": ("offered_at", "reference"),
    }

    to = django_filters.CharFilter(
        field_name="organisation__name", lookup_expr="icontains", label="To whom: part of a name"
    )
    programme = django_filters.ChoiceFilter(
        field_name="round__programme", choices=programmes, label="Programme", empty_label="All"
    )
    year = django_filters.ChoiceFilter(choices=years, method="offered_in", label="Year, from April", empty_label="All")

    class Meta:
        model = Award
        fields = []

    def offered_in(self, awards, name, year):
        return awards.filter(within(int(year)))
