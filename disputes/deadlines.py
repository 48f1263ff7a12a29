"""The dates disputes want watched. Nobody but those responsible sees them: officers and administrators neither."""

from collections.abc import Iterator
from datetime import date

from compact_portal.deadlines.engine import Deadline, register
from compact_portal.deadlines.responsible import Responsible, leads, person
from disputes.choices import DisputeState
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
        for party in dispute.parties.all():
            if party.left_at is None:
                yield leads(party.organisation_id)
                yield from (person(member.user.person_id) for member in party.team.all())


#: Neither names the other side nor says what it is about.
TO_DO = {DisputeState.TALKING: "Talk it through", DisputeState.REFERRED: "With the Champions"}

register(StagesDue())
