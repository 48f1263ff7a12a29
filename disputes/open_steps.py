"""What somebody can do with a dispute now: the list beside it. What comes next is said by `next_steps`."""

from datetime import date

from disputes import next_hearing
from disputes.choices import DisputeState
from disputes.models import Dispute, Stage
from disputes.next_steps import refer_in_words, stage_going_on, waiting_settlement
from disputes.panels import sectors_missing
from disputes.services.stages import can_be_corrected, open_request

#: What can be done: the permission it takes, its words and its page. Whether there is a reason to, `is_open` says.
STEPS = (
    ("disputes.confirm_settlement", "Write down what was agreed", "agree"),
    ("disputes.refer_dispute", "Refer it to the Champions", "refer"),
    ("disputes.convene_dispute", "Set the timetable", "timetable"),
    ("disputes.send_statement", "Your statement", "statement"),
    ("disputes.convene_dispute", "Write the outcome", "outcome"),
    ("disputes.send_statement", "Comment on the facts", "comment"),
    ("disputes.convene_dispute", "Issue the outcome", "issue"),
    ("disputes.write_learning", "Write down what was learned and close it", "close"),
    ("disputes.add_to_learning", "Add to what was learned", "add-learning"),
    ("disputes.answer_since", "Say how things are since", "since"),
    ("disputes.reopen_dispute", "Open it again", "reopen"),
    ("disputes.ask_to_look_again", "Ask for another look", "another-look"),
    ("disputes.redirect_dispute", "It belongs elsewhere", "redirect"),
    ("disputes.add_file", "Add a file", "add-file"),
    ("disputes.move_clock", "Ask for more time", "more-time"),
    ("disputes.move_clock", "Pause the clock", "pause"),
    ("disputes.move_clock", "Start the clock again", "restart"),
    ("disputes.correct_start", "It reached us later", "correct-start"),
    ("disputes.withdraw_dispute", "Withdraw it", "withdraw"),
    ("disputes.leave_group", "Leave it to the others", "leave-group"),
    ("disputes.manage_team", "Who works on it for you", "team"),
    ("disputes.name_adviser", "Name an independent adviser", "adviser"),
    ("disputes.object_to_champion", "Object to somebody on the panel", "object"),
    ("disputes.leave_panel", "Step down from the panel", "leave"),
)


def steps_open_to(user, dispute: Dispute, side: str, today: date) -> list[tuple[str, str]]:
    """What this person can do now: words and addresses."""
    stage = stage_going_on(dispute)
    closed = closed_steps(dispute, stage, side, today) if stage else next_hearing.closed_after_the_end(dispute, today)
    following = stage.definition.following if stage and dispute.state == DisputeState.TALKING else None
    said = {"refer": refer_in_words(following)} if following else {}
    return [
        (said.get(page, words), dispute.url(page))
        for permission, words, page in STEPS
        if page not in closed and user.has_perm(permission, dispute)
    ]


def closed_steps(dispute: Dispute, stage: Stage, side: str, today: date) -> set[str]:
    """Pages for which there is no reason now."""
    released = stage.is_released(today)
    draft = stage.draft_shown if released else None
    is_set, paused = getattr(stage, "timetable", None) is not None, stage.clock.is_paused
    reasons = {
        "agree": waiting_settlement(dispute) is None,
        "refer": stage.definition.is_for_the_sides and stage.definition.following,
        "timetable": not sectors_missing(dispute),
        "statement": is_set and not released,
        "outcome": released,
        "comment": draft and draft.waits_for(side, today),
        "issue": draft and draft.may_be_issued(today),
        "correct-start": can_be_corrected(stage, today),
        "more-time": not paused and open_request(stage, today) is None,
        "pause": not paused and not stage.clock.is_overdue(today),
        "restart": paused,
    }
    reasons |= next_hearing.reasons(dispute, stage, side, today)
    return {page for page, is_open in reasons.items() if not is_open}
