"""Exceptions to look at again."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Prefetch
from django.utils import timezone

from champions.models import Champion, ComplianceException
from champions.queries.exceptions import exceptions_register
from compact_portal.deadlines.engine import BATCH, Deadline, everything
from compact_portal.deadlines.responsible import Responsible, leads, leads_or_officers, person


class ExceptionsToReview:
    """Open exceptions. The signatory's leads and its Champion look after them; officers where there is neither."""

    name = "champions.exceptions"
    label = "Exceptions to review"
    private = False
    follows = {"champions.complianceexception": everything, "champions.signatory": everything}

    def open(self, *, until: date | None = None, scope: int | None = None) -> Iterator[Deadline]:
        found = exceptions_register().open().due_first().prefetch_related(with_champions("signatory__"))
        found = found.filter(review_on__lte=until) if until else found
        return map(self.deadline, found.iterator(chunk_size=BATCH))

    def deadline(self, exception: ComplianceException) -> Deadline:
        return Deadline(
            key=f"{self.name}:{exception.pk}:{exception.review_on.isoformat()}",
            due=exception.review_on,
            title=f"Review the exception to clause {exception.clause.reference}",
            context=str(exception.signatory),
            url=exception.get_absolute_url(),
            responsible=tuple(self.responsible(exception)),
        )

    def responsible(self, exception: ComplianceException) -> Iterator[Responsible]:
        """A deputy is not reminded, unless they lead: their Champion is."""
        champions = exception.signatory.champions_signing_in
        organisation = exception.signatory.organisation_id
        yield leads(organisation) if champions else leads_or_officers(organisation)
        yield from (person(champion.person_id) for champion in champions)


def with_champions(path: str) -> Prefetch:
    """Today's Champions who can be reminded, because they sign in."""
    terms = Champion.objects.champions().current(timezone.localdate()).filter(person__user__is_active=True)
    return Prefetch(f"{path}champions", terms, to_attr="champions_signing_in")
