"""When the raising side is asked whether anything followed from raising a dispute: 3 and 6 months after it closed."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from compact_portal.dates import add_months, roll_forward
from compact_portal.wording import long_date
from disputes.models import Dispute

#: Calendar months after the day of closing. The Compact sets none.
MONTHS = (3, 6)
#: It can be answered for so long before and after its day; then silence is left in peace.
BEFORE, AFTER = timedelta(weeks=2), timedelta(weeks=4)
#: Whoever closed longer ago than this is asked nothing any more: the last question, and a day that moved off a weekend.
LONGEST = timedelta(days=31 * max(MONTHS) + 7) + AFTER


@dataclass(frozen=True, slots=True)
class Question:
    months: int
    due: date

    def is_open(self, today: date) -> bool:
        return self.due - BEFORE <= today <= self.due + AFTER


def questions_of(dispute: Dispute) -> list[Question]:
    """Those not answered yet, of a closed dispute. `since_answers` and `learning` are read."""
    closed_on = timezone.localdate(dispute.learning.written_at)
    answered = {answer.months for answer in dispute.since_answers.all()}
    return [
        Question(months, roll_forward(add_months(closed_on, months))) for months in MONTHS if months not in answered
    ]


def not_asked(dispute: Dispute, today: date) -> str:
    """Why there is nothing to answer today, and from when there will be. Of a closed dispute."""
    begins = [question.due - BEFORE for question in questions_of(dispute) if question.due - BEFORE > today]
    when = f"You can answer from {long_date(begins[0])}." if begins else "We asked 3 and 6 months after it closed."
    return f"Nothing is asked at the moment. {when}"


def question_now(dispute: Dispute, today: date) -> Question | None:
    """The one that can be answered today."""
    return next((question for question in questions_of(dispute) if question.is_open(today)), None)
