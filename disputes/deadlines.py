"""The dates disputes want watched. Nobody but those responsible sees them: officers and administrators neither."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Prefetch
from django.utils import timezone

from compact_portal.deadlines.engine import Deadline, everything, register
from compact_portal.deadlines.responsible import Responsible, leads, person
from disputes.choices import DisputeState, Side
from disputes.clock import Clock
from disputes.models import AgreedAction, Dispute, PanelMember, Stage
from disputes.panels import first_of, seated_in
from disputes.queries.disputes import with_everyone, with_hearings, with_stages
from disputes.since import AFTER, Question, questions_of


def itself(dispute: Dispute) -> int:
    return dispute.pk


#: Who comes close to a side, or is Champion no longer, hears none of it from then on.
FOLLOWED = {
    "disputes.dispute": itself,
    "champions.interest": everything,
    "champions.signatory": everything,  # terms of its Champion
}


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
            responsible=tuple(self.responsible(dispute, panel)),
            offsets=tuple(stage.definition.offsets),
            scope=dispute.pk,
        )

    def responsible(self, dispute: Dispute, panel: list[PanelMember]) -> Iterable[Responsible]:
        """Both sides while they talk; the panel, once it is referred, and both sides until there is one."""
        return people(panel) or both_sides(dispute)


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


class ActionsAgreed:
    """What a side agreed to do, for that side, until it says that it is done. The title says nothing of what it is."""

    name = "disputes.actions"
    label = "What was agreed in disputes"
    private = True
    follows = {"disputes.dispute": itself}

    def open(self, *, until: date | None = None, scope: int | None = None) -> Iterator[Deadline]:
        actions = AgreedAction.objects.agreed().filter(done_at=None)
        actions = actions.filter(dispute=scope) if scope else actions
        actions = actions.filter(due__lte=until) if until else actions
        return map(self.deadline, actions.prefetch_related(Prefetch("dispute", with_everyone(Dispute.objects.all()))))

    def deadline(self, action: AgreedAction) -> Deadline:
        dispute = action.dispute
        return Deadline(
            key=f"{self.name}:{action.pk}",
            due=action.due,
            title=f"Something you agreed to do: {dispute.reference}",
            context="Dispute",
            url=dispute.get_absolute_url(),
            responsible=tuple(both_sides(dispute, only=action.side)),
            scope=dispute.pk,
        )


class SinceAsked:
    """3 and 6 months after closing, the raising side says whether anything followed. The other side sees none of it."""

    name = "disputes.since"
    label = "How things are since"
    private = True
    follows = {"disputes.dispute": itself}

    def open(self, *, until: date | None = None, scope: int | None = None) -> Iterator[Deadline]:
        closed = Dispute.objects.filter(state=DisputeState.CLOSED)
        closed = closed.filter(pk=scope) if scope else closed
        closed = with_everyone(closed.select_related("learning")).prefetch_related("since_answers")
        found = [(question, dispute) for dispute in closed for question in questions_of(dispute)]
        today = timezone.localdate()
        for question, dispute in sorted(found, key=lambda each: each[0].due):
            if today <= question.due + AFTER and (until is None or question.due <= until):
                yield self.deadline(question, dispute)

    def deadline(self, question: Question, dispute: Dispute) -> Deadline:
        return Deadline(
            key=f"{self.name}:{dispute.pk}:{question.months}:{question.due.isoformat()}",
            due=question.due,
            title=f"How are things since? {dispute.reference}",
            context="Dispute",
            url=dispute.url("since"),
            responsible=tuple(both_sides(dispute, only=Side.RAISING)),
            scope=dispute.pk,
        )


def panels_of(disputes: Iterable[Dispute]) -> dict[int, list[PanelMember]]:
    """Who hears each, by its id. Who has come close to a side since is no longer among them."""
    return seated_in(disputes, timezone.localdate())


def people(panel: Iterable[PanelMember]) -> tuple[Responsible, ...]:
    return tuple(person(member.person_id) for member in panel)


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
register(ActionsAgreed())
register(SinceAsked())
