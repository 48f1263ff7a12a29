"""A version of the Compact with everything in it."""

from django.db.models import Prefetch, QuerySet

from champions.models import Clause, CompactVersion, Section
from compact_portal.written import written


def current_version() -> CompactVersion | None:
    """The version in force; before there is one, the newest that is public."""
    return next(iter(_public_versions()), None)


@written
def _public_versions() -> QuerySet[CompactVersion]:
    return CompactVersion.objects.public().in_force_first()[:1]


@written
def other_versions(pk: int) -> QuerySet[CompactVersion]:
    """Public versions besides this one, newest first."""
    return CompactVersion.objects.public().exclude(pk=pk).newest_first()


@written
def version_at(slug: str) -> QuerySet[CompactVersion]:
    """The version with this address; none or one."""
    return CompactVersion.objects.filter(slug=slug)


def superseded_by(version: CompactVersion) -> CompactVersion | None:
    """The version that is in force until this one is launched."""
    return CompactVersion.objects.in_force().exclude(pk=version.pk).first()


def latest_text() -> CompactVersion | None:
    """What the next draft begins with: the words settled last, in force already or not yet."""
    return CompactVersion.objects.settled().newest_first().first() or current_version()


def sections_of(version: CompactVersion) -> QuerySet[Section]:
    """Sections in order with their clauses (`clause_list`) and stages (`stage_list`): three queries."""
    return version.sections.prefetch_related(
        Prefetch("clauses", Clause.objects.applying().in_order(), to_attr="clause_list"),
        Prefetch("stages", to_attr="stage_list"),
    )


def citable_of(version: CompactVersion) -> QuerySet[Clause]:
    """The clauses that have a number, in the order of reading, each with its section: one query."""
    found = Clause.objects.citable().applying().filter(section__version=version)
    return found.select_related("section__version").in_reading_order()


def find_clause(slug: str, section: str, number: int) -> Clause:
    """The clause at an address. Raises Clause.DoesNotExist."""
    found = [clause for clause in _clauses_at(slug, section, number) if clause.section.address == section]
    if not found:
        raise Clause.DoesNotExist(f"{slug} {section}/{number}")
    return found[0]


@written
def _clauses_at(slug: str, section: str, number: int) -> QuerySet[Clause]:
    """Of the section with this number, and of those without one, whose address is made of their title."""
    clauses = Clause.objects.citable().select_related(
        "section__version", "predecessor__section__version", "successor__section__version"
    )
    return clauses.filter(section__version__slug=slug, section__number__in=[section, ""], number=number)
