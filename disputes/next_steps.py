"""What comes next in a dispute, by when, and who must act: the first thing its page says."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from compact_portal.wording import long_date, when_due
from disputes import next_hearing
from disputes.choices import ChangeKind, DisputeState, Side
from disputes.models import Dispute, ProcedureStage, Settlement, Stage
from disputes.panels import convening_seat, is_adviser, sectors_missing
from disputes.services.stages import open_request
from disputes.sides import names_of, other, speaker_of


@dataclass(frozen=True, slots=True)
class NextStep:
    title: str
    text: str
    url: str = ""
    link: str = ""


def stage_going_on(dispute: Dispute) -> Stage | None:
    return next((stage for stage in dispute.stage_list if stage.ended_at is None), None)


def next_step(dispute: Dispute, side: str, today: date, user=None) -> NextStep:
    """For somebody on this side, or this user. A question that waits for an answer comes before the stage itself."""
    stage = stage_going_on(dispute)
    if user and not side and (asked := next_hearing.asked_of(user, dispute, stage, today)):
        return NextStep(*asked)
    if stage is None:
        asked = next_hearing.about_redirect(dispute, side, today)
        return NextStep(*asked) if asked else after_the_end(dispute)
    if dispute.state == DisputeState.REFERRED:
        return about_hearing(dispute, stage, side, today, user)
    waiting = waiting_settlement(dispute) if dispute.state == DisputeState.TALKING else None
    return (
        (about_settlement(dispute, waiting, side) if waiting else None)
        or about_more_time(dispute, stage, side, today)
        or about_pause(dispute, stage, side)
        or about_stage(dispute, stage, side, today)
    )


def waiting_settlement(dispute: Dispute) -> Settlement | None:
    return next((settlement for settlement in dispute.settlements_written if settlement.answered_at is None), None)


def after_the_end(dispute: Dispute) -> NextStep:
    if dispute.state == DisputeState.SETTLED:
        return NextStep(
            f"{dispute.get_outcome_display()}. Next: what can be learned from it?",
            "It closes when that is written down.",
            dispute.url("close"),
            "Write it down and close it",
        )
    to_do = any(action.is_agreed and not action.confirmed_at for action in dispute.actions_written)
    waiting = "What is still to be done stands below." if to_do else "Nothing is waiting for either side now."
    return NextStep(f"Closed. {dispute.get_outcome_display()}", waiting)


def about_hearing(dispute: Dispute, stage: Stage, side: str, today: date, user=None) -> NextStep:
    """From Champions over the timetable and the statements to the outcome; a question of more time comes first."""
    return (
        about_more_time(dispute, stage, side, today)
        or about_pause(dispute, stage, side)
        or about_adviser(dispute, stage, side, today, user)
        or about_champions(dispute, stage, user)
        or about_statements(dispute, stage, side, today)
        or about_outcome(dispute, stage, side, today)
    )


def about_adviser(dispute: Dispute, stage: Stage, side: str, today: date, user) -> NextStep | None:
    words = next_hearing.about_adviser(dispute, stage, side, today, user)
    return NextStep(*words) if words else None


def about_champions(dispute: Dispute, stage: Stage, user) -> NextStep | None:
    if missing := sectors_missing(dispute):
        words = " and ".join(f"a Champion of a {sector.label.lower()}" for sector in missing)
        return NextStep("Next: Champions take it up", f"Waiting for {words}. {is_due(stage)}")
    if getattr(stage, "timetable", None) is None:
        seat = convening_seat(dispute, timezone.localdate())
        who = "the adviser" if is_adviser(seat) else "the convening Champion"
        is_theirs = user is not None and seat is not None and seat.person_id == user.person_id
        page = dispute.url("timetable") if is_theirs else ""
        return NextStep(f"Next: {who} sets the timetable", is_due(stage), page, "Set the timetable")
    return None


def is_due(stage: Stage) -> str:
    return f"Stage {stage.definition.number} is due on {long_date(stage.clock.due)}."


def about_statements(dispute: Dispute, stage: Stage, side: str, today: date) -> NextStep | None:
    if stage.is_released(today):
        return None
    due, there = stage.timetable.statements_due, stage.sides_heard
    waiting = " and ".join(str(speaker_of(dispute, each)) for each in Side.values if each not in there)
    is_asked = side and side not in there
    return NextStep(
        f"Next: both statements, by {long_date(due)}",
        f"{_upper(when_due(due, today))}. Waiting for {waiting}. Both are shown to both sides together.",
        dispute.url("statement") if is_asked else "",
        "Write your statement",
    )


def about_outcome(dispute: Dispute, stage: Stage, side: str, today: date) -> NextStep:
    draft = stage.draft_shown
    if draft is None:
        due, meeting = long_date(stage.timetable.outcome_due), long_date(stage.timetable.meeting_on)
        return NextStep(f"Next: the outcome, by {due}", f"The meeting with both sides is on {meeting}.")
    if draft.may_be_issued(today):
        due = long_date(stage.timetable.outcome_due)
        return NextStep(
            f"Next: the outcome is issued, by {due}", "Both sides have commented on the facts, or their days are over."
        )
    waiting = " and ".join(str(speaker_of(dispute, each)) for each in Side.values if draft.waits_for(each, today))
    return NextStep(
        f"Next: comments on the facts, by {long_date(draft.comments_due)}",
        f"Waiting for {waiting}, to say where the draft outcome gets the facts wrong. Then it is issued.",
        dispute.url("comment") if draft.waits_for(side, today) else "",
        "Comment on the facts",
    )


def about_pause(dispute: Dispute, stage: Stage, side: str) -> NextStep | None:
    if not stage.clock.is_paused:
        return None
    pause = next(change for change in stage.changes.all() if change.kind == ChangeKind.PAUSE and change.last is None)
    return NextStep(
        f"Stage {stage.definition.number} is paused since {long_date(pause.day)}",
        f"“{pause.reason}” The days it stands still are added back when either side starts it again.",
        dispute.url("restart") if side else "",
        "Start the clock again",
    )


def _upper(words: str) -> str:
    return words[0].upper() + words[1:]


def about_settlement(dispute: Dispute, settlement: Settlement, side: str) -> NextStep:
    if settlement.side == side:
        return NextStep(
            "Next: the other side confirms what was agreed",
            f"Waiting for {names_of(dispute, other(side))}. Silence never means that it is settled.",
            dispute.url("take-back"),
            "Take it back or change it",
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
    if request.side == side or not side:
        return NextStep("Next: the other side says whether there is more time", asked)
    title = f"Next: do you agree to more time? Answer by {long_date(request.answer_by(stage.clock.due))}"
    return NextStep(title, asked, dispute.url("answer-more-time"), "Answer")


def about_stage(dispute: Dispute, stage: Stage, side: str, today: date) -> NextStep:
    clock = stage.clock
    distance = f"{_upper(when_due(clock.due, today))}."
    if clock.is_overdue(today):
        return overdue(dispute, side, distance, stage.definition.following)
    both = f"{names_of(dispute, Side.RAISING)} and {names_of(dispute, Side.RESPONDING)}"
    return NextStep(
        f"Next: talk it through, by {long_date(clock.due)}",
        f"{distance} {both} meet and look for a way. Write down here what is agreed.",
    )


def refer_in_words(following: ProcedureStage) -> str:
    """What taking it to this stage is called."""
    return f"Go on to {following}" if following.is_for_the_sides else "Refer it to the Champions"


def overdue(dispute: Dispute, side: str, how_late: str, following: ProcedureStage | None) -> NextStep:
    if side == Side.RAISING:
        ways = f"{refer_in_words(following)}, ask for more time, or" if following else "Ask for more time, or"
        words = f"{how_late} {ways} withdraw it."
        link = refer_in_words(following) if following else "Ask for more time"
        page = dispute.url("refer" if following else "more-time")
        return NextStep("Next: you choose how to go on", words, page, link)
    words = f"{how_late} You can still agree on something together."
    return NextStep("Next: the side that raised it chooses how to go on", words)
