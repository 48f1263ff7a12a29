"""What the charts of funding show: only what is public, and nobody who got nothing.

Years are the funders' own, from April to March. Money is in pence.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from statistics import median

from django.db.models import Min, Sum
from django.db.models.functions import Coalesce, TruncMonth
from django.utils import timezone

from compact_portal.charts import Bar, Chart, Group, of_pairs
from compact_portal.wording import count_of
from funding.choices import PaymentState, RoundState
from funding.models import Award, Round
from funding.money import pounds

#: Years and rounds that are shown, the latest first: more are a table, not a drawing.
YEARS, ROUNDS = 3, 8
APRIL = 4


def all_charts() -> list[Chart]:
    """Those that have something to show. One query each."""
    charts = (money_by_year(), asked_and_awarded(), time_to_decision(), time_to_payment())
    return [chart for chart in charts if chart.groups]


def year_of(day: date) -> str:
    """The financial year that a day is in: "2026 to 2027"."""
    first = day.year if day.month >= APRIL else day.year - 1
    return f"{first} to {first + 1}"


def money_by_year() -> Chart:
    """What was awarded and taken, by programme and year."""
    found = Award.objects.public().annotate(month=TruncMonth("offered_at"))
    rows = found.order_by().values_list("round__programme__name", "month").annotate(Sum("amount"))
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for programme, month, amount in rows:
        sums[year_of(timezone.localdate(month)), programme] += amount
    latest = sorted({year for year, _ in sums}, reverse=True)[:YEARS]
    pairs = [
        (f"{programme}, {year}", sums[year, programme], pounds(sums[year, programme]))
        for year, programme in sorted(sums, key=lambda each: (latest_first(each[0]), each[1]))
        if year in latest
    ]
    return of_pairs("money", "Money awarded, by programme and year", "Programme and year", pairs)


def latest_first(year: str) -> int:
    return -int(year[:4])


def announced() -> Iterable[Round]:
    """The rounds decided last."""
    return Round.objects.filter(state=RoundState.ANNOUNCED).order_by("-announced_on", "-pk")


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
    """From a group's yes to its first money, in calendar days: the middle one of each programme, of three years."""
    since = timezone.now() - timedelta(days=366 * YEARS)
    paid = Award.objects.public().filter(answered_at__gte=since, payments__state=PaymentState.PAID)
    rows = paid.order_by().values_list("pk", "round__programme__name", "answered_at")
    waited: dict[str, list[int]] = defaultdict(list)
    for _, programme, answered, first in rows.annotate(Min("payments__paid_on")):
        waited[programme].append(max((first - timezone.localdate(answered)).days, 0))
    pairs = [days(programme, round(median(waited[programme]))) for programme in sorted(waited)]
    return of_pairs("payment", "From a group’s yes to its first money, by programme", "Programme", pairs)


def days(label: str, number: int) -> tuple[str, int, str]:
    return label, number, count_of(number, "day")
