"""The dates disputes want watched. Nobody but those responsible sees them: officers and administrators neither."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.utils import timezone

from compact_portal.deadlines.engine import Deadline, register
from compact_portal.deadlines.responsible import Responsible, leads, person
from disputes.choices import DisputeState, PanelRole, Side
from disputes.clock import Clock
from disputes.models import Dispute, Stage
from disputes.queries.disputes import with_hearings, with_stages


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

    def responsible(self, dispute: Dispute) -> Iterable[Responsible]:
        """Both sides while they talk; the panel, once it is referred, and both sides until there is one."""
        return list(panel(dispute)) or both_sides(dispute)


class TimetablesDue:
    """The days of Stage 2: each side's statement, the meeting, its comment on the facts of a draft, the outcome.

    A statement or comment can be sent until its day has passed, and a meeting is over then: nobody is reminded of
    what they can no longer do.
    """

    name = "disputes.timetables"
    label = "Statements and comments"
    private = True
    follows = {"disputes.dispute": itself}

    def open(self, *, until: date | None = None, scope: int | None = None) -> Iterator[Deadline]:
        disputes = Dispute.objects.filter(state=DisputeState.REFERRED)
        disputes = with_hearings(disputes.filter(pk=scope) if scope else disputes)
        today = timezone.localdate()
        found = sorted((each for dispute in disputes for each in self.owed(dispute, today)), key=lambda each: each.due)
        return (deadline for deadline in found if until is None or deadline.due <= until)

    def owed(self, dispute: Dispute, today: date) -> Iterator[Deadline]:
        stage = next((stage for stage in dispute.stage_list if stage.ended_at is None), None)
        timetable = getattr(stage, "timetable", None)
        if timetable is None:
            return
        draft = stage.draft_shown
        for side in Side:
            one_side = tuple(both_sides(dispute, only=side))
            if side not in stage.sides_heard and today <= timetable.statements_due:
                asked = ("Send your statement", "statement", timetable.statements_due)
                yield self.deadline(dispute, stage, *asked, one_side, only=side)
            if draft and draft.waits_for(side, today):
                asked = ("Comment on the facts", "comment", draft.comments_due)
                yield self.deadline(dispute, stage, *asked, one_side, only=side)
        if today <= timetable.meeting_on:
            everyone = (*both_sides(dispute), *panel(dispute))
            yield self.deadline(dispute, stage, "Meet", "dispute", timetable.meeting_on, everyone)
        convening = tuple(panel(dispute, only=PanelRole.CONVENING))
        yield self.deadline(dispute, stage, "Issue the outcome", "outcome", timetable.outcome_due, convening)

    def deadline(
        self,
        dispute: Dispute,
        stage: Stage,
        words: str,
        page: str,
        due: date,
        responsible: tuple[Responsible, ...],
        *,
        only: str = "",
    ) -> Deadline:
        return Deadline(
            key=f"{self.name}:{stage.pk}:{page}:{only}:{due.isoformat()}",
            due=due,
            title=f"{words}: {dispute.reference}",
            context=f"Stage {stage.definition.number}",
            url=dispute.url(page),
            responsible=responsible,
            offsets=tuple(stage.definition.offsets),
            scope=dispute.pk,
        )


def panel(dispute: Dispute, *, only: str = "") -> Iterator[Responsible]:
    """The Champions who hear it, or the one with this role."""
    for member in dispute.panel.all():
        if member.left_at is None and only in ("", member.role):
            yield person(member.person_id)


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
