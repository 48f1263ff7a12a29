"""To the one Champion who reads how things are since a dispute."""

from datetime import datetime

from django.conf import settings

from compact_portal.notices.services import post_notice
from disputes.emails import NO_DETAILS
from disputes.models import Dispute, SinceAnswer


def since_answered(dispute: Dispute, answer: SinceAnswer, *, at: datetime) -> None:
    user = answer.reader.user
    post_notice(
        key=f"disputes.since:{answer.pk}|user:{user.pk}",
        kind="disputes.since",
        email=user.email,
        user=user,
        subject=f"How things are since: {dispute.reference}",
        body=(
            f"Hello {user.name},\n\nThose who raised it have said how things are since. Only you can read it.\n\n"
            f"{NO_DETAILS} Sign in to read it:\n{settings.SITE_URL}{dispute.url('since-answer', answer.pk)}"
        ),
        at=at,
        private=True,
    )
