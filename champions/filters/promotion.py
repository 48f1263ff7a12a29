"""What the promotion log can be narrowed to."""

import django_filters
from django.db.models import Exists, OuterRef, QuerySet

from champions.choices import PromotionKind
from champions.models import Promotion
from compact_portal.lists import ListFilter
from compact_portal.people.models import Organisation


def with_promotions() -> QuerySet:
    theirs = Promotion.objects.filter(signatory__organisation=OuterRef("pk"))
    return Organisation.objects.filter(Exists(theirs)).by_name().values_list("slug", "name")


def years() -> list[tuple[int, str]]:
    """From the latest activity back to the oldest; read off the ends of an index."""
    dated = Promotion.objects.values_list("on", flat=True)
    first, last = dated.order_by("on", "pk").first(), dated.latest_first().first()
    return [(year, str(year)) for year in range(last.year, first.year - 1, -1)] if first else []


class PromotionFilter(ListFilter):
    organisation = django_filters.ChoiceFilter(
        field_name="signatory__organisation__slug", choices=with_promotions, label="Organisation", empty_label="All"
    )
    kind = django_filters.ChoiceFilter(choices=PromotionKind, label="What", empty_label="All")
    year = django_filters.ChoiceFilter(
        field_name="on", lookup_expr="year", choices=years, label="Year", empty_label="All"
    )

    class Meta:
        model = Promotion
        fields = []
