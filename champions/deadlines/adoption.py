"""The day on which a signatory means to adopt the Compact."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from champions.deadlines.leads import leads_of, with_leads
from champions.models import Adoption
from compact_portal.deadlines.engine import BATCH, Deadline, Recipient
from compact_portal.deadlines.recipients import officers
from compact_portal.people.models import Membership
from compact_portal.people.queries import organisations_led_by


class AdoptionsExpected:
    """Adoptions planned and not decided. Where a signatory has no lead, officers look after it."""

    name = "champions.adoptions"
    label = "Adoptions of the Compact"
    private = False

    def open_until(self, last: date, *, first: date | None = None, batch: int = BATCH) -> Iterator[Deadline]:
        found = self.watched().filter(expected_on__lte=last)
        found = found.filter(expected_on__gte=first) if first else found
        return self.deadlines(found, batch, officers())

    def waiting_for(self, user, *, batch: int = BATCH) -> Iterator[Deadline]:
        led = organisations_led_by(user)
        if not led and not user.is_officer:
            return iter(())
        mine = Q(signatory__organisation__in=led)
        mine = mine | ~Q(self.has_lead()) if user.is_officer else mine
        return self.deadlines(self.watched().filter(mine), batch, (Recipient(user.name, user.email, user.pk),))

    def has_lead(self) -> Exists:
        return Exists(Membership.objects.leads().filter(organisation=OuterRef("signatory__organisation")))

    def watched(self) -> QuerySet[Adoption]:
        return (
            Adoption.objects.expected()
            .select_related("version", "signatory__organisation")
            .prefetch_related(with_leads("signatory__organisation__"))
            .soonest_first()
        )

    def deadlines(self, found: QuerySet[Adoption], batch: int, stand_in: tuple[Recipient, ...]) -> Iterator[Deadline]:
        for adoption in found.iterator(chunk_size=batch):
            yield Deadline(
                key=f"{self.name}:{adoption.pk}:{adoption.expected_on.isoformat()}",
                due=adoption.expected_on,
                title=f"Adopt {adoption.version}, or say when you will",
                context=adoption.signatory.organisation.name,
                url=adoption.get_absolute_url(),
                responsible=leads_of(adoption.signatory) or stand_in,
            )
