"""What can be found of the Compact: every clause of every version that everyone may read."""

from collections.abc import Iterator

from champions.choices import CompactState
from champions.models import Clause
from compact_portal.search.sources import BATCH, Entry, register


class ClausesToFind:
    name = "champions"
    kinds = {"clause": "Compact clause"}
    follows = {"champions.compactversion": lambda version: version.pk}
    places_follow = frozenset()
    turns_with_the_day = False

    def places(self) -> dict[str, str]:
        return {}

    def entries(self, *, scope: int | None = None) -> Iterator[Entry]:
        clauses = Clause.objects.public().applying().select_related("section__version")
        clauses = clauses.filter(section__version=scope) if scope is not None else clauses
        in_order = clauses.order_by("section__version__slug", "section__position", "position", "pk")
        return map(of_a_clause, in_order.iterator(chunk_size=BATCH))


def of_a_clause(clause: Clause) -> Entry:
    section, version = clause.section, clause.section.version
    place = f"{section}, clause {clause.number}" if clause.number else str(section)
    return Entry(
        key=f"champions.clause:{clause.pk}",
        scope=version.pk,
        kind="clause",
        title=place,
        text=clause.text,
        url=clause.get_absolute_url() if clause.number else f"{version.get_absolute_url()}#{section.anchor}",
        day=version.launched_on,
        context=str(version) + ("" if version.state == CompactState.IN_FORCE else f" ({version.get_state_display()})"),
    )


register(ClausesToFind())
