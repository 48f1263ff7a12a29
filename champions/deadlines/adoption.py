"""The day on which a signatory means to adopt the Compact."""

from collections.abc import Iterator
from datetime import date

from champions.models import Adoption
from compact_portal.deadlines.engine import BATCH, Deadline, everything
from compact_portal.deadlines.responsible import leads_or_officers


class AdoptionsExpected:
    """Adoptions planned and not decided. Where a signatory has no lead, officers look after it."""

    name = "champions.adoptions"
    label = "Adoptions of the Compact"
    private = False
    follows = {"champions.adoption": everything, "champions.compactversion": everything}

    def open(self, *, until: date | None = None, scope: int | None = None) -> Iterator[Deadline]:
        found = Adoption.objects.expected().select_related("version", "signatory__organisation").soonest_first()
        found = found.filter(expected_on__lte=until) if until else found
        return map(self.deadline, found.iterator(chunk_size=BATCH))

    def deadline(self, adoption: Adoption) -> Deadline:
        return Deadline(
            key=f"{self.name}:{adoption.pk}:{adoption.expected_on.isoformat()}",
            due=adoption.expected_on,
            title=f"Adopt {adoption.version}, or say when you will",
            context=adoption.signatory.organisation.name,
            url=adoption.get_absolute_url(),
            responsible=(leads_or_officers(adoption.signatory.organisation_id),),
        )
