"""What a user has to do with which signatories."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from champions.models import Champion, Signatory
from compact_portal.people.models import Membership
from compact_portal.people.queries import organisations_led_by
from compact_portal.remembered import once_per_request


@dataclass(frozen=True, slots=True)
class Ties:
    """Ids of signatories, by what a user is to them."""

    own: frozenset[int]  # their lead, or today's Champion or deputy
    answered_for: frozenset[int]  # their lead; an officer, where there is none
    reviewed: frozenset[int]  # their lead or Champion; an officer, where nobody else can be reminded


@once_per_request
def ties_of(user) -> Ties:
    """One query for a request, whichever dates, cards and pages ask."""
    led = organisations_led_by(user)
    terms = Champion.objects.current(timezone.localdate()).filter(signatory=OuterRef("pk"))
    own_terms = terms.filter(person=user.person_id)
    leads = Membership.objects.leads().filter(organisation=OuterRef("organisation"))
    tied = Q(organisation__in=led) | Exists(own_terms)
    found = Signatory.objects.filter(tied | ~Exists(leads) if user.is_officer else tied).values_list(
        "pk",
        "organisation",
        Exists(own_terms),
        Exists(own_terms.champions()),
        Exists(leads),
        Exists(terms.champions().filter(person__user__is_active=True)),
    )
    own, answered_for, reviewed = set(), set(), set()
    for pk, organisation, serves, is_champion, has_lead, has_champion in found:
        leads_it, stands_in = organisation in led, user.is_officer and not has_lead
        own |= {pk} if leads_it or serves else set()
        answered_for |= {pk} if leads_it or stands_in else set()
        reviewed |= {pk} if leads_it or is_champion or (stands_in and not has_champion) else set()
    return Ties(frozenset(own), frozenset(answered_for), frozenset(reviewed))
