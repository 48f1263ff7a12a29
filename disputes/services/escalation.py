"""Telling the partnership's chair that a dispute is late: the reference and the days, nothing more."""

from datetime import datetime

from django.utils import timezone

from compact_portal.dates import is_working_day, working_days_between
from compact_portal.notices.services import post_notice
from compact_portal.partnership.models import Partnership
from compact_portal.wording import count_of
from disputes.models import Dispute
from disputes.queries.disputes import with_stages

#: Working days past a stage's date.
LATE_ENOUGH = 5


def tell_chair(*, now: datetime) -> int:
    """Once for each date of each stage, on a working day; a day on which nothing ran is made up for.

    Returns how many stages are so late. Nobody is told while no address of the chair is set.
    """
    chair, today = Partnership.current().chair_email, timezone.localdate(now)
    if not chair or not is_working_day(today):
        return 0
    late = [each for each in stages_by_days_late(today) if each[0] >= LATE_ENOUGH]
    for days, stage, dispute in late:
        post_notice(
            key=f"disputes.chair:{stage.pk}:{stage.clock.due.isoformat()}",
            kind="disputes.chair",
            email=chair,
            subject=f"A dispute is late: {dispute.reference}",
            body=f"Hello,\n\nDispute {dispute.reference} is {count_of(days, 'working day')} past its date.",
            at=now,
            private=True,
        )
    return len(late)


def stages_by_days_late(today):
    """Days past its date, the stage and the dispute, for every stage that goes on and is not paused."""
    for dispute in with_stages(Dispute.objects.running()):
        for stage in dispute.stage_list:
            if stage.ended_at is None and not stage.clock.is_paused and stage.clock.due < today:
                yield working_days_between(stage.clock.due, today), stage, dispute
