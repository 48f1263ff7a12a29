"""What comes next for those who hear a dispute, and where one sector has no Champion to ask. Beside next_steps."""

from datetime import date

from disputes.models import Dispute, Stage
from disputes.services.objections import members_to_object_to, objection_to

#: Title, text, address, words of the link.
Words = tuple[str, str, str, str]


def asked_of(user, dispute: Dispute, stage: Stage | None) -> Words | None:
    """What somebody on the panel is asked themselves, before anything else."""
    if stage and objection_to(user, dispute):
        return (
            "Next: do you stay on the panel?",
            "One side asks whether it is fair that you hear it. Say why you stay, or step down.",
            dispute.url("answer-objection"),
            "Read it and answer",
        )
    return None


def reasons(dispute: Dispute, stage: Stage, side: str, today: date) -> dict[str, bool]:
    """By page, whether there is a reason to open it now."""
    heard = not stage.definition.is_for_the_sides
    return {"object": bool(heard and side and members_to_object_to(dispute, side, today))}
