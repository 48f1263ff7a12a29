"""What both sides are told when an administrator opens their dispute."""

from datetime import datetime

from disputes.choices import Side
from disputes.emails.telling import panel_of, people_on, tell
from disputes.models import Dispute, Opening


def glass_broken(dispute: Dispute, opening: Opening, *, at: datetime) -> None:
    everyone = [*people_on(dispute, Side.RAISING), *people_on(dispute, Side.RESPONDING), *panel_of(dispute)]
    tell(
        dispute,
        everyone,
        what="glass-broken",
        occasion=str(opening.pk),
        subject="An administrator has opened it",
        words=(
            "An administrator of the portal has opened it, and can read it for 24 hours. They had to give a reason, "
            "which you can read on its page."
        ),
        at=at,
    )
