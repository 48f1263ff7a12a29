"""What everyone learns from a dispute, and closing it."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from compact_portal.dates import roll_forward
from disputes.models import Dispute, LearningNote
from disputes.services.states import lock_for, move

#: Both sides see the published form first, for this long. The Compact sets no time.
BEFORE_IT_IS_PUBLIC = timedelta(weeks=6)


def public_from(closed_on: date) -> date:
    return roll_forward(closed_on + BEFORE_IT_IS_PUBLIC)


@transaction.atomic
def close_dispute(
    dispute: Dispute, *, issue: str, change: str, who: str, by_when: str, by, now: datetime
) -> LearningNote:
    """A dispute closes with what can be learned from it; without, it stays open. Compact, section 9."""
    dispute = lock_for(dispute, by, "disputes.write_learning")
    note = LearningNote.objects.create(
        dispute=dispute,
        issue=issue,
        change=change,
        who=who,
        by_when=by_when,
        written_by=by,
        written_at=now,
        public_from=public_from(timezone.localdate(now)),
    )
    move(dispute, "close", by=by, now=now)
    return note
