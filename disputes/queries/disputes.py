"""Finding disputes, each with all that its pages need."""

from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from champions.choices import CompactState
from champions.models import Clause
from compact_portal.people.models import Membership, Organisation
from compact_portal.people.queries import organisations_acted_for_by
from disputes.choices import DisputeState, Outcome, PanelRole, Side
from disputes.models import (
    Adviser,
    Declaration,
    Dispute,
    DisputeClause,
    LearningNote,
    PanelMember,
    Party,
    Stage,
    TeamMember,
)
from disputes.panels import kept_out_by, term_of


def with_everyone(disputes: QuerySet[Dispute]) -> QuerySet[Dispute]:
    """Each with its parties, their organisations and teams, the panel and what Champions declared: five questions,
    however many."""
    team = TeamMember.objects.select_related("user__person")
    parties = Party.objects.select_related("organisation").prefetch_related(Prefetch("team", team))
    panel = PanelMember.objects.select_related("person__user")
    everyone = (Prefetch("parties", parties), Prefetch("panel", panel), "declarations")
    return disputes.select_related("procedure").prefetch_related(*everyone)


def with_stages(disputes: QuerySet[Dispute]) -> QuerySet[Dispute]:
    """The same with their stages and what moved the clocks."""
    stages = Stage.objects.with_changes().select_related("timetable")
    return with_everyone(disputes).prefetch_related(Prefetch("stages", stages, to_attr="stage_list"))


def with_hearings(disputes: QuerySet[Dispute]) -> QuerySet[Dispute]:
    """The same with what was sent in Stage 2."""
    return with_stages(disputes).prefetch_related("stage_list__statements", "stage_list__outcome_drafts__comments")


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
    raising = dispute.parties.on(Side.RAISING).values("organisation")
    return Organisation.objects.confirmed().exclude(pk__in=raising).by_name()


def referred_to(user, today: date) -> QuerySet[Dispute]:
    """What a Champion who stands apart may hear, or hears already, and what somebody advises in, or is asked to; the
    longest waiting first."""
    seats = PanelMember.objects.current().filter(role=PanelRole.ADVISER, person=user.person_id)
    seats = seats.filter(Q(until=None) | Q(until__gte=today)).values("dispute")
    named = Adviser.objects.named_for(user).values("stage__dispute")
    found = Dispute.objects.filter(Q(pk__in=seats) | Q(pk__in=named) | for_a_champion(user, today))
    return found.order_by("sent_at", "pk")


def for_a_champion(user, today: date) -> Q:
    if term_of(user, today) is None:
        return Q(pk__in=[])
    declared = Declaration.objects.filter(person=user.person_id, has_interest=True).values("dispute")
    kept_out = Party.objects.filter(organisation__in=kept_out_by(user, today)).values("dispute")
    return Q(state=DisputeState.REFERRED) & ~Q(pk__in=kept_out) & ~Q(pk__in=declared)


#: Fewer than this are not counted in public: a small number can tell who it was.
FEWEST_COUNTED = 5


def public_learning(today: date) -> QuerySet[LearningNote]:
    """What everyone may read by now, the latest first; nothing of a dispute that is open again. It names nobody."""
    closed = LearningNote.objects.filter(dispute__state=DisputeState.CLOSED, public_from__lte=today)
    return closed.order_by("-public_from", "-pk")


def totals() -> list[tuple[str, int | None]]:
    """How many were raised, and how they ended; None where a number is too small to say. One query."""
    rows = Dispute.objects.sent().order_by().values("outcome").annotate(number=Count("pk"))
    ended = {row["outcome"]: row["number"] for row in rows}
    counted = [("Raised", sum(ended.values())), *((each.label, ended.get(each, 0)) for each in Outcome)]
    return [(words, number if number >= FEWEST_COUNTED else None) for words, number in counted if number]


def can_be_told(organisation: Organisation) -> bool:
    """Somebody there uses the portal, so that what is sent reaches them."""
    return Membership.objects.leads().filter(organisation=organisation).exists()
