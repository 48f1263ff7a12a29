"""To the one Champion who reads how things are since a dispute."""

from datetime import datetime

from disputes.emails.telling import write_to
from disputes.models import Dispute, SinceAnswer


def since_answered(dispute: Dispute, answer: SinceAnswer, *, at: datetime) -> None:
    write_to(
        answer.reader.user,
        what="since",
        about=str(answer.pk),
        subject=f"How things are since: {dispute.reference}",
        words="Those who raised it have said how things are since. Only you can read it.",
        address=dispute.url("since-answer", answer.pk),
        at=at,
    )
