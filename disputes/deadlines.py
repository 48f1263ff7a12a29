"""The dates disputes want watched. Nobody but those responsible sees them: officers and administrators neither."""

from collections.abc import Iterator
from datetime import date

from compact_portal.deadlines.engine import Deadline, register
from compact_portal.deadlines.responsible import Responsible, leads, person
from disputes.choices import DisputeState, Side
from disputes.clock import Clock
from disputes.models import Dispute, Stage
from disputes.queries.disputes import with_stages


def itself(dispute: Dispute) -> int:
    return dispute.pk


class StagesDue:
    """The stage that goes on in each dispute, for both sides: until it ends, either of them can act."""

    name = "disputes.stages"
    label = "Disputes"
    private = True
    follows = {"disputes.dispute": itself}

    def open(self, *, until: date | None = None, scope: int | None = None) -> Iterator[Deadline]:
        """Sorted here: what moved a clock is counted, not stored. A clock that is held has no date."""
        disputes = Dispute.objects.running()
        disputes = disputes.filter(pk=scope) if scope else disputes
        found = [(stage.clock, stage, dispute) for dispute in with_stages(disputes) for stage in dispute.stage_list]
        running = [each for each in found if each[1].ended_at is None and not each[0].is_paused]
        for clock, stage, dispute in sorted(running, key=lambda each: each[0].due):
            if until is None or clock.due <= until:
                yield self.deadline(clock, stage, dispute)

    def deadline(self, clock: Clock, stage: Stage, dispute: Dispute) -> Deadline:
        return Deadline(
            key=f"{self.name}:{stage.pk}:{clock.due.isoformat()}",
            due=clock.due,
            title=f"{TO_DO[dispute.state]}: {dispute.reference}",
            context=f"Stage {stage.definition.number}",
            url=dispute.get_absolute_url(),
            responsible=tuple(self.responsible(dispute)),
            offsets=tuple(stage.definition.offsets),
            scope=dispute.pk,
        )

    def responsible(self, dispute: Dispute) -> Iterator[Responsible]:
        """Both sides while they talk; the panel, once it is referred, and both sides until there is one."""
        seats = [member for member in dispute.panel.all() if member.left_at is None]
        if seats:
            return (person(member.person_id) for member in seats)
        return both_sides(dispute)


class TimetablesDue:
    """What each side owes in Stage 2: its statement, and its comment on the facts of a draft outcome."""

    name = "disputes.timetables"
    label = "Statements and comments"
    private = True
    follows = {"disputes.dispute": itself}

    def open(self, *, until: date | None = None, scope: int | None = None) -> Iterator[Deadline]:
        disputes = Dispute.objects.filter(state=DisputeState.REFERRED)
        disputes = with_stages(disputes.filter(pk=scope) if scope else disputes)
        found = sorted((each for dispute in disputes for each in self.owed(dispute)), key=lambda each: each.due)
        return (deadline for deadline in found if until is None or deadline.due <= until)

    def owed(self, dispute: Dispute) -> Iterator[Deadline]:
        stage = next((stage for stage in dispute.stage_list if stage.ended_at is None), None)
        timetable = getattr(stage, "timetable", None)
        if timetable is None:
            return
        draft = stage.outcome_drafts.open().prefetch_related("comments").first()
        sent = {statement.side for statement in stage.statements.all()}
        for side in Side.values:
            if side not in sent and not draft:
                yield self.deadline(dispute, stage, side, timetable.statements_due, "Send your statement", "statement")
            if draft and side not in {comment.side for comment in draft.comments.all()}:
                yield self.deadline(dispute, stage, side, draft.comments_due, "Comment on the facts", "comment")

    def deadline(self, dispute: Dispute, stage: Stage, side: str, due: date, words: str, page: str) -> Deadline:
        return Deadline(
            key=f"{self.name}:{stage.pk}:{page}:{side}:{due.isoformat()}",
            due=due,
            title=f"{words}: {dispute.reference}",
            context=f"Stage {stage.definition.number}",
            url=dispute.url(page),
            responsible=tuple(both_sides(dispute, only=side)),
            offsets=tuple(stage.definition.offsets),
            scope=dispute.pk,
        )


def both_sides(dispute: Dispute, *, only: str = "") -> Iterator[Responsible]:
    """The leads and the team of every party, or of those on one side."""
    for party in dispute.parties.all():
        if party.left_at is None and only in ("", party.side):
            yield leads(party.organisation_id)
            yield from (person(member.user.person_id) for member in party.team.all())


#: Neither names the other side nor says what it is about.
TO_DO = {DisputeState.TALKING: "Talk it through", DisputeState.REFERRED: "With the Champions"}

register(StagesDue())
register(TimetablesDue())
