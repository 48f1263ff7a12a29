"""What a user has to do with which signatories."""

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from champions.models import Champion, Signatory
from compact_portal.people.queries import organisations_led_by
from compact_portal.remembered import once_per_request


@once_per_request
def own_signatories_of(user) -> frozenset[int]:
    """The ids of those they lead, or are today's Champion or deputy of: one query."""
    terms = Champion.objects.current(timezone.localdate()).filter(signatory=OuterRef("pk"), person=user.person_id)
    tied = Q(organisation__in=organisations_led_by(user)) | Exists(terms)
    return frozenset(Signatory.objects.filter(tied).values_list("pk", flat=True))
