"""A long Compact in two versions, written with bulk_create: 500 clauses at scale 100."""

from django.utils import timezone

from champions.choices import Addressee, ClauseKind, CompactState
from champions.models import Clause, CompactVersion, Section
from champions.services.compact import publish_compact

SECTIONS = 20
WORDS = "Work together from the start, share plans early, and say in plain words what is decided and why. "


def build_compact(scale: int, *, officer) -> CompactVersion:
    """The version in force, published, and behind it the superseded one it descends from. Returns the one in force."""
    old = _version("2019 - 2022", CompactState.SUPERSEDED)
    new = _version("2023 - 2026", CompactState.IN_FORCE, follows=old)
    clauses = _clauses(old, max(2, 5 * scale // SECTIONS))
    _clauses(new, max(2, 5 * scale // SECTIONS), predecessors=clauses)
    publish_compact(new, by=officer, now=timezone.now())
    return new


def _version(period: str, state: str, **fields) -> CompactVersion:
    slug = period.replace(" - ", "-")
    return CompactVersion.objects.create(title="Example Compact", period=period, slug=slug, state=state, **fields)


def _clauses(version: CompactVersion, each: int, predecessors: list[Clause] | None = None) -> list[Clause]:
    """Every tenth clause of the newer version has other words."""
    sections = Section.objects.bulk_create(
        Section(version=version, position=n, number=str(n), title=f"Example section {n}")
        for n in range(1, SECTIONS + 1)
    )
    found = [
        Clause(
            section=section,
            position=n,
            number=n,
            kind=ClauseKind.COMMITMENT,
            addressee=Addressee.PUBLIC_BODIES if n % 2 else Addressee.VOLUNTARY_SECTOR,
            text=f"{WORDS}({section.number}.{n})" + (" This is new." if predecessors and n % 10 == 0 else ""),
        )
        for section in sections
        for n in range(1, each + 1)
    ]
    for at, clause in enumerate(found if predecessors else []):
        clause.predecessor = predecessors[at]
    return Clause.objects.bulk_create(found)
