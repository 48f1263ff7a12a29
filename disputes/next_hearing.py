"""What comes next for those who hear a dispute, and where one sector has no Champion to ask. Beside next_steps."""

from datetime import date

from disputes.choices import AdviserState
from disputes.models import Adviser, Dispute, Stage
from disputes.panels import convening_seat, sectors_for_an_adviser
from disputes.services.advisers import adviser_waited_for, can_be_passed_over
from disputes.services.objections import members_to_object_to, objection_to

#: Title, text, address ("" for none), words of the link.
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


def about_adviser(dispute: Dispute, stage: Stage, side: str, today: date, user) -> Words | None:
    """Where a sector has no Champion who stands apart: why an adviser is needed, and who names one."""
    without = sectors_for_an_adviser(dispute, today)
    if not without:
        return None
    sectors = " or ".join(f"a {sector.label.lower()}" for sector in without)
    why = f"No Champion of {sectors} stands apart from both sides. An independent adviser is named instead."
    waiting = adviser_waited_for(stage)
    if waiting and not can_be_passed_over(waiting, today):
        return about_answer(dispute, waiting, side, why)
    page, convening = dispute.url("adviser"), convening_seat(dispute, today)
    if convening:
        is_theirs = user is not None and convening.person_id == user.person_id
        title = "Next: the convening Champion names an independent adviser"
        return title, why, page if is_theirs else "", "Name an adviser"
    how = f"{why} One side proposes somebody, and the other says whether it agrees."
    return "Next: both sides agree on an independent adviser", how, page if side else "", "Propose an adviser"


def about_answer(dispute: Dispute, adviser: Adviser, side: str, why: str) -> Words:
    if adviser.state == AdviserState.NAMED:
        return f"Next: {adviser.name} says whether they can advise", f"They were asked by email. {why}", "", ""
    if adviser.side == side or not side:
        return "Next: the other side says whether it agrees", f"{adviser.name} is proposed. {why}", "", ""
    page = dispute.url("answer-adviser")
    return "Next: do you agree to this adviser?", f"The other side proposes {adviser.name}. {why}", page, "Answer"


def reasons(dispute: Dispute, stage: Stage, side: str, today: date) -> dict[str, bool]:
    """By page, whether there is a reason to open it now."""
    if stage.definition.is_for_the_sides:
        return {"object": False, "adviser": False}
    return {
        "object": bool(side and members_to_object_to(dispute, side, today)),
        "adviser": can_name_adviser(dispute, stage, side, today),
    }


def can_name_adviser(dispute: Dispute, stage: Stage, side: str, today: date) -> bool:
    """Whoever convenes may call one; a side only where nobody convenes and one is needed."""
    if side and (convening_seat(dispute, today) or not sectors_for_an_adviser(dispute, today)):
        return False
    waiting = adviser_waited_for(stage)
    return waiting is None or can_be_passed_over(waiting, today)
