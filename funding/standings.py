"""The order of a round's applications: by total in a lot whose totals somebody reads all of, by number elsewhere.

Totals and places are kept once the marks are agreed; while marks are given they are worked out at every look.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.db.models import Case, Count, Q, QuerySet, When

from funding import panel
from funding.choices import FINISHED, IN_THE_OPEN, ApplicationState, AssessmentState, RoundState
from funding.marks import places
from funding.models import Application, Round
from funding.queries import judged_of, total_of

#: What is kept of each application once the marks are agreed.
KEPT = ("total", "place", "is_below_pass_mark")


def put_in_places(applications: Iterable[Application]) -> None:
    """Write KEPT on each: of all of a lot, `with_totals`. Nothing is saved."""
    of_lots: dict[int, list[Application]] = defaultdict(list)
    for each in applications:
        points = total_of(each)
        each.total = None if points is None else Decimal(points.numerator) / points.denominator
        each.is_below_pass_mark = any(judged.is_below_pass_mark for judged in judged_of(each).values())
        of_lots[each.lot_id].append(each)
    for of_lot in of_lots.values():
        for each, place in zip(of_lot, places([each.total for each in of_lot]), strict=True):
            each.place = place


def in_order(user, round_: Round) -> tuple[Sequence[Application] | QuerySet, set[int]]:
    """What passed and this user stands apart from, lot by lot; and the lots, by their ids, where it is in places."""
    found = panel.apart(user, round_, round_.applications.eligible())
    lots = lots_read_whole(user, round_)
    if round_.state != RoundState.ASSESSING:
        by_place = [Case(When(lot__in=lots, then="place"))] if lots else []
        return panel.with_standing(user, round_, found).order_by("lot__number", *by_place, "number"), lots
    if not lots:
        return found.with_totals().order_by("lot__number", "number"), lots
    worked_out = list(found.with_totals())
    lots -= {each.lot_id for each in worked_out if not panel.is_marked(each)}
    put_in_places(each for each in worked_out if each.lot_id in lots)
    return sorted(worked_out, key=lambda each: (each.lot.number, each.place or 0, each.number)), lots


def lots_read_whole(user, round_: Round) -> set[int]:
    """The lots, by their ids, of which this user may read every total: a place tells something of all others. While
    marks are given, they may still be too few in one of these."""
    lots = {lot.pk for lot in round_.lot_list} - with_unread(user, round_)
    return lots - with_few_marks(round_) if lots and round_.state == RoundState.ASSESSING else lots


def with_unread(user, round_: Round) -> set[int]:
    """The lots, by their ids, with an application whose total this user may not read."""
    unread = {each.lot_id for each in panel.kept_from(user, round_) if each.state == ApplicationState.ELIGIBLE}
    assessor = panel.assessor_of(user, round_)
    if assessor and round_.state not in IN_THE_OPEN:
        marked = assessor.assessments.filter(state__in=FINISHED)
        unmarked = round_.applications.eligible().exclude(pk__in=marked.values("application"))
        unread |= set(unmarked.order_by().values_list("lot", flat=True).distinct())
    return unread


def with_few_marks(round_: Round) -> set[int]:
    """The lots, by their ids, with an application of which fewer marks count than have to."""
    counts = Q(assessments__state=AssessmentState.LOCKED)
    aside = panel.locked_by_those_aside(round_)
    locked = Count("assessments", filter=counts & ~Q(assessments__in=aside.values("pk")))
    few = round_.applications.eligible().annotate(locked=locked).filter(locked__lt=panel.FEWEST_ASSESSORS)
    return set(few.values_list("lot", flat=True))


def far_apart(round_: Round) -> list[str]:
    """The applications with marks that are far apart and nothing agreed on, by what each is called; none while marks
    are still given."""
    found = list(round_.applications.eligible().with_totals().order_by("number"))
    for each in found:
        each.round = round_
    if round_.state != RoundState.ASSESSING or not all(panel.is_marked(each) for each in found):
        return []
    return [each.called for each in found if is_far_apart(each)]


def is_far_apart(application: Application) -> bool:
    return any(judged.is_far_apart and judged.agreed is None for judged in judged_of(application).values())
