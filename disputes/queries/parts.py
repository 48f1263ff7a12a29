"""What hangs on a dispute, read only where there is any.

Most disputes have little of most kinds: no pause, no objection, no file. The one question that finds a dispute says
which kinds there are, and only those are read. See docs/decisions/0022.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Model, OuterRef, Prefetch, QuerySet, prefetch_related_objects

from compact_portal.written import keep, under, written
from disputes.models import (
    Adviser,
    AgreedAction,
    ClockChange,
    Declaration,
    Dispute,
    DisputeFile,
    ExtensionRequest,
    Objection,
    OutcomeDraft,
    PanelMember,
    Party,
    Reading,
    Settlement,
    Stage,
    Statement,
    TeamMember,
)


@dataclass(frozen=True, slots=True)
class Part:
    """Rows that hang on a dispute: the way to them from it, how they are read, and the way back. With `kept_as` they
    are a list of that name, one of those that the models keep of themselves; otherwise they are prefetched."""

    way: str
    rows: QuerySet
    back: str = "dispute"
    kept_as: str | None = None

    @property
    def flag(self) -> str:
        """Under which name a dispute that was found says whether it has any."""
        return f"has_{self.way.rpartition('__')[2]}"

    @property
    def is_there(self) -> Exists:
        return Exists(self.rows.filter(**{self.back: OuterRef("pk")}))

    def reading(self, dispute: Dispute) -> Prefetch:
        there = getattr(dispute, self.flag)
        return Prefetch(self.way, self.rows if there else self.rows.none(), to_attr=self.kept_as)


#: What each of its pages needs: who may see it, and when it is due.
EVERY_PAGE = (
    Part("panel", PanelMember.objects.select_related("person__user")),
    Part("declarations", Declaration.objects.filter(has_interest=True)),
    Part("stage_list__changes", ClockChange.objects.all(), "stage__dispute"),
)
#: What its own page says besides, of the dispute and of each of its stages.
OF_THE_DISPUTE = (
    Part("settlements", Settlement.objects.order_by("pk"), kept_as="settlements_written"),
    Part("actions", AgreedAction.objects.select_related("settlement", "draft"), kept_as="actions_written"),
    Part("files", DisputeFile.objects.all(), kept_as="files_added"),
)
DRAFTS = OutcomeDraft.objects.prefetch_related("comments", "actions")
OF_A_STAGE = (
    Part("extension_requests", ExtensionRequest.objects.order_by("pk"), "stage__dispute", "requests_made"),
    Part("statements", Statement.objects.order_by("pk"), "stage__dispute", "statements_sent"),
    Part("outcome_drafts", DRAFTS, "stage__dispute", "drafts_written"),
    Part("advisers", Adviser.objects.all(), "stage__dispute", "advisers_asked"),
)
OBJECTIONS = Part("objections", Objection.objects.all(), "member__dispute", "objections_made")


def dispute_to_show(reference: str, user, today: date) -> Dispute | None:
    """The dispute with its parties, stages and what every page of it needs; None where there is none.

    `was_read` says whether this user has opened it before on this day.
    """
    found = _found(reference, user.pk or 0, today)
    if not found:
        return None
    dispute = found[0]
    read_sides(dispute)
    read_stages(dispute)
    prefetch_related_objects([dispute], *(part.reading(dispute) for part in EVERY_PAGE))
    return dispute


def read_sides(dispute: Dispute) -> None:
    """Its parties, with who works on it for them."""
    parties, teams = _parties_of(dispute.pk), under(_teams_of(dispute.pk), "party_id")
    for party in parties:
        keep(party, "team", teams[party.pk])
    keep(dispute, "parties", parties)


@written
def _parties_of(dispute: int) -> QuerySet[Party]:
    return Party.objects.filter(dispute=dispute).select_related("organisation")


@written
def _teams_of(dispute: int) -> QuerySet[TeamMember]:
    return TeamMember.objects.filter(party__dispute=dispute).select_related("user__person")


def read_stages(dispute: Dispute) -> None:
    """Each with what there is once of it."""
    dispute.stage_list = _stages_of(dispute.pk)
    for stage in dispute.stage_list:
        stage.dispute = dispute


@written
def _stages_of(dispute: int) -> QuerySet[Stage]:
    return Stage.objects.filter(dispute=dispute).select_related("definition", "timetable", "redirect")


def read_the_rest(dispute: Dispute) -> None:
    """Of a dispute to show: what its own page says."""
    read(dispute, [dispute], OF_THE_DISPUTE)
    read(dispute, dispute.stage_list, OF_A_STAGE)
    read(dispute, dispute.panel.all(), [OBJECTIONS])


def read(dispute: Dispute, owners: Iterable[Model], parts: Iterable[Part]) -> None:
    """Of each owner these parts; of what there is none it is written down without a question."""
    for part in parts:
        if getattr(dispute, part.flag):
            prefetch_related_objects(owners, part.reading(dispute))
        else:
            for owner in owners:
                setattr(owner, part.kept_as, [])


@written
def _found(reference: str, user: int, today: date) -> QuerySet[Dispute]:
    reading = Reading.objects.filter(dispute=OuterRef("pk"), user=user, day=today, file=None)
    parts = (*EVERY_PAGE, *OF_THE_DISPUTE, *OF_A_STAGE, OBJECTIONS)
    found = Dispute.objects.sent().filter(reference=reference).select_related("procedure")
    return found.annotate(was_read=Exists(reading), **{part.flag: part.is_there for part in parts})
