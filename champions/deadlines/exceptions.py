"""Exceptions to look at again."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import repeat

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from champions.deadlines.leads import leads_of, stand_ins, with_leads
from champions.models import Champion, ComplianceException, Signatory
from champions.queries.champions import signatories_of
from champions.queries.exceptions import exceptions_register
from compact_portal.deadlines.engine import BATCH, Deadline, Recipient
from compact_portal.people.models import Membership
from compact_portal.people.queries import organisations_led_by


def champions_signing_in() -> QuerySet[Champion]:
    """Today's Champions who can be reminded, because they sign in."""
    terms = Champion.objects.champions().current(timezone.localdate())
    return terms.filter(person__user__is_active=True).select_related("person__user")


class ExceptionsToReview:
    """Open exceptions. The signatory's leads and its Champion look after them; officers where there is neither."""

    name = "champions.exceptions"
    label = "Exceptions to review"
    private = False

    def open_until(self, last: date, *, first: date | None = None, batch: int = BATCH) -> Iterator[Deadline]:
        found = self.watched().filter(review_on__lte=last)
        return self.deadlines(found.filter(review_on__gte=first) if first else found, batch)

    def waiting_for(self, user, *, batch: int = BATCH) -> Iterator[Deadline]:
        if not (user.is_officer or signatories_of(user)):
            return iter(())
        return self.deadlines(self.watched().filter(self.of(user)), batch)

    def of(self, user) -> Q:
        """Those a user looks after. A deputy does not, unless they lead: one reminder is enough."""
        champions = champions_signing_in().filter(signatory=OuterRef("signatory"))
        leads = Membership.objects.leads().filter(organisation=OuterRef("signatory__organisation"))
        led = Q(signatory__organisation__in=organisations_led_by(user))
        theirs = led | Exists(champions.filter(person=user.person_id))
        return theirs | (~Exists(champions) & ~Exists(leads)) if user.is_officer else theirs

    def watched(self) -> QuerySet[ComplianceException]:
        champions = Prefetch("signatory__champions", champions_signing_in(), to_attr="champions_signing_in")
        found = exceptions_register().open().due_first()
        return found.prefetch_related(with_leads("signatory__organisation__"), champions)

    def deadlines(self, exceptions: QuerySet[ComplianceException], batch: int) -> Iterator[Deadline]:
        return map(self.deadline, exceptions.iterator(chunk_size=batch), repeat(stand_ins()))

    def deadline(self, exception: ComplianceException, otherwise: Callable) -> Deadline:
        return Deadline(
            key=f"{self.name}:{exception.pk}:{exception.review_on.isoformat()}",
            due=exception.review_on,
            title=f"Review the exception to clause {exception.clause.reference}",
            context=str(exception.signatory),
            url=exception.get_absolute_url(),
            responsible=self.responsible(exception.signatory, otherwise),
        )

    def responsible(self, signatory: Signatory, otherwise: Callable) -> tuple[Recipient, ...]:
        """Everyone once: a lead may be the Champion too."""
        terms = signatory.champions_signing_in
        champions = (Recipient(term.person.name, term.person.user.email, term.person.user.pk) for term in terms)
        return tuple(dict.fromkeys((*leads_of(signatory, lambda: ()), *champions))) or otherwise()
