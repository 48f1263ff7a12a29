"""A concern about an award: raised, put right by a timetable, resolved; or notice, which is never the first step.

Compact, section 8.2: money does not end from one day to the next. That notice waits for a timetable, and how long it
is, is ours (see `funding.monitoring`); whoever does otherwise says publicly why.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from compact_portal.audit.services import record
from compact_portal.wording import long_date
from funding.choices import CONCERN_TRANSITIONS, RUNNING, ConcernState, Outcome
from funding.emails import awards as emails
from funding.models import Award, Concern, ConcernReply, ConcernStep
from funding.services.awards import RUN, AwardMovedOn, lock, refuse_step

REPLY = "funding.reply_to_concern"


def held_concern(concern: Concern, *, by, permission: str) -> Concern:
    """As it is now, with its award held."""
    award = lock(concern.award, by, permission)
    held = Concern.objects.with_everything().get(pk=concern.pk)
    held.award = award
    return held


def lock_concern(concern: Concern, verb: str, *, by) -> Concern:
    """For the funder. Raises AwardMovedOn where the step is not possible any more."""
    held = held_concern(concern, by=by, permission=RUN)
    refuse_step(held.award, CONCERN_TRANSITIONS[verb], held)
    return held


def move(concern: Concern, verb: str, *, by, now: datetime) -> None:
    transition = CONCERN_TRANSITIONS[verb]
    concern.state = transition.target
    concern.save()
    record(concern.award, f"concern: {transition.done}", by=by, at=now, number=concern.number)


@transaction.atomic
def raise_concern(award: Award, *, text: str, by, now: datetime) -> Concern:
    """The group is told. Raises AwardMovedOn while another one is open."""
    held = lock(award, by, RUN)
    if held.state not in RUNNING:
        raise AwardMovedOn(held, f"Nothing can be raised while it is “{held.get_state_display()}”.")
    if held.concerns.open().exists():
        raise AwardMovedOn(held, "A concern is open already. Go on with that one.")
    number = held.concerns.count() + 1
    concern = held.concerns.create(number=number, text=text, raised_by=by, raised_at=now)
    record(held, "concern raised", by=by, at=now, number=number)
    emails.concern_moved(concern, "A concern is raised", at=now)
    return concern


@transaction.atomic
def set_timetable(concern: Concern, *, steps: Iterable[dict], by, now: datetime) -> Concern:
    """`steps` are {"text", "due"}, in the place of those before. Raises ValidationError without a step and for a day
    that has passed, AwardMovedOn once a step is marked."""
    held, steps = lock_concern(concern, "plan", by=by), list(steps)
    if held.is_begun:
        raise AwardMovedOn(held.award, "A step is marked already, so the timetable stays as it is.")
    if not steps:
        raise ValidationError("Enter at least one step.")
    for each in steps:
        if each["due"] < timezone.localdate(now):
            raise ValidationError(f"“{each['text'][:60]}”: choose today or a later day.")
    held.steps.all().delete()
    ConcernStep.objects.bulk_create(ConcernStep(concern=held, number=n, **each) for n, each in enumerate(steps, 1))
    move(held, "plan", by=by, now=now)
    emails.concern_moved(held, "There is a timetable", at=now)
    return held


@transaction.atomic
def mark_step(step: ConcernStep, *, outcome: str, words: str, by, now: datetime) -> ConcernStep:
    """Done, or not done once its day has passed. Raises AwardMovedOn a second time."""
    held = held_concern(step.concern, by=by, permission=RUN)
    step = next((each for each in held.steps.all() if each.pk == step.pk), None)
    if step is None or step.outcome or held.state != ConcernState.IMPROVING or held.award.state not in RUNNING:
        raise AwardMovedOn(held.award, "This step does not wait to be marked.")
    if not words.strip():
        raise ValidationError({"words": "Enter what you saw. The organisation reads it."})
    if outcome == Outcome.NOT_DONE and timezone.localdate(now) <= step.due:
        raise ValidationError({"outcome": f"There is time until the end of {long_date(step.due)}. Wait until then."})
    step.outcome, step.words, step.marked_by, step.marked_at = outcome, words, by, now
    step.save()
    record(held.award, "concern: step marked", by=by, at=now, number=held.number, step=step.number, outcome=outcome)
    emails.concern_moved(held, f"{step} is marked", at=now)
    return step


@transaction.atomic
def reply(concern: Concern, *, text: str, by, now: datetime) -> ConcernReply:
    """By the group, as long as it is not resolved."""
    held = held_concern(concern, by=by, permission=REPLY)
    if held.is_resolved:
        raise AwardMovedOn(held.award, "The concern is resolved, so there is nothing to reply to.")
    said = held.replies.create(text=text, said_by=by, said_at=now)
    record(held.award, "concern: reply", by=by, at=now, number=held.number)
    emails.concern_replied(said, at=now)
    return said


@transaction.atomic
def resolve(concern: Concern, *, resolution: str, by, now: datetime) -> Concern:
    """Whatever was begun, a notice too, is over."""
    held = lock_concern(concern, "resolve", by=by)
    if not resolution.strip():
        raise ValidationError({"resolution": "Enter how it was resolved."})
    held.resolution, held.resolved_at = resolution, now
    move(held, "resolve", by=by, now=now)
    emails.concern_moved(held, "It is resolved", at=now)
    return held


@transaction.atomic
def give_notice(
    concern: Concern, *, reason: str, ends_on: date, exception: str = "", early_reason: str = "", by, now: datetime
) -> Concern:
    """The money ends on `ends_on`. `exception` and `early_reason` are public; each is kept only where it is needed.

    Raises ValidationError without a failed timetable or an exception, and for an earlier day without a reason.
    """
    held, today = lock_concern(concern, "give-notice", by=by), timezone.localdate(now)
    earliest = held.earliest_end(today)
    if not reason.strip():
        raise ValidationError({"reason": "Enter the reason. The organisation reads it."})
    if ends_on <= today:
        raise ValidationError({"ends_on": "Choose a later day."})
    if not held.has_failed and not exception.strip():
        raise ValidationError({"exception": why_not_yet(held)})
    if ends_on < earliest and not early_reason.strip():
        words = f"Notice is until {long_date(earliest)} at least. Enter why it ends earlier. Everyone can read it."
        raise ValidationError({"early_reason": words})
    held.notice_at, held.notice_reason, held.notice_ends = now, reason, ends_on
    held.exception = "" if held.has_failed else exception
    held.early_reason = early_reason if ends_on < earliest else ""
    move(held, "give-notice", by=by, now=now)
    emails.concern_moved(held, "Notice is given", at=now)
    return held


def why_not_yet(concern: Concern) -> str:
    steps = list(concern.steps.all())
    if not steps:
        stands = "There is no improvement timetable. Set one first"
    elif all(step.outcome for step in steps):
        stands = "Everything in the timetable was done. Resolve the concern"
    else:
        stands = "The improvement timetable is not finished. Wait until every step is marked"
    return f"{stands}, or enter why you give notice all the same. Everyone can read it."
