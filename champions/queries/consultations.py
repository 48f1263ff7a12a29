"""Consultations, and what was answered."""

from collections import Counter
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Prefetch, QuerySet

from champions.choices import Capacity, Outcome
from champions.models import Clause, CompactVersion, Consultation, Reply, Response, Section
from compact_portal.written import written


def consultation_list() -> QuerySet[Consultation]:
    """What nobody has closed yet first, then the newest."""
    found = Consultation.objects.select_related("version")
    return found.order_by(F("closed_at").desc(nulls_first=True), "-opens_on", "-pk")


@written
def open_consultations(today: date) -> QuerySet[Consultation]:
    """Those that one can answer in time, the one that closes next first."""
    return Consultation.objects.open(today).select_related("version").order_by("closes_on", "pk")


@written
def consultation_at(pk: int) -> QuerySet[Consultation]:
    return Consultation.objects.select_related("version").filter(pk=pk)


def latest_consultation(slug: str) -> Consultation:
    """The newest consultation on the version at an address. Raises Consultation.DoesNotExist."""
    found = Consultation.objects.select_related("version").filter(version__slug=slug).newest_first().first()
    if found is None:
        raise Consultation.DoesNotExist(slug)
    return found


def sections_to_answer(version: CompactVersion) -> list[Section]:
    """Sections in order with the clauses one can answer about (`clause_list`): two queries."""
    clauses = Clause.objects.citable().applying().in_order()
    sections = version.sections.prefetch_related(Prefetch("clauses", clauses, to_attr="clause_list"))
    return [section for section in sections if section.clause_list]


def responses_of(consultation: Consultation) -> QuerySet[Response]:
    """Each with its reply, if it has one."""
    return consultation.responses.select_related("reply", "consultation__version")


def unanswered(consultation: Consultation) -> int:
    return consultation.responses.waiting().count()


def figures(consultation: Consultation) -> dict[str, int]:
    """How many responses, from whom, and what became of them: two queries."""
    kinds = Counter()
    for is_late, capacity, number in _kinds(consultation.pk):
        kinds.update({"responses": number, "late": is_late * number, capacity: number})
    outcomes = dict(_outcomes(consultation.pk))
    return {
        "responses": kinds["responses"],
        "late": kinds["late"],
        "waiting": kinds["responses"] - sum(outcomes.values()),
        "from_organisations": kinds[Capacity.ORGANISATION],
        "from_persons": kinds[Capacity.PERSON],
        **{outcome.name.lower(): outcomes.get(outcome, 0) for outcome in Outcome},
    }


@written
def _kinds(consultation: int) -> QuerySet[Response]:
    """Off an index alone, however many there are."""
    found = Response.objects.filter(consultation=consultation).order_by()
    return found.values("is_late", "capacity").annotate(number=Count("pk")).values_list("is_late", "capacity", "number")


@written
def _outcomes(consultation: int) -> QuerySet[Reply]:
    found = Reply.objects.filter(response__consultation=consultation).order_by()
    return found.values("outcome").annotate(number=Count("pk")).values_list("outcome", "number")


def unreported() -> list[Consultation]:
    """Consultations whose report is still to come, soonest first, each with `has_waiting`. One query; they are few."""
    waiting = Response.objects.waiting().filter(consultation=OuterRef("pk"))
    found = Consultation.objects.unreported().select_related("version").order_by("closes_on", "pk")
    return list(found.annotate(has_waiting=Exists(waiting)))
