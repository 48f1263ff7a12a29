"""The day on which a signatory means to adopt the Compact."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet

from champions.deadlines.leads import Responsible, leads_or_officers, only
from champions.models import Adoption
from champions.queries.ties import ties_of
from compact_portal.deadlines.engine import BATCH, Deadline


class AdoptionsExpected:
    """Adoptions planned and not decided. Where a signatory has no lead, officers look after it."""

    name = "champions.adoptions"
    label = "Adoptions of the Compact"
    private = False

    def open_until(self, last: date, *, first: date | None = None, batch: int = BATCH) -> Iterator[Deadline]:
        found = self.watched().filter(expected_on__lte=last)
        return self.deadlines(found.filter(expected_on__gte=first) if first else found, leads_or_officers(), batch)

    def waiting_for(self, user, *, batch: int = BATCH) -> Iterator[Deadline]:
        ids = ties_of(user).adopting
        return self.deadlines(self.watched().filter(signatory__in=ids), only(user), batch) if ids else iter(())

    def watched(self) -> QuerySet[Adoption]:
        return Adoption.objects.expected().select_related("version", "signatory__organisation").soonest_first()

    def deadlines(self, found: QuerySet[Adoption], responsible: Responsible, batch: int) -> Iterator[Deadline]:
        for adoption in found.iterator(chunk_size=batch):
            yield Deadline(
                key=f"{self.name}:{adoption.pk}:{adoption.expected_on.isoformat()}",
                due=adoption.expected_on,
                title=f"Adopt {adoption.version}, or say when you will",
                context=adoption.signatory.organisation.name,
                url=adoption.get_absolute_url(),
                responsible=responsible(adoption.signatory),
            )
