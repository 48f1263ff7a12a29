"""The exceptions register, read."""

from django.db.models import Q, QuerySet
from django.utils.text import slugify

from champions.choices import NOT_BOUND, CompactState
from champions.models import Clause, ComplianceException, Signatory
from compact_portal.people.queries import organisations_led_by
from compact_portal.written import written


def exceptions_register() -> QuerySet[ComplianceException]:
    """Every exception with who recorded it against which clause: one query, however many."""
    return ComplianceException.objects.select_related("signatory__organisation", "clause__section__version")


@written
def open_exceptions_on(clause: int) -> QuerySet[ComplianceException]:
    """Who does not keep a clause at the moment, by name. What was recorded against its last wording counts too."""
    same = Q(clause=clause) | Q(clause__successor=clause)
    found = ComplianceException.objects.open().filter(same).select_related("signatory__organisation")
    return found.order_by("signatory__organisation__name", "pk")


def open_exceptions_of(signatories: list[Signatory]) -> QuerySet[ComplianceException]:
    """What some signatories do not keep at the moment, the next to be reviewed first."""
    return exceptions_register().open().filter(signatory__in=signatories).due_first()


def clause_in_force(written: str) -> Clause | None:
    """What “8.2/3” or “foreword/2” means in the Compact in force; None when it has no such clause. One query."""
    section, _, number = (part.strip() for part in written.strip(" /").rpartition("/"))
    if not (number.isdecimal() and number.isascii() and len(number) < 5):
        return None
    clauses = Clause.objects.citable().filter(section__version__state=CompactState.IN_FORCE, number=int(number))
    found = clauses.select_related("section__version")
    return next((clause for clause in found if clause.section.address in (section, slugify(section))), None)


def bound_by(clause: Clause, signatories: QuerySet[Signatory]) -> QuerySet[Signatory]:
    """Those of them that the clause is for: all, unless it is a promise of the other side."""
    return signatories.exclude(organisation__sector=NOT_BOUND.get(clause.addressee, ""))


def signatories_for(user) -> QuerySet[Signatory]:
    """Those for which a user may record an exception: officers for all, leads for their own."""
    found = Signatory.objects.select_related("organisation").by_name()
    return found if user.is_officer else found.filter(organisation__in=organisations_led_by(user))
