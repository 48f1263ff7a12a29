"""Finding disputes, each with all that its pages need."""

from django.db.models import Prefetch, QuerySet

from champions.choices import CompactState
from champions.models import Clause
from compact_portal.people.models import Membership, Organisation
from compact_portal.people.queries import organisations_acted_for_by
from disputes.models import Dispute, DisputeClause, Party, Stage


def with_everyone(disputes: QuerySet[Dispute]) -> QuerySet[Dispute]:
    """Each with its parties, their organisations and teams: three questions, however many."""
    parties = Party.objects.select_related("organisation").prefetch_related("team__user__person")
    return disputes.select_related("procedure").prefetch_related(Prefetch("parties", parties))


def with_stages(disputes: QuerySet[Dispute]) -> QuerySet[Dispute]:
    """The same with their stages and what moved the clocks."""
    stages = Stage.objects.with_changes()
    return with_everyone(disputes).prefetch_related(Prefetch("stages", stages, to_attr="stage_list"))


def commitments_of(dispute: Dispute) -> QuerySet[DisputeClause]:
    return dispute.commitments.select_related("clause__section__version")


def clauses_to_choose(words: str) -> QuerySet[Clause]:
    """Clauses of the Compact in force with all of these words, in the order of reading."""
    found = Clause.objects.citable().applying().filter(section__version__state=CompactState.IN_FORCE)
    for word in words.split():
        found = found.filter(text__icontains=word)
    return found.select_related("section__version").in_reading_order()


def organisations_to_raise_for(user) -> QuerySet[Organisation]:
    return Organisation.objects.confirmed().filter(pk__in=organisations_acted_for_by(user)).by_name()


def organisations_to_raise_with(dispute: Dispute) -> QuerySet[Organisation]:
    """Everyone but those who raise it."""
    raising = dispute.parties.on("raising").values("organisation")
    return Organisation.objects.confirmed().exclude(pk__in=raising).by_name()


def can_be_told(organisation: Organisation) -> bool:
    """Somebody there uses the portal, so that what is sent reaches them."""
    return Membership.objects.leads().filter(organisation=organisation).exists()
