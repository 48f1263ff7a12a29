"""The dates of the stage that goes on: its own, and those of its timetable."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.utils import timezone

from compact_portal.dates import add_working_days
from compact_portal.deadlines.engine import Deadline, everything
from compact_portal.deadlines.responsible import Responsible
from disputes.choices import DisputeState, Side
from disputes.clock import Clock
from disputes.deadlines.people import both_sides, itself, panels_of, people
from disputes.models import Dispute, PanelMember, Stage
from disputes.models.stages import DAYS_TO_ANSWER
from disputes.panels import first_of, missing_of
from disputes.queries.disputes import with_hearings, with_stages

#: Who comes close to a side, or is Champion no longer, hears none of it from then on.
FOLLOWED = {
    "disputes.dispute": itself,
    "champions.interest": everything,
    "champions.signatory": everything,  # terms of its Champion
}

#: Neither names the other side nor says what it is about.
TO_DO = {DisputeState.TALKING: "Talk it through", DisputeState.REFERRED: "With the Champions"}


class StagesDue:
    """The stage that goes on in each dispute, for both sides: until it ends, either of them can act."""

    name = "disputes.stages"
    label = "Disputes"
    private = True
    follows = FOLLOWED

    def open(self, *, until: date | None = None, scope: int | None = None) -> Iterator[Deadline]:
        """Sorted here: what moved a clock is counted, not stored. A clock that is held has no date."""
        disputes = Dispute.objects.running()
        disputes = disputes.filter(pk=scope) if scope else disputes
        found = [(stage.clock, stage, dispute) for dispute in with_stages(disputes) for stage in dispute.stage_list]
        running = [each for each in found if each[1].ended_at is None and not each[0].is_paused]
        panels = panels_of([dispute for _, _, dispute in running])
        for clock, stage, dispute in sorted(running, key=lambda each: each[0].due):
            if until is None or clock.due <= until:
                yield self.deadline(clock, stage, dispute, panels[dispute.pk])

    def deadline(self, clock: Clock, stage: Stage, dispute: Dispute, panel: list[PanelMember]) -> Deadline:
        return Deadline(
            key=f"{self.name}:{stage.pk}:{clock.due.isoformat()}",
            due=clock.due,
            title=f"{TO_DO[dispute.state]}: {dispute.reference}",
            context=f"Stage {stage.definition.number}",
            url=dispute.get_absolute_url(),
            responsible=tuple(self.responsible(dispute, panel, outcome_due_then=is_outcome_due(stage, clock.due))),
            offsets=tuple(stage.definition.offsets),
            scope=dispute.pk,
        )

    def responsible(
        self, dispute: Dispute, panel: list[PanelMember], *, outcome_due_then: bool
    ) -> Iterable[Responsible]:
        """Both sides while they talk; the panel, once it is referred, and both sides until there is one. Who convenes
        is reminded of the outcome, and not of the same day twice."""
        if not panel:
            return both_sides(dispute)
        convening = first_of(panel) if outcome_due_then else None
        return people(member for member in panel if member != convening)


def is_outcome_due(stage: Stage, day: date) -> bool:
    timetable = getattr(stage, "timetable", None)
    return timetable is not None and timetable.outcome_due == day


class TimetablesDue:
    """The days of Stage 2: each side's statement, the meeting, its comment on the facts of a draft, the outcome.

    A statement or comment can be sent until its day has passed, and a meeting is over then: nobody is reminded of
    what they can no longer do.
    """

    name = "disputes.timetables"
    label = "Statements and comments"
    private = True
    follows = FOLLOWED

    def open(self, *, until: date | None = None, scope: int | None = None) -> Iterator[Deadline]:
        disputes = Dispute.objects.filter(state=DisputeState.REFERRED)
        disputes = list(with_hearings(disputes.filter(pk=scope) if scope else disputes))
        today, panels = timezone.localdate(), panels_of(disputes)
        owed = (each for dispute in disputes for each in self.owed(dispute, panels[dispute.pk], today))
        found = sorted(owed, key=lambda each: each.due)
        return (deadline for deadline in found if until is None or deadline.due <= until)

    def owed(self, dispute: Dispute, panel: list[PanelMember], today: date) -> Iterator[Deadline]:
        stage = next((stage for stage in dispute.stage_list if stage.ended_at is None), None)
        timetable = getattr(stage, "timetable", None)
        if timetable is None:
            yield from self.timetable_to_set(dispute, stage, panel)
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
            everyone = (*both_sides(dispute), *people(panel))
            yield self.deadline(dispute, stage, "Meet", "dispute", timetable.meeting_on, everyone)
        convening = people([seat] if (seat := first_of(panel)) else [])
        yield self.deadline(dispute, stage, "Issue the outcome", "outcome", timetable.outcome_due, convening)

    def timetable_to_set(self, dispute: Dispute, stage: Stage | None, panel: list[PanelMember]) -> Iterator[Deadline]:
        """For whoever convenes, some working days after the last one of a quorum has joined (ours)."""
        if stage is None or stage.clock.is_paused or not panel or missing_of(dispute, panel, timezone.localdate()):
            return
        since = max([stage.started_on, *(timezone.localdate(member.joined_at) for member in panel)])
        day = min(add_working_days(since, DAYS_TO_ANSWER), stage.clock.due)
        convening = people([seat] if (seat := first_of(panel)) else [])
        yield self.deadline(dispute, stage, "Set the timetable", "timetable", day, convening)

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
