"""Who is Champion of whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from champions.choices import ChampionRole
from champions.models import Champion, Signatory
from compact_portal.people.models import Membership, User


@dataclass(frozen=True, slots=True)
class DirectoryLine:
    """One signatory in the directory; None where nobody is named."""

    signatory: Signatory
    champion: Champion | None
    deputy: Champion | None


def directory(today: date, *, sector: str = "") -> list[DirectoryLine]:
    """Every signatory by name with today's Champion and deputy: two queries."""
    terms = Champion.objects.current(today).select_related("person").latest_first()
    found = Signatory.objects.select_related("organisation").by_name()
    found = found.filter(organisation__sector=sector) if sector else found
    found = found.prefetch_related(Prefetch("champions", terms, to_attr="terms_today"))
    return [
        DirectoryLine(signatory, *(held(signatory.terms_today, role) for role in ChampionRole)) for signatory in found
    ]


def without_champion(lines: list[DirectoryLine]) -> list[DirectoryLine]:
    return [line for line in lines if line.champion is None]


def members_to_appoint(signatory: Signatory) -> QuerySet[User]:
    """Those who act for a signatory on the portal, by name."""
    acting = Membership.objects.confirmed().filter(organisation=signatory.organisation_id)
    return User.objects.active().filter(memberships__in=acting).select_related("person").order_by("person__name", "pk")


def held(terms: list[Champion], role: str) -> Champion | None:
    return next((term for term in terms if term.role == role), None)


def vacant(today: date) -> QuerySet[Signatory]:
    """Signatories without a Champion today."""
    return Signatory.objects.exclude(champions__in=Champion.objects.champions().current(today))


def signatories_with_terms(ids: Iterable[int], today: date) -> list[Signatory]:
    """Signatories by name with today's Champion and deputy in `terms_today`: two queries."""
    terms = Champion.objects.current(today).select_related("person").order_by("role", "pk")
    found = Signatory.objects.filter(pk__in=ids).select_related("organisation").by_name()
    return list(found.prefetch_related(Prefetch("champions", terms, to_attr="terms_today")))
