"""A Champion's place to fill, a term about to end."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from champions.models import Champion, Signatory
from champions.queries.champions import vacant
from compact_portal.addresses import address
from compact_portal.dates import Computation, compute_working_days
from compact_portal.deadlines.engine import BATCH, Deadline, everything
from compact_portal.deadlines.responsible import leads_or_officers
from compact_portal.wording import how_computed

#: Working days a signatory has to name a new Champion. The Compact sets none; a month is what partnerships allow.
DAYS_TO_FILL = 20


class VacanciesToFill:
    """Signatories without a Champion. Counted from the day the last one left, or from signing."""

    name = "champions.vacancies"
    label = "Champions to appoint"
    private = False
    follows = {"champions.signatory": everything, "deadlines.bankholiday": everything}

    def open(self, *, until: date | None = None, scope: int | None = None) -> Iterator[Deadline]:
        """Sorted here: the day is counted in working days. There are a few dozen signatories."""
        found = sorted(map(self.deadline, self.watched()), key=lambda deadline: deadline.due)
        return (deadline for deadline in found if until is None or deadline.due <= until)

    def watched(self) -> QuerySet[Signatory]:
        found = vacant(timezone.localdate()).select_related("organisation")
        return found.annotate(left_on=Max("champions__ends_on", filter=Q(champions__role="champion")))

    def deadline(self, signatory: Signatory) -> Deadline:
        computation = self.due(signatory)
        return Deadline(
            key=f"{self.name}:{signatory.pk}:{computation.start.isoformat()}",
            due=computation.due,
            how=how_computed(computation),
            title="Appoint a Compact Champion",
            context=signatory.organisation.name,
            url=address("champions:appoint", signatory.organisation.slug),
            responsible=(leads_or_officers(signatory.organisation_id),),
        )

    def due(self, signatory: Signatory) -> Computation:
        today = timezone.localdate()
        left_on = signatory.left_on if signatory.left_on and signatory.left_on < today else None
        return compute_working_days(left_on or signatory.since, DAYS_TO_FILL)


class TermsEnding:
    """Terms with a last day to come: time to appoint a successor."""

    name = "champions.terms"
    label = "Champions’ terms ending"
    private = False
    follows = {"champions.signatory": everything}

    def open(self, *, until: date | None = None, scope: int | None = None) -> Iterator[Deadline]:
        terms = self.watched().filter(ends_on__lte=until) if until else self.watched()
        return map(self.deadline, terms.iterator(chunk_size=BATCH))

    def watched(self) -> QuerySet[Champion]:
        """Those with no successor named for the day after."""
        soon = Champion.objects.champions().filter(ends_on__gte=timezone.localdate())
        followed = Champion.objects.champions().filter(
            signatory=OuterRef("signatory"), starts_on__gt=OuterRef("ends_on")
        )
        return (
            soon.exclude(Exists(followed)).select_related("person", "signatory__organisation").order_by("ends_on", "pk")
        )

    def deadline(self, champion: Champion) -> Deadline:
        return Deadline(
            key=f"{self.name}:{champion.pk}:{champion.ends_on.isoformat()}",
            due=champion.ends_on,
            title=f"The term of {champion.person} as Compact Champion ends: appoint a successor",
            context=champion.signatory.organisation.name,
            url=address("champions:appoint", champion.signatory.organisation.slug),
            responsible=(leads_or_officers(champion.signatory.organisation_id),),
        )
