"""Exceptions to look at again."""

from collections.abc import Iterator
from datetime import date
from functools import cache

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from champions.deadlines.leads import Responsible, leads_of, only
from champions.models import Champion, ComplianceException, Signatory
from champions.queries.exceptions import exceptions_register
from champions.queries.ties import ties_of
from compact_portal.deadlines.engine import BATCH, Deadline, Recipient
from compact_portal.deadlines.recipients import officers


class ExceptionsToReview:
    """Open exceptions. The signatory's leads and its Champion look after them; officers where there is neither."""

    name = "champions.exceptions"
    label = "Exceptions to review"
    private = False

    def open_until(self, last: date, *, first: date | None = None, batch: int = BATCH) -> Iterator[Deadline]:
        found = self.watched().filter(review_on__lte=last)
        found = found.prefetch_related(with_champions("signatory__"))
        return self.deadlines(found.filter(review_on__gte=first) if first else found, leads_and_champion(), batch)

    def waiting_for(self, user, *, batch: int = BATCH) -> Iterator[Deadline]:
        """A deputy is not reminded, unless they lead: their Champion is."""
        ids = ties_of(user).to_review
        return self.deadlines(self.watched().filter(signatory__in=ids), only(user), batch) if ids else iter(())

    def watched(self) -> QuerySet[ComplianceException]:
        return exceptions_register().open().due_first()

    def deadlines(
        self, exceptions: QuerySet[ComplianceException], responsible: Responsible, batch: int
    ) -> Iterator[Deadline]:
        found = exceptions.iterator(chunk_size=batch)
        return (self.deadline(exception, responsible(exception.signatory)) for exception in found)

    def deadline(self, exception: ComplianceException, responsible: tuple[Recipient, ...]) -> Deadline:
        return Deadline(
            key=f"{self.name}:{exception.pk}:{exception.review_on.isoformat()}",
            due=exception.review_on,
            title=f"Review the exception to clause {exception.clause.reference}",
            context=str(exception.signatory),
            url=exception.get_absolute_url(),
            responsible=responsible,
        )


def with_champions(path: str) -> Prefetch:
    """Today's Champions who can be reminded, because they sign in."""
    terms = Champion.objects.champions().current(timezone.localdate()).filter(person__user__is_active=True)
    return Prefetch(f"{path}champions", terms.select_related("person__user"), to_attr="champions_signing_in")


def leads_and_champion() -> Responsible:
    """Everyone once: a lead may be the Champion too. Officers are read when they are needed first."""
    leads, otherwise = leads_of(), cache(officers)

    def responsible(signatory: Signatory) -> tuple[Recipient, ...]:
        people = [term.person for term in signatory.champions_signing_in]
        champions = (Recipient(person.name, person.user.email, person.user.pk) for person in people)
        return tuple(dict.fromkeys((*leads(signatory), *champions))) or otherwise()

    return responsible
