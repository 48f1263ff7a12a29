"""Who is Champion of whom."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from champions.choices import ChampionRole
from champions.models import Champion, Signatory


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


def held(terms: list[Champion], role: str) -> Champion | None:
    return next((term for term in terms if term.role == role), None)


def vacant(today: date) -> QuerySet[Signatory]:
    """Signatories without a Champion today."""
    return Signatory.objects.exclude(champions__in=Champion.objects.champions().current(today))
