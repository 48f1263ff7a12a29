"""What a user has to do with which signatories."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from champions.models import Champion, Signatory
from compact_portal.people.queries import organisations_led_by
from compact_portal.remembered import once_per_request
from compact_portal.written import written


@once_per_request
def own_signatories_of(user) -> frozenset[int]:
    """The ids of those they lead, or are today's Champion or deputy of: one query."""
    return frozenset(_tied_to(user.person_id, timezone.localdate(), sorted(organisations_led_by(user))))


@written
def _tied_to(person: int, today: date, led: list[int]) -> QuerySet[Signatory]:
    terms = Champion.objects.current(today).filter(signatory=OuterRef("pk"), person=person)
    tied = Q(organisation__in=led) | Exists(terms)
    return Signatory.objects.filter(tied).values_list("pk", flat=True)
