"""What a Champion's own page shows: for every organisation they are Champion of or lead, how it keeps the Compact."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from champions.models import Adoption, Champion, CompactVersion, ComplianceException, Promotion, Signatory
from champions.queries.champions import signatories_with_terms
from champions.queries.exceptions import open_exceptions_of
from champions.queries.promotion import latest_promotions_of
from champions.queries.ties import own_signatories_of

#: Lines of the promotion log the page shows for each organisation.
SHOWN = 5


@dataclass(frozen=True, slots=True)
class OwnSignatory:
    """One organisation on the page."""

    signatory: Signatory
    terms: list[Champion]
    adoption: list
    exceptions: list[ComplianceException]
    promotions: list[Promotion]


def own_signatories(user, today: date) -> list[OwnSignatory]:
    """By name, each with today's terms, exceptions and promotion: seven queries."""
    signatories = signatories_with_terms(own_signatories_of(user), today)
    exceptions = by_signatory(open_exceptions_of(signatories))
    promotions = by_signatory(latest_promotions_of(signatories, SHOWN))
    adoption = adoption_lines(signatories)
    return [
        OwnSignatory(
            signatory,
            signatory.terms_today,
            adoption.get(signatory.pk, []),
            exceptions.get(signatory.pk, []),
            promotions.get(signatory.pk, []),
        )
        for signatory in signatories
    ]


def by_signatory(rows) -> dict[int, list]:
    """Rows in their order, under the id of their signatory."""
    ordered = sorted(rows, key=lambda row: row.signatory_id)
    return {pk: list(group) for pk, group in groupby(ordered, key=lambda row: row.signatory_id)}


def adoption_lines(signatories: list[Signatory]) -> dict[int, list[tuple[str, str]]]:
    """How far each signatory is with adopting what is agreed: (words, address) pairs by signatory id. Two queries."""
    versions = list(CompactVersion.objects.settled().newest_first())
    kept = Adoption.objects.filter(version__in=versions, signatory__in=signatories)
    known = {(adoption.version_id, adoption.signatory_id): adoption for adoption in kept}
    return {
        signatory.pk: [
            (
                f"{version}: {known.get((version.pk, signatory.pk), Adoption()).state.label.lower()}",
                version.url("adoption-of", signatory.organisation.slug),
            )
            for version in versions
        ]
        for signatory in signatories
    }
