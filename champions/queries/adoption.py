"""Who has adopted a version of the Compact, and who has not."""

from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from champions.choices import AdoptionState, CompactState
from champions.models import Adoption, CompactVersion, Signatory


def adopters_of(version: CompactVersion) -> QuerySet[Signatory]:
    """Every signatory; for a version that is closed, those who signed before its launch or said something of it."""
    if version.is_open_to_adoption or not version.has_public_adoption:
        return Signatory.objects.by_name()
    bound = Q(adoptions__version=version)
    bound = bound | Q(since__lte=version.launched_on) if version.launched_on else bound
    return Signatory.objects.filter(bound).distinct().by_name()


def agreed_on(version: CompactVersion) -> date | None:
    """The day its words were settled, for the last time; None for a version that was recorded as it was."""
    return version.steps.filter(to_state=CompactState.AGREED).values_list("on", flat=True).last()


def tracker(version: CompactVersion) -> list[Adoption]:
    """One adoption for each signatory, by name: two queries. One that has not begun is there without being saved."""
    kept = Prefetch("adoptions", Adoption.objects.filter(version=version), to_attr="adoption_list")
    return [
        adoption_in(version, signatory, signatory.adoption_list)
        for signatory in adopters_of(version).select_related("organisation").prefetch_related(kept)
    ]


def adoption_in(version: CompactVersion, signatory: Signatory, kept: list[Adoption]) -> Adoption:
    adoption = next(iter(kept), None) or Adoption()
    adoption.version, adoption.signatory = version, signatory
    return adoption


def adoption_of(version: CompactVersion, signatory: Signatory) -> Adoption:
    """How this signatory stands; not saved when it has not begun."""
    kept = Adoption.objects.filter(version=version, signatory=signatory).select_related("saved_by__person")
    return adoption_in(version, signatory, list(kept[:1]))


def in_state(adoptions: list[Adoption], state: AdoptionState) -> list[Adoption]:
    return [adoption for adoption in adoptions if adoption.state == state]
