"""With the Champions: they take it up, set a timetable, read both statements, and write an outcome."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from compact_portal.access.gate import require
from compact_portal.dates import add_working_days
from compact_portal.wording import long_date
from disputes.choices import Outcome, PanelRole, Side
from disputes.emails import hearing as hearing_emails
from disputes.emails import stages as emails
from disputes.models import Dispute, FactComment, Objection, OutcomeDraft, Stage, Statement, Timetable
from disputes.panels import is_adviser, sectors_for_an_adviser, sectors_missing, term_of
from disputes.services.actions import add_actions
from disputes.services.files import refuse_to_cite
from disputes.services.settling import settle
from disputes.services.stages import current_stage
from disputes.services.states import DisputeMovedOn, happened, lock, lock_for
from disputes.sides import side_of

#: Working days both sides have to say where the facts in an outcome are wrong. The Compact sets none.
DAYS_TO_COMMENT = 5
CONVENE = "disputes.convene_dispute"

#: What Champions can find. How the two sides end it by themselves is not theirs to write.
FINDINGS = (
    Outcome.AGREED,
    Outcome.CLARIFIED,
    Outcome.REMEDIED,
    Outcome.JUSTIFIED,
    Outcome.NOT_UPHELD,
    Outcome.UNRESOLVED,
)


@transaction.atomic
def declare_interest(dispute: Dispute, *, has_interest: bool, by, now: datetime) -> None:
    """A Champion says whether they are close to either side, before they read a word of it.

    Without an interest they take it up: the first one convenes. With one it does not exist for them from now on.
    """
    dispute = lock(dispute)
    require(by, "disputes.hear_dispute", dispute)
    dispute.declarations.update_or_create(person=by.person, defaults={"has_interest": has_interest, "declared_at": now})
    if has_interest:
        happened(dispute, "champion stood aside", by=None, now=now)
        return
    term = term_of(by, timezone.localdate(now))
    there = [member for member in dispute.panel.all() if member.left_at is None]
    role = PanelRole.PANEL if any(member.role == PanelRole.CONVENING for member in there) else PanelRole.CONVENING
    dispute.panel.create(person=by.person, role=role, sector=term.signatory.organisation.sector, joined_at=now)
    happened(lock(dispute), "champion joined", by=by, now=now, who=by.name)
    hearing_emails.champion_joined(dispute, by, last_day_to_object(dispute, timezone.localdate(now)), at=now)


def last_day_to_object(dispute: Dispute, joined_on: date) -> date:
    """Some working days after a Champion has joined. The Compact sets no time: a setting of the procedure."""
    return add_working_days(joined_on, dispute.procedure.days_to_object)


@transaction.atomic
def leave_panel(dispute: Dispute, *, reason: str, by, now: datetime) -> None:
    """A Champion or an adviser steps down. Somebody else on the panel convenes from then on."""
    step_down(lock_for(dispute, by, "disputes.leave_panel"), reason=reason, by=by, now=now)


def step_down(dispute: Dispute, *, reason: str, by, now: datetime) -> None:
    """Inside a transaction, on a dispute that is held. The other Champion who joined first convenes then."""
    seat = dispute.panel.current().get(person=by.person)
    verb = "adviser left" if is_adviser(seat) else "champion left"
    happened(dispute, verb, by=by, now=now, who=by.name, reason=reason)
    seat.left_at, seat.left_because = now, reason
    seat.save()
    objected = Objection.objects.open().filter(member=seat)
    objected.update(stays=False, answered_at=now)
    following = dispute.panel.current().exclude(role=PanelRole.ADVISER).first()
    if seat.role == PanelRole.CONVENING and following:
        following.role = PanelRole.CONVENING
        following.save()
    hearing_emails.champion_left(dispute, by.name, seat.pk, at=now)


def require_quorum(dispute: Dispute) -> None:
    """One Champion of a public body and one of a voluntary group at least, neither close to a side."""
    missing = sectors_missing(dispute)
    if missing and sectors_for_an_adviser(dispute, timezone.localdate()):
        raise ValidationError("An independent adviser is still needed before you can go on. Name one first.")
    if missing:
        words = " and ".join(sector.label.lower() for sector in missing)
        raise ValidationError(f"A Champion of a {words} is still needed before you can go on.")


@transaction.atomic
def set_timetable(
    dispute: Dispute, *, statements_due: date, meeting_on: date, outcome_due: date, by, now: datetime
) -> Timetable:
    """Set the days, inside the stage. Later than that needs more time that both sides agreed to.

    Compact, section 9: "The Compact Champions will set the timetable for both sides to submit a statement and meet".
    """
    dispute = lock_for(dispute, by, CONVENE)
    require_quorum(dispute)
    stage, today = current_stage(dispute), timezone.localdate(now)
    refuse_days(stage, statements_due, meeting_on, outcome_due, today)
    days = {"statements_due": statements_due, "meeting_on": meeting_on, "outcome_due": outcome_due}
    timetable, _ = Timetable.objects.update_or_create(stage=stage, defaults={**days, "set_by": by, "set_at": now})
    happened(dispute, "timetable set", by=by, now=now, **{name: day.isoformat() for name, day in days.items()})
    emails.timetable_set(dispute, timetable, at=now)
    return timetable


def refuse_days(stage: Stage, statements_due: date, meeting_on: date, outcome_due: date, today: date) -> None:
    """Says of each day what is wrong with it, all at once."""
    days = {"statements_due": statements_due, "meeting_on": meeting_on, "outcome_due": outcome_due}
    refused = {
        name: f"{long_date(day)} is not a working day. Choose a working day."
        for name, day in days.items()
        if stage.clock.length.on_a_working_day(day) != day
    }
    if statements_due <= today:
        refused["statements_due"] = "Choose a day after today."
    if meeting_on <= statements_due:
        refused["meeting_on"] = (
            f"Choose a day after {long_date(statements_due)}, so that both have read the statements."
        )
    if outcome_due < (earliest := add_working_days(meeting_on, DAYS_TO_COMMENT)):
        refused["outcome_due"] = (
            f"Both sides have {DAYS_TO_COMMENT} working days to comment on the facts. Choose {long_date(earliest)} or "
            "a later day."
        )
    if outcome_due > stage.clock.due:
        refused["outcome_due"] = (
            f"Stage {stage.definition.number} is due on {long_date(stage.clock.due)}. Choose that day or an earlier "
            "one. A later day needs more time that both sides agree to."
        )
    if refused:
        raise ValidationError(refused)


@transaction.atomic
def send_statement(dispute: Dispute, *, text: str, by, now: datetime) -> Statement:
    """One side's statement. It can be changed until both are in; then, and when the day has passed, it is fixed."""
    dispute = lock_for(dispute, by, "disputes.send_statement")
    stage, side = current_stage(dispute), side_of(by, dispute)
    timetable = getattr(stage, "timetable", None)
    if timetable is None:
        raise DisputeMovedOn(dispute, "There is no timetable yet. You will be told when it is set.")
    if stage.is_released(timezone.localdate(now)):
        raise ValidationError(
            f"Statements were due on {long_date(timetable.statements_due)}, and both sides have been shown what was "
            "sent by then. Ask those who hear it to change the timetable. What you wrote is still on this page."
        )
    statement, is_new = Statement.objects.update_or_create(
        stage=stage, side=side, defaults={"text": text, "sent_by": by, "sent_at": now}
    )
    happened(dispute, "statement sent" if is_new else "statement changed", by=by, now=now)
    if current_stage(dispute).sides_heard == set(Side):
        happened(dispute, "statements released", by=None, now=now)
        emails.statements_released(dispute, stage, at=now)
    return statement


@transaction.atomic
def draft_outcome(
    dispute: Dispute, *, outcome: str, text: str, actions: Iterable[dict] = (), by, now: datetime
) -> OutcomeDraft:
    """Show both sides what the Champions mean to write. A new draft takes the place of the one before."""
    dispute = lock_for(dispute, by, CONVENE)
    require_quorum(dispute)
    stage, today = current_stage(dispute), timezone.localdate(now)
    if not stage.is_released(today):
        raise ValidationError("The statements are not released yet. Wait until both are in, or their day has passed.")
    if outcome not in FINDINGS:
        raise ValidationError({"outcome": "Choose one of the outcomes."})
    refuse_to_cite(dispute, text)
    stage.outcome_drafts.open().update(replaced_at=now)
    draft = stage.outcome_drafts.create(
        outcome=outcome,
        text=text,
        shown_at=now,
        comments_due=add_working_days(today, DAYS_TO_COMMENT),
        written_by=by,
    )
    add_actions(dispute, actions, draft=draft, today=today)
    happened(dispute, "outcome drafted", by=by, now=now, until=draft.comments_due.isoformat())
    emails.outcome_drafted(dispute, draft, at=now)
    return draft


@transaction.atomic
def comment_on_facts(dispute: Dispute, *, text: str, by, now: datetime) -> FactComment:
    """Once for each side, on the draft that is shown."""
    dispute = lock_for(dispute, by, "disputes.send_statement")
    draft, side = current_stage(dispute).draft_shown, side_of(by, dispute)
    if draft is None or timezone.localdate(now) > draft.comments_due:
        raise DisputeMovedOn(dispute, "There is no draft outcome to comment on any more.")
    if side in draft.sides_that_commented:
        raise DisputeMovedOn(dispute, "Your side has commented on this draft already.")
    comment = draft.comments.create(side=side, text=text, made_by=by, made_at=now)
    happened(dispute, "facts commented on", by=by, now=now)
    return comment


@transaction.atomic
def issue_outcome(dispute: Dispute, *, by, now: datetime) -> Dispute:
    """The draft becomes the outcome, word for word, once both sides could say where the facts are wrong."""
    dispute = lock_for(dispute, by, CONVENE)
    require_quorum(dispute)
    draft = current_stage(dispute).draft_shown
    if draft is None:
        raise DisputeMovedOn(dispute, "There is no draft outcome to issue.")
    if not draft.may_be_issued(timezone.localdate(now)):
        raise ValidationError(
            f"Both sides can comment on the facts until {long_date(draft.comments_due)}. Issue it after that day, or "
            "when both have commented."
        )
    draft.issued_at = now
    draft.save()
    settle(dispute, Outcome(draft.outcome), draft.text, by=by, now=now)
    emails.outcome_issued(dispute, at=now)
    return dispute
