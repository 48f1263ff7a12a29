"""Finding disputes, each with all that its pages need."""

from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from champions.choices import PROMISES, CompactState
from champions.models import Clause
from compact_portal.people.models import Membership, Organisation
from compact_portal.people.queries import organisations_acted_for_by
from compact_portal.written import written
from disputes.choices import DisputeState, Outcome, PanelRole, Side
from disputes.models import (
    Adviser,
    Declaration,
    Dispute,
    DisputeClause,
    JoinRequest,
    LearningNote,
    PanelMember,
    Party,
    Procedure,
    ProcedureStage,
    Stage,
    TeamMember,
)
from disputes.panels import kept_out_by, term_of

#: The sides of a dispute, with who works on it for them.
PARTIES = Prefetch(
    "parties",
    Party.objects.select_related("organisation").prefetch_related(
        Prefetch("team", TeamMember.objects.select_related("user__person"))
    ),
)


def with_everyone(disputes: QuerySet[Dispute]) -> QuerySet[Dispute]:
    """Each with its parties, their organisations and teams, the panel and what Champions declared: five questions,
    however many."""
    panel = Prefetch("panel", PanelMember.objects.select_related("person__user"))
    return disputes.select_related("procedure").prefetch_related(PARTIES, panel, "declarations")


#: What a list says of a dispute.
LISTED = ("reference", "state", "title", "sent_at")


def own_disputes(user) -> QuerySet[Dispute]:
    """Those that somebody works on or answers for, the newest first, for a list."""
    return Dispute.objects.of(user).newest_first().only(*LISTED)


def own_drafts(user) -> list[Dispute]:
    """Those that somebody can go on with, the latest saved first; all that one person can have (`MOST_DRAFTS`)."""
    return _own_drafts(user.pk)


@written
def _own_drafts(user: int) -> QuerySet[Dispute]:
    return Dispute.objects.drafts_of(user).order_by("-saved_at").only("key", "title", "state", "saved_at")


def with_stages(disputes: QuerySet[Dispute]) -> QuerySet[Dispute]:
    """The same with their stages and what moved the clocks."""
    stages = Stage.objects.with_changes().select_related("timetable")
    return with_everyone(disputes).prefetch_related(Prefetch("stages", stages, to_attr="stage_list"))


def with_hearings(disputes: QuerySet[Dispute]) -> QuerySet[Dispute]:
    """The same with what was sent in Stage 2."""
    return with_stages(disputes).prefetch_related("stage_list__statements", "stage_list__outcome_drafts__comments")


def commitments_of(dispute: Dispute) -> list[DisputeClause]:
    return _commitments_of(dispute.pk)


@written
def _commitments_of(dispute: int) -> QuerySet[DisputeClause]:
    return DisputeClause.objects.filter(dispute=dispute).select_related("clause__section__version")


def clauses_to_choose(words: str) -> QuerySet[Clause]:
    """Promises of the Compact in force with all of these words, in the order of reading. Of a Compact that does not
    mark its promises, everything that can be cited."""
    found = Clause.objects.applying().filter(section__version__state=CompactState.IN_FORCE)
    promises = found.filter(kind__in=PROMISES)
    found = promises if promises.exists() else found.citable()
    for word in words.split():
        found = found.filter(text__icontains=word)
    return found.select_related("section__version").in_reading_order()


@written
def requests_to_join(user: int) -> QuerySet[JoinRequest]:
    """What the organisations that a user leads are asked to join."""
    return JoinRequest.objects.open().to_leads(user).select_related("organisation")


def organisations_to_raise_for(user) -> QuerySet[Organisation]:
    return Organisation.objects.confirmed().filter(pk__in=organisations_acted_for_by(user)).by_name()


def organisations_to_raise_with(dispute: Dispute) -> QuerySet[Organisation]:
    """Everyone but those who raise it."""
    raising = dispute.parties.on(Side.RAISING).values("organisation")
    return Organisation.objects.confirmed().exclude(pk__in=raising).by_name()


def referred_to(user, today: date) -> QuerySet[Dispute]:
    """For a list: what a Champion who stands apart may hear, what they hear until it is closed, what somebody advises
    in, or is asked to; the longest waiting first. `is_heard` says whether they may read it: of the others they say
    first whether they are close to a side."""
    is_champion = term_of(user, today) is not None
    seats = PanelMember.objects.current().filter(person=user.person_id).filter(Q(until=None) | Q(until__gte=today))
    advised = seats.filter(role=PanelRole.ADVISER)
    named = Adviser.objects.named_for(user)
    chosen = Q(pk__in=advised.values("dispute")) | Q(pk__in=named.values("stage__dispute"))
    if is_champion:
        settled = Q(state=DisputeState.SETTLED, pk__in=seats.values("dispute"))
        chosen |= Q(state=DisputeState.REFERRED) | settled
    elif not _asked_to_advise(user.email, user.person_id):
        return Dispute.objects.none()
    heard = Exists((seats if is_champion else advised).filter(dispute=OuterRef("pk")))
    found = apart_from(user, Dispute.objects.filter(chosen), today)
    return found.annotate(is_heard=heard).only(*LISTED).order_by("sent_at", "pk")


@written
def _asked_to_advise(email: str, person: int) -> QuerySet[Adviser]:
    """Once, anywhere: most people never are."""
    return Adviser.objects.filter(Q(email=email) | Q(person=person)).order_by()[:1]


def apart_from(user, disputes: QuerySet[Dispute], today: date) -> QuerySet[Dispute]:
    """Without those whose parties this person is close to, and those they stood aside from: `panels.is_close_to_nobody`
    for a whole list."""
    close = Party.objects.filter(organisation__in=kept_out_by(user, today))
    declared = Declaration.objects.filter(person=user.person_id, has_interest=True)
    left = PanelMember.objects.exclude(role=PanelRole.ADVISER).filter(person=user.person_id, left_at__isnull=False)
    for rows in (close, declared, left):
        disputes = disputes.exclude(pk__in=rows.values("dispute"))
    return disputes


@written
def stages_in_use() -> QuerySet[ProcedureStage]:
    """Those of the procedure under which a new dispute is raised."""
    return ProcedureStage.objects.filter(procedure__in=Procedure.objects.in_use().values("pk")[:1])


#: Fewer than this are not counted in public: a small number can tell who it was.
FEWEST_COUNTED = 5
#: Of what was learned, on the page that explains disputes.
SHOWN = 5


def public_learning(today: date) -> QuerySet[LearningNote]:
    """What everyone may read by now, the latest first; nothing of a dispute that is open again. It names nobody."""
    closed = Dispute.objects.filter(pk=OuterRef("dispute"), state=DisputeState.CLOSED)
    return (
        LearningNote.objects.filter(Exists(closed), public_from__lte=today)
        .prefetch_related("additions")
        .order_by("-public_from", "-pk")
    )


@written
def latest_learning(today: date) -> QuerySet[LearningNote]:
    """So much of it as stands on the page that explains disputes."""
    return public_learning(today)[:SHOWN]


@written
def _outcomes() -> QuerySet:
    """How many of what was sent ended how, with those that have not ended."""
    return Dispute.objects.sent().order_by().values_list("outcome").annotate(number=Count("pk"))


def totals() -> list[tuple[str, int | None]]:
    """How many were raised, and how they ended; None where a number is too small to say. One query."""
    ended = dict(_outcomes())
    counted = [("Raised", sum(ended.values())), *((each.label, ended.get(each, 0)) for each in Outcome)]
    return [(words, number if number >= FEWEST_COUNTED else None) for words, number in counted if number]


def can_be_told(organisation: Organisation) -> bool:
    """Somebody there uses the portal, so that what is sent reaches them."""
    return Membership.objects.leads().filter(organisation=organisation).exists()
