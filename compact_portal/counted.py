"""Figures of what belongs to each row of a query."""

from django.db.models import Aggregate, BigIntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce


def of_each(found: QuerySet, link: str, what: Aggregate) -> Coalesce:
    """A figure of what belongs to each row, in the same query; 0 of nothing. Of a list that is read a page at a time,
    only what belongs to that page is counted."""
    belonging = found.filter(**{link: OuterRef("pk")}).order_by().values(link)
    return Coalesce(
        Subquery(belonging.annotate(figure=what).values("figure")), Value(0), output_field=BigIntegerField()
    )
