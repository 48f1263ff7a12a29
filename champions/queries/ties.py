"""What a user has to do with which signatories."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from champions.models import Adoption, Champion, ComplianceException, Signatory
from compact_portal.people.models import Membership
from compact_portal.people.queries import organisations_led_by
from compact_portal.remembered import once_per_request


@dataclass(frozen=True, slots=True)
class Ties:
    """Ids of signatories, by what a user is to them. The dates among them are read where there are any."""

    own: frozenset[int]  # their lead, or today's Champion or deputy
    answered_for: frozenset[int]  # their lead; an officer, where there is none
    to_fill: frozenset[int]  # answered for, and nobody is Champion today
    ending: frozenset[int]  # answered for, and a Champion's term has a last day to come
    adopting: frozenset[int]  # answered for, and an adoption is planned and not decided
    to_review: frozenset[int]  # their lead or Champion, or an officer for want of both; and an exception is open


@once_per_request
def ties_of(user) -> Ties:
    """One query for a request, whichever dates, cards and pages ask."""
    led = organisations_led_by(user)
    rows = list(_tied_to(user, led))
    for row in rows:
        row["leads"] = row["organisation"] in led
        row["stands_in"] = user.is_officer and not row["has_lead"]
    own = [row for row in rows if row["leads"] or row["serves"]]
    answered_for = [row for row in rows if row["leads"] or row["stands_in"]]
    reminded = [row for row in own if row["leads"] or row["is_champion"]]
    reminded += [row for row in rows if row["stands_in"] and not row["has_champion"]]
    return Ties(
        own=_ids(own),
        answered_for=_ids(answered_for),
        to_fill=_ids(row for row in answered_for if row["is_vacant"]),
        ending=_ids(row for row in answered_for if row["ends"]),
        adopting=_ids(row for row in answered_for if row["adopts"]),
        to_review=_ids(row for row in reminded if row["has_exception"]),
    )


def _tied_to(user, led: frozenset[int]):
    today = timezone.localdate()
    terms = Champion.objects.filter(signatory=OuterRef("pk"))
    current = terms.current(today)
    own_terms = current.filter(person=user.person_id)
    leads = Membership.objects.leads().filter(organisation=OuterRef("organisation"))
    tied = Q(organisation__in=led) | Exists(own_terms)
    return Signatory.objects.filter(tied | ~Exists(leads) if user.is_officer else tied).values(
        "pk",
        "organisation",
        serves=Exists(own_terms),
        is_champion=Exists(own_terms.champions()),
        has_lead=Exists(leads),
        has_champion=Exists(current.champions().filter(person__user__is_active=True)),
        is_vacant=~Exists(current.champions()),
        ends=Exists(terms.champions().filter(ends_on__gte=today)),
        adopts=Exists(Adoption.objects.expected().filter(signatory=OuterRef("pk"))),
        has_exception=Exists(ComplianceException.objects.open().filter(signatory=OuterRef("pk"))),
    )


def _ids(rows) -> frozenset[int]:
    return frozenset(row["pk"] for row in rows)
