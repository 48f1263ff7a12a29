"""What comes next for those who hear a dispute, and where one sector has no Champion to ask. Beside next_steps."""

from datetime import date

from compact_portal.wording import long_date
from disputes.choices import AdviserState, DisputeState, Side
from disputes.models import Adviser, Dispute, Stage
from disputes.panels import convening_seat, sectors_for_an_adviser
from disputes.services.advisers import adviser_waited_for, can_be_passed_over
from disputes.services.again import last_day_to_reopen
from disputes.services.objections import members_to_object_to, objection_to
from disputes.services.redirects import (
    can_be_asked,
    is_redirected_once,
    redirect_of,
    redirect_to_look_at,
)
from disputes.since import question_now

#: Title, text, address ("" for none), words of the link.
Words = tuple[str, str, str, str]


def asked_of(user, dispute: Dispute, stage: Stage | None, today: date) -> Words | None:
    """What somebody on the panel is asked themselves, before anything else."""
    if stage is None and redirect_to_look_at(user, dispute, today):
        return (
            "Next: is it for the Compact?",
            "The side that raised it asks for another look. Read why, and answer.",
            dispute.url("look-again"),
            "Look at it again",
        )
    if stage and objection_to(user, dispute):
        return (
            "Next: do you stay on the panel?",
            "One side asks whether it is fair that you hear it. Say why you stay, or step down.",
            dispute.url("answer-objection"),
            "Read it and answer",
        )
    return None


def about_redirect(dispute: Dispute, side: str, today: date) -> Words | None:
    """It ended because it belongs elsewhere, and that can still be looked at again."""
    redirect = redirect_of(dispute)
    if redirect and redirect.waits_for_a_look:
        return "Next: somebody else who hears it looks at it again", "Both sides are told what they find.", "", ""
    if not can_be_asked(dispute, redirect, today):
        return None
    last = long_date(redirect.last_day_to_ask(dispute.procedure))
    words = f"The side that raised it can ask for another look until {last}."
    is_theirs = side == Side.RAISING
    return "It belongs elsewhere", words, dispute.url("another-look") if is_theirs else "", "Ask for another look"


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
    once = {"redirect": not is_redirected_once(dispute, stage)}
    if stage.definition.is_for_the_sides:
        return once | {"object": False, "adviser": False}
    return once | {
        "object": bool(side and members_to_object_to(dispute, side, today)),
        "adviser": can_name_adviser(dispute, stage, side, today),
    }


def closed_after_the_end(dispute: Dispute, today: date) -> set[str]:
    """Pages for which it is too late."""
    open_pages = {
        "reopen": today <= last_day_to_reopen(dispute),
        "since": dispute.state == DisputeState.CLOSED and question_now(dispute, today),
        "add-learning": dispute.state == DisputeState.CLOSED and dispute.learning.can_be_added_to(today),
        "another-look": can_be_asked(dispute, redirect_of(dispute), today),
    }
    return {page for page, is_open in open_pages.items() if not is_open}


def can_name_adviser(dispute: Dispute, stage: Stage, side: str, today: date) -> bool:
    """Whoever convenes may call one; a side only where nobody convenes and one is needed."""
    if side and (convening_seat(dispute, today) or not sectors_for_an_adviser(dispute, today)):
        return False
    waiting = adviser_waited_for(stage)
    return waiting is None or can_be_passed_over(waiting, today)
