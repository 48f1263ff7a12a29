"""Who is asked to hear what was referred: Champions who stand apart, until one of each sector has said yes."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from django.utils import timezone

from champions.queries.interests import champions_by_sector
from compact_portal.dates import add_working_days
from compact_portal.deadlines.engine import Deadline
from compact_portal.deadlines.responsible import person
from disputes.choices import DisputeState
from disputes.deadlines.people import panels_of
from disputes.deadlines.stages import FOLLOWED
from disputes.models import Dispute, Stage
from disputes.models.stages import DAYS_TO_ANSWER
from disputes.panels import is_apart, known_of, without
from disputes.queries.disputes import with_stages


class ChampionsAsked:
    """Nobody else can take it up, so those who can are reminded to say whether they are close to a side."""

    name = "disputes.champions"
    label = "Disputes to take up"
    private = True
    follows = FOLLOWED

    def open(self, *, until: date | None = None, scope: int | None = None) -> Iterator[Deadline]:
        referred = Dispute.objects.filter(state=DisputeState.REFERRED)
        referred = list(with_stages(referred.filter(pk=scope) if scope else referred))
        panels, champions = panels_of(referred), those_there_are() if referred else []
        found = [
            self.deadline(dispute, stage, asked)
            for dispute in referred
            for stage in dispute.stage_list
            if stage.ended_at is None
            and not stage.clock.is_paused
            and (asked := who_can_be_asked(dispute, champions, sectors=without(panels[dispute.pk])))
        ]
        found.sort(key=lambda deadline: deadline.due)
        return (deadline for deadline in found if until is None or deadline.due <= until)

    def deadline(self, dispute: Dispute, stage: Stage, asked: list[int]) -> Deadline:
        return Deadline(
            key=f"{self.name}:{stage.pk}",
            due=to_be_answered_by(dispute, stage),
            title=f"Say whether you are close to a side: {dispute.reference}",
            context=f"Stage {stage.definition.number}",
            url=dispute.url("hear"),
            responsible=tuple(person(each) for each in asked),
            scope=dispute.pk,
        )


#: A Champion's person, the sector of their signatory, the organisations they are close to.
Standing = tuple[int, str, set[int]]


def those_there_are() -> list[Standing]:
    """Two queries, however many Champions there are."""
    today = timezone.localdate()
    sectors = champions_by_sector(today=today)
    close_to, _ = known_of(frozenset(sectors), today)
    return [(champion, sector, close_to[champion]) for champion, sector in sorted(sectors.items())]


def who_can_be_asked(dispute: Dispute, champions: Iterable[Standing], *, sectors: Collection[str]) -> list[int]:
    """The persons who are Champion of these sectors, stand apart from both sides and have not answered."""
    answered = {each.person_id for each in dispute.declarations.all()}
    return [
        champion
        for champion, sector, close_to in champions
        if sector in sectors and champion not in answered and is_apart(champion, dispute, close_to)
    ]


def to_be_answered_by(dispute: Dispute, stage: Stage) -> date:
    """The Compact sets no time: some working days since they were needed, and never later than the stage itself."""
    stepped_down = [timezone.localdate(member.left_at) for member in dispute.panel.all() if member.left_at]
    return min(add_working_days(max([stage.started_on, *stepped_down]), DAYS_TO_ANSWER), stage.clock.due)
