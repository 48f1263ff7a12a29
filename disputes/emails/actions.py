"""What both sides are told about what was agreed to be done. No content, no names."""

from datetime import datetime

from disputes.emails.telling import people_on, tell
from disputes.models import AgreedAction, Dispute
from disputes.sides import other


def action_done(dispute: Dispute, action: AgreedAction, *, at: datetime) -> None:
    tell(
        dispute,
        people_on(dispute, other(action.side)),
        what="action-done",
        occasion=f"{action.pk}:{at.isoformat()}",
        subject="Something that was agreed is done",
        words="The other side says that it has done something that was agreed. Confirm it, or say what is not done.",
        at=at,
    )


def action_answered(dispute: Dispute, action: AgreedAction, *, at: datetime) -> None:
    words = "has confirmed" if action.confirmed_at else "sees it differently"
    tell(
        dispute,
        people_on(dispute, action.side),
        what="action-answered",
        occasion=f"{action.pk}:{at.isoformat()}",
        subject="About something that was agreed",
        words=f"You said that something is done. The other side {words}.",
        at=at,
    )
