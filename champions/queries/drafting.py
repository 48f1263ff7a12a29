"""A draft as those who write it see it."""

from django.db.models import Count, Prefetch, Q, QuerySet

from champions.models import Clause, CompactVersion, Section


def outline(draft: CompactVersion) -> QuerySet[Section]:
    """Its sections in order, each with its number of clauses (`held`): one query."""
    return draft.sections.annotate(held=Count("clauses", filter=Q(clauses__retired=False))).order_by("position", "pk")


def find_section(slug: str, pk: int) -> Section:
    """A section with all its clauses (`clause_list`), retired ones too. Raises Section.DoesNotExist."""
    clauses = Clause.objects.in_order().select_related("predecessor__section")
    found = Section.objects.select_related("version").prefetch_related(
        Prefetch("clauses", clauses, to_attr="clause_list")
    )
    return found.get(version__slug=slug, pk=pk)


def possible_predecessors(clause: Clause) -> QuerySet[Clause]:
    """Clauses of the version before that nothing continues yet, and the one this clause continues."""
    before = clause.section.version.follows_id
    free = Q(successor=None) | Q(successor=clause)
    found = Clause.objects.filter(section__version=before).filter(free)
    return found.applying().select_related("section").in_reading_order()
