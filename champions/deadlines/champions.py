"""A Champion's place to fill, a term about to end."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from champions.deadlines.leads import Responsible, leads_or_officers, only
from champions.models import Champion, Signatory
from champions.queries.champions import vacant
from champions.queries.ties import ties_of
from compact_portal.dates import Computation, compute_working_days
from compact_portal.deadlines.engine import BATCH, Deadline, Recipient
from compact_portal.wording import how_computed

#: Working days a signatory has to name a new Champion. The Compact sets none; a month is what partnerships allow.
DAYS_TO_FILL = 20


class VacanciesToFill:
    """Signatories without a Champion. Counted from the day the last one left, or from signing."""

    name = "champions.vacancies"
    label = "Champions to appoint"
    private = False

    def open_until(self, last: date, *, first: date | None = None, batch: int = BATCH) -> Iterator[Deadline]:
        found = self.deadlines(self.watched(), leads_or_officers())
        return (deadline for deadline in found if (first or date.min) <= deadline.due <= last)

    def waiting_for(self, user, *, batch: int = BATCH) -> Iterator[Deadline]:
        ids = ties_of(user).to_fill
        return iter(self.deadlines(self.watched().filter(pk__in=ids), only(user)) if ids else ())

    def watched(self) -> QuerySet[Signatory]:
        found = vacant(timezone.localdate()).select_related("organisation")
        return found.annotate(left_on=Max("champions__ends_on", filter=Q(champions__role="champion")))

    def deadlines(self, signatories: QuerySet[Signatory], responsible: Responsible) -> list[Deadline]:
        """Sorted here: the day is counted in working days. There are a few dozen signatories."""
        found = (self.deadline(signatory, responsible(signatory)) for signatory in signatories)
        return sorted(found, key=lambda deadline: deadline.due)

    def deadline(self, signatory: Signatory, responsible: tuple[Recipient, ...]) -> Deadline:
        computation = self.due(signatory)
        return Deadline(
            key=f"{self.name}:{signatory.pk}:{computation.start.isoformat()}",
            due=computation.due,
            how=how_computed(computation),
            title="Appoint a Compact Champion",
            context=signatory.organisation.name,
            url=reverse("champions:appoint", args=[signatory.organisation.slug]),
            responsible=responsible,
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

    def open_until(self, last: date, *, first: date | None = None, batch: int = BATCH) -> Iterator[Deadline]:
        terms = self.watched().filter(ends_on__lte=last)
        return self.deadlines(terms.filter(ends_on__gte=first) if first else terms, leads_or_officers(), batch)

    def waiting_for(self, user, *, batch: int = BATCH) -> Iterator[Deadline]:
        ids = ties_of(user).ending
        return self.deadlines(self.watched().filter(signatory__in=ids), only(user), batch) if ids else iter(())

    def watched(self) -> QuerySet[Champion]:
        """Those with no successor named for the day after."""
        soon = Champion.objects.champions().filter(ends_on__gte=timezone.localdate())
        followed = Champion.objects.champions().filter(
            signatory=OuterRef("signatory"), starts_on__gt=OuterRef("ends_on")
        )
        return (
            soon.exclude(Exists(followed)).select_related("person", "signatory__organisation").order_by("ends_on", "pk")
        )

    def deadlines(self, terms: QuerySet[Champion], responsible: Responsible, batch: int) -> Iterator[Deadline]:
        found = terms.iterator(chunk_size=batch)
        return (self.deadline(champion, responsible(champion.signatory)) for champion in found)

    def deadline(self, champion: Champion, responsible: tuple[Recipient, ...]) -> Deadline:
        return Deadline(
            key=f"{self.name}:{champion.pk}:{champion.ends_on.isoformat()}",
            due=champion.ends_on,
            title=f"The term of {champion.person} as Compact Champion ends: appoint a successor",
            context=champion.signatory.organisation.name,
            url=reverse("champions:appoint", args=[champion.signatory.organisation.slug]),
            responsible=responsible,
        )
