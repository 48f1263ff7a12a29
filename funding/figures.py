"""What the charts of funding show: only what is public, and nobody who got nothing.

Years are the funders' own, from April to March. Money is in pence.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from statistics import median

from django.db.models import Max, Min, Q, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.timezone import make_aware

from compact_portal.charts import Bar, Chart, Group, of_pairs
from compact_portal.wording import count_of
from funding.choices import IN_THE_OPEN, PaymentState
from funding.models import Award, Round
from funding.money import pounds

#: Years and rounds that are shown, the latest first: more are a table, not a drawing.
YEARS, ROUNDS = 3, 8
#: So many of the latest awards say how long a programme's money takes.
AWARDS = 300
APRIL = 4


def all_charts() -> list[Chart]:
    """Those that have something to show. One query each."""
    charts = (money_by_year(), asked_and_awarded(), time_to_decision(), time_to_payment())
    return [chart for chart in charts if chart.groups]


def stamp() -> str:
    """Another whenever something changes that the charts show: an award, its payments, a round; and every day."""
    awards = Award.objects.order_by("-modified_at").values_list("modified_at", flat=True)[:1]
    rounds = Round.objects.public().order_by("-saved_at").values_list("saved_at", flat=True)[:1]
    return ":".join(each.isoformat() for each in [timezone.localdate(), *awards, *rounds])


def first_year_of(day: date) -> int:
    """The financial year that a day is in, by the year it begins in."""
    return day.year if day.month >= APRIL else day.year - 1


def within(year: int) -> Q:
    """Offered from April to March."""
    begin, end = (make_aware(datetime(each, APRIL, 1)) for each in (year, year + 1))
    return Q(offered_at__gte=begin, offered_at__lt=end)


def money_by_year() -> Chart:
    """What was awarded and taken, by programme and year: the latest year with an award, and those before it."""
    awards = Award.objects.public().order_by()
    latest = awards.aggregate(at=Max("offered_at"))["at"]
    years = range(last := first_year_of(timezone.localdate(latest)), last - YEARS, -1) if latest else ()
    sums = {str(year): Sum("amount", filter=within(year)) for year in years}
    programmes = list(awards.values("round__programme__name").annotate(**sums).order_by("round__programme__name"))
    pairs = [
        (f"{each['round__programme__name']}, {year} to {year + 1}", amount, pounds(amount))
        for year in years
        for each in programmes
        if (amount := each[str(year)])
    ]
    return of_pairs("money", "Money awarded, by programme and year", "Programme and year", pairs)


def announced() -> Iterable[Round]:
    """The rounds decided last."""
    return Round.objects.filter(state__in=IN_THE_OPEN).order_by("-announced_on", "-pk")


def asked_and_awarded() -> Chart:
    """Of each round: what all who applied asked for, and what was awarded and taken."""
    found = announced().filter(asked_for__gt=0).values_list("pk", "title", "asked_for")[:ROUNDS]
    rounds = list(found)
    taken = Award.objects.public().filter(round__in=[pk for pk, _, _ in rounds])
    sums = dict(taken.order_by().values_list("round").annotate(Sum("amount")))
    groups = tuple(
        Group(title, (money("Asked for", asked), money("Awarded", sums.get(pk, 0)))) for pk, title, asked in rounds
    )
    return Chart("asked", "Asked for and awarded, by round", "Round", groups)


def money(what: str, pence: int) -> Bar:
    return Bar(pence, pounds(pence), what)


def time_to_decision() -> Chart:
    """From the moment a round closed (of two stages, the second) to its decision, in calendar days."""
    found = announced().filter(closes_at__isnull=False, decided_on__isnull=False)
    closed = Coalesce("second_closes_at", "closes_at")
    rows = found.values_list("title", closed, "decided_on")[:ROUNDS]
    pairs = [days(title, (decided - timezone.localdate(closed)).days) for title, closed, decided in rows]
    return of_pairs("decision", "From closing to the decision, by round", "Round", pairs)


def time_to_payment() -> Chart:
    """From a group's yes to its first money, in calendar days: the middle one of each programme, of the latest awards
    within three years."""
    since = timezone.now() - timedelta(days=366 * YEARS)
    paid = Award.objects.public().filter(answered_at__gte=since, payments__state=PaymentState.PAID)
    rows = paid.values_list("pk", "round__programme__name", "answered_at").annotate(Min("payments__paid_on"))
    waited: dict[str, list[int]] = defaultdict(list)
    for _, programme, answered, first in rows.order_by("-answered_at", "-pk")[:AWARDS]:
        waited[programme].append(max((first - timezone.localdate(answered)).days, 0))
    pairs = [days(programme, round(median(waited[programme]))) for programme in sorted(waited)]
    return of_pairs("payment", "From a group’s yes to its first money, by programme", "Programme", pairs)


def days(label: str, number: int) -> tuple[str, int, str]:
    return label, number, count_of(number, "day")
