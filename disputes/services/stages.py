"""Stages and their clocks: starting one, more time by agreement, a pause, a corrected start."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from compact_portal.dates import add_working_days
from compact_portal.wording import long_date
from disputes.choices import ChangeKind, PanelRole
from disputes.clock import Clock
from disputes.emails import stages as emails
from disputes.models import Dispute, ExtensionRequest, ProcedureStage, Stage
from disputes.services.states import DisputeMovedOn, happened, lock_for
from disputes.sides import side_of

MOVE = "disputes.move_clock"

#: Working days in which the other side can say that a concern reached it later. The Compact sets none.
DAYS_TO_CORRECT = 5


def start_stage(dispute: Dispute, definition: ProcedureStage, *, on: date) -> Stage:
    """Begin a stage of the dispute's own procedure; whatever stage went on has ended. Inside a transaction."""
    due = Clock(on, definition.length).due
    return dispute.stages.create(definition=definition, started_on=on, original_due=due)


def end_stage(dispute: Dispute, *, now: datetime) -> None:
    """Advisers can read for some days more, or until the day that was set for them."""
    dispute.stages.current().update(ended_at=now)
    last_day = add_working_days(timezone.localdate(now), dispute.procedure.days_adviser_stays)
    advisers = dispute.panel.current().filter(role=PanelRole.ADVISER).filter(Q(until=None) | Q(until__gt=last_day))
    advisers.update(until=last_day)


def current_stage(dispute: Dispute) -> Stage:
    """The stage that goes on. A running dispute has one."""
    return dispute.stages.current().with_changes().get()


@transaction.atomic
def ask_for_more_time(dispute: Dispute, *, due: date, reason: str, by, now: datetime) -> ExtensionRequest:
    """Ask the other side for a later date. One question at a time; the stage's own length at most, each time.

    Raises ValidationError for a date that is not later, too late or no working day, and while a question is open.
    """
    dispute = lock_for(dispute, by, MOVE)
    stage, today = current_stage(dispute), timezone.localdate(now)
    if open_request(stage, today):
        raise ValidationError("Somebody has asked for more time already. Wait for the answer.")
    refuse_date(stage.clock, due, today)
    stage.extension_requests.open().update(accepted=False, answer=NO_ANSWER, answered_at=now)
    request = stage.extension_requests.create(
        side=side_of(by, dispute), due=due, reason=reason, asked_by=by, asked_at=now
    )
    happened(dispute, "more time asked for", by=by, now=now, until=due.isoformat(), reason=reason)
    emails.more_time_asked(dispute, request, at=now)
    return request


#: What stands in the place of an answer that never came.
NO_ANSWER = "There was no answer by the day it was due."


def open_request(stage: Stage, today: date) -> ExtensionRequest | None:
    """The question that waits for an answer; none once its day has passed in silence."""
    due = stage.clock.due
    return next((request for request in stage.requests_made if request.is_open(due, today)), None)


def refuse_date(clock: Clock, due: date, today: date) -> None:
    if clock.is_paused:
        raise ValidationError("The clock is paused. Start it again before you ask for more time.")
    if due <= clock.due or due <= today:
        raise ValidationError({"due": f"Choose a day after {long_date(max(clock.due, today))}."})
    if due > clock.latest_extension:
        raise ValidationError(
            {"due": f"Choose {long_date(clock.latest_extension)} or an earlier day. You can ask again later."}
        )
    if clock.length.on_a_working_day(due) != due:
        raise ValidationError({"due": f"{long_date(due)} is not a working day. Choose a working day."})


@transaction.atomic
def answer_request_for_time(
    dispute: Dispute, *, accepted: bool, answer: str = "", by, now: datetime
) -> ExtensionRequest:
    """The other side says yes or no; a no needs a reason. Raises DisputeMovedOn when nothing is asked any more."""
    dispute = lock_for(dispute, by, MOVE)
    stage, today = current_stage(dispute), timezone.localdate(now)
    request = open_request(stage, today)
    if request is None or request.side == side_of(by, dispute):
        raise DisputeMovedOn(dispute, "There is no question about more time for you to answer.")
    if not accepted and not answer.strip():
        raise ValidationError({"answer": "Enter why not, so that the other side understands."})
    request.accepted, request.answer, request.answered_at = accepted, answer, now
    request.save()
    if accepted:
        stage.changes.create(kind=ChangeKind.EXTENSION, day=request.due, reason=request.reason, made_by=by, made_at=now)
        happened(dispute, "more time agreed", by=by, now=now, until=request.due.isoformat())
    else:
        happened(dispute, "more time refused", by=by, now=now, reason=answer)
    emails.more_time_answered(dispute, request, at=now)
    return request


@transaction.atomic
def pause_clock(dispute: Dispute, *, reason: str, by, now: datetime) -> None:
    """Stop the clock from today on. The days it stands still are added back. Not once its date has passed (ours): a
    late answer stays late."""
    dispute = lock_for(dispute, by, MOVE)
    stage, today = current_stage(dispute), timezone.localdate(now)
    if stage.clock.is_overdue(today):
        raise DisputeMovedOn(dispute, f"It was due on {long_date(stage.clock.due)}, so there is nothing to pause.")
    if stage.clock.is_paused:
        raise DisputeMovedOn(dispute, "The clock is paused already.")
    stage.changes.create(kind=ChangeKind.PAUSE, day=today, reason=reason, made_by=by, made_at=now)
    happened(dispute, "clock paused", by=by, now=now, reason=reason)
    emails.clock_moved(dispute, side_of(by, dispute), "The other side has paused the clock.", at=now)


@transaction.atomic
def restart_clock(dispute: Dispute, *, by, now: datetime) -> None:
    """Let it run again from today on. A pause that began today has taken no day and leaves no trace in the count.

    Its days are added to the date as it stands now, whatever both sides agreed on meanwhile: it comes last.
    """
    dispute = lock_for(dispute, by, MOVE)
    stage, today = current_stage(dispute), timezone.localdate(now)
    pause = stage.changes.going_on().first()
    if pause is None:
        raise DisputeMovedOn(dispute, "The clock is running already.")
    pause.delete()
    if pause.day < today:
        pause.pk, pause.last = None, today - timedelta(days=1)
        pause.save()
    due = current_stage(dispute).clock.due
    happened(dispute, "clock started again", by=by, now=now, due=due.isoformat())
    words = f"The clock is running again. The date is now {long_date(due)}."
    emails.clock_moved(dispute, side_of(by, dispute), words, at=now)


def last_day_to_correct(stage: Stage) -> date:
    return add_working_days(stage.started_on, DAYS_TO_CORRECT)


def can_be_corrected(stage: Stage, today: date) -> bool:
    """Nobody has said before that it began later, and the days to say so are not over."""
    corrected = any(change.kind == ChangeKind.CORRECTION for change in stage.changes.all())
    return not corrected and stage.started_on < today <= last_day_to_correct(stage)


@transaction.atomic
def correct_start(dispute: Dispute, *, started_on: date, reason: str, by, now: datetime) -> None:
    """Put the right start in the place of a wrong one, later and not after today; the old one stays on record.

    Once, and in the first working days only (ours): whoever has let the date pass does not set a new one alone.
    """
    dispute = lock_for(dispute, by, "disputes.correct_start")
    stage, today = current_stage(dispute), timezone.localdate(now)
    if not can_be_corrected(stage, today):
        last = long_date(last_day_to_correct(stage))
        raise DisputeMovedOn(dispute, f"You could say once, until {last}, that it reached you later.")
    if not stage.clock.true_start < started_on <= today:
        raise ValidationError(
            {"started_on": f"Choose a day after {long_date(stage.clock.true_start)}, and not later than today."}
        )
    before = stage.clock.true_start
    stage.changes.create(kind=ChangeKind.CORRECTION, day=started_on, reason=reason, made_by=by, made_at=now)
    happened(
        dispute,
        "start corrected",
        by=by,
        now=now,
        reason=reason,
        sent_on=before.isoformat(),
        reached_on=started_on.isoformat(),
    )
    due = current_stage(dispute).clock.due
    words = f"The other side says that it reached them later. The date is now {long_date(due)}."
    emails.clock_moved(dispute, side_of(by, dispute), words, at=now)
