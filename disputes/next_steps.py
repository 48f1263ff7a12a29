"""What comes next in a dispute, by when, and who must act: the first thing its page says."""

from dataclasses import dataclass
from datetime import date

from compact_portal.wording import long_date, when_due
from disputes.choices import DisputeState, Side
from disputes.models import Dispute, Settlement, Stage
from disputes.services.stages import open_request
from disputes.sides import names_of, other


@dataclass(frozen=True, slots=True)
class NextStep:
    title: str
    text: str
    url: str = ""
    link: str = ""


def stage_going_on(dispute: Dispute) -> Stage | None:
    return next((stage for stage in dispute.stage_list if stage.ended_at is None), None)


def next_step(dispute: Dispute, side: str, today: date) -> NextStep:
    """For somebody on this side. A question that waits for an answer comes before the stage itself."""
    stage = stage_going_on(dispute)
    if stage is None:
        return NextStep(
            dispute.get_outcome_display() or dispute.get_state_display(), "Nothing is waiting for either side."
        )
    waiting = dispute.settlements.open().first() if dispute.state == DisputeState.TALKING else None
    return (
        (about_settlement(dispute, waiting, side) if waiting else None)
        or about_more_time(dispute, stage, side, today)
        or about_stage(dispute, stage, side, today)
    )


def about_settlement(dispute: Dispute, settlement: Settlement, side: str) -> NextStep:
    if settlement.side == side:
        return NextStep(
            "Next: the other side confirms what was agreed",
            f"Waiting for {names_of(dispute, other(side))}. Silence never means that it is settled.",
        )
    return NextStep(
        "Next: is this what was agreed?",
        f"{names_of(dispute, settlement.side)} wrote it down. Waiting for you.",
        dispute.url("answer-agreement", settlement.pk),
        "Read it and answer",
    )


def about_more_time(dispute: Dispute, stage: Stage, side: str, today: date) -> NextStep | None:
    request = open_request(stage, today)
    if request is None:
        return None
    holds = (
        f"No answer means no: then it stays due on {long_date(stage.clock.due)}, {when_due(stage.clock.due, today)}."
    )
    asked = f"Until {long_date(request.due)}: “{request.reason}” {holds}"
    if request.side == side:
        return NextStep("Next: the other side says whether there is more time", asked)
    return NextStep("Next: do you agree to more time?", asked, dispute.url("answer-more-time"), "Answer")


def about_stage(dispute: Dispute, stage: Stage, side: str, today: date) -> NextStep:
    clock, number = stage.clock, stage.definition.number
    if clock.is_paused:
        return NextStep(f"Stage {number} is paused", "The days it stands still are added back when it goes on.")
    distance = when_due(clock.due, today)
    if dispute.state == DisputeState.REFERRED:
        return NextStep(f"Next: the Champions, by {long_date(clock.due)}", f"{distance[0].upper()}{distance[1:]}.")
    if clock.is_overdue(today):
        return overdue(side, f"{distance[0].upper()}{distance[1:]}.")
    both = f"{names_of(dispute, Side.RAISING)} and {names_of(dispute, Side.RESPONDING)}"
    return NextStep(
        f"Next: talk it through, by {long_date(clock.due)}",
        f"{distance[0].upper()}{distance[1:]}. {both} meet and look for a way. Write down here what is agreed.",
    )


def overdue(side: str, how_late: str) -> NextStep:
    if side == Side.RAISING:
        words = f"{how_late} Refer it to the Champions, ask for more time, or withdraw it."
        return NextStep("Next: you choose how to go on", words)
    words = f"{how_late} You can still agree on something together."
    return NextStep("Next: the side that raised it chooses how to go on", words)
