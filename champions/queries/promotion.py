"""The promotion log, read."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, QuerySet, Sum, Window
from django.db.models.functions import RowNumber

from champions.models import Promotion, Signatory


@dataclass(frozen=True, slots=True)
class YearOfPromotion:
    """How much a signatory did in a year, and how many people it counted."""

    year: int
    activities: int
    reached: int


def promotion_log() -> QuerySet[Promotion]:
    """What every signatory did, latest first: one query."""
    return Promotion.objects.select_related("signatory__organisation").latest_first()


def latest_promotions_of(signatories: Iterable[Signatory], most: int) -> QuerySet[Promotion]:
    """At most so many of each signatory, latest first: one query, however many signatories."""
    place = Window(RowNumber(), partition_by="signatory", order_by=[F("on").desc(), F("pk").desc()])
    return promotion_log().filter(signatory__in=signatories).annotate(place=place).filter(place__lte=most)


def reached_by_year(signatory: Signatory) -> list[YearOfPromotion]:
    """Year by year, latest first. Nobody is counted where no number was given. One query."""
    years = signatory.promotions.order_by().values("on__year").annotate(activities=Count("pk"), people=Sum("reached"))
    return [
        YearOfPromotion(line["on__year"], line["activities"], line["people"] or 0)
        for line in years.order_by("-on__year")
    ]
