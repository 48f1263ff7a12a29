"""Whether anything followed: the raising side answers, and one Champion who stands apart reads it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from compact_portal.audit.services import record
from compact_portal.people.models import Person
from disputes.emails import since as emails
from disputes.models import Dispute, SinceAnswer
from disputes.panels import convening_seat, is_adviser
from disputes.services.settling import champions_who_stand_apart
from disputes.services.states import DisputeMovedOn, lock_for
from disputes.since import not_asked, question_now

ANSWER = "disputes.answer_since"


@transaction.atomic
def answer_since(dispute: Dispute, *, something_followed: bool, text: str, by, now: datetime) -> SinceAnswer:
    """Answer the question of these weeks. Raises DisputeMovedOn when none is asked."""
    dispute = lock_for(dispute, by, ANSWER)
    question = question_now(dispute, timezone.localdate(now))
    if question is None:
        raise DisputeMovedOn(dispute, not_asked(dispute, timezone.localdate(now)))
    answer = dispute.since_answers.create(
        months=question.months,
        something_followed=something_followed,
        text=text,
        answered_by=by,
        answered_at=now,
        reader=who_reads(dispute, now),
    )
    record(dispute, "how things are since", by=by, at=now)  # not on the timeline, which both sides read
    if answer.reader:
        emails.since_answered(dispute, answer, at=now)
    return answer


def who_reads(dispute: Dispute, now: datetime) -> Person | None:
    """The Champion who convened, if they still stand apart, or else another one who does; None where nobody does."""
    today = timezone.localdate(now)
    seat = convening_seat(dispute, today)
    if seat and not is_adviser(seat):
        return seat.person
    return next((user.person for user in champions_who_stand_apart(dispute, today)), None)
