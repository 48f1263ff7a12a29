"""Two stages: the first is looked at once it has closed, then all who passed are invited at once to write in full.

Whoever says late who goes on gives the time back: the later dates move, so that nobody has less than was published.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from compact_portal.access.gate import require
from compact_portal.audit.services import record
from compact_portal.dates import add_working_days
from compact_portal.wording import date_and_time
from funding.choices import ApplicationState, Phase, RoundState
from funding.compact_check import second_window_of
from funding.emails import stages as emails
from funding.models import Application, Assessor, FirstStageVerdict, Round
from funding.queries import applicants_of
from funding.services.drafts import RUN, RoundMovedOn
from funding.services.drafts import lock as lock_round
from funding.services.rounds import move

JUDGE = "funding.pass_application"


@transaction.atomic
def sift_round(round_: Round, *, by, now: datetime) -> Round:
    """Applications get numbers that say nothing of when they came; the first stage can be judged from now on, and
    nobody can be given more time for it.

    Raises ValidationError before it has closed for everyone, and without applications.
    """
    held = lock_round(round_)
    require(by, RUN, held)
    refuse_open(held, now, Phase.BETWEEN)
    sent = list(Application.objects.sent().filter(round=held))
    if not sent:
        raise ValidationError("Nobody applied, so there is nothing to look at. You can cancel the round.")
    number(sent)
    move(held, "sift", by=by, now=now, applications=len(sent))
    emails.first_stage_looked_at(held, at=now)
    return held


def refuse_open(held: Round, now: datetime, *closed: Phase) -> None:
    """Raises RoundMovedOn for a round whose stage is over already, ValidationError for one that is still open."""
    if held.phase(now) is None:
        raise RoundMovedOn(held, f"Not possible while it is “{held.get_state_display()}”.")
    if held.phase(now) not in closed:
        raise ValidationError("The round is not closed for everyone yet.")
    if waiting := held.exceptions.filter(stage=held.stage, until__gt=now).select_related("organisation").first():
        until = date_and_time(waiting.until)
        raise ValidationError(
            f"The round is not closed for everyone yet: {waiting.organisation} has time until {until}."
        )


def number(applications: list[Application]) -> None:
    """From 1, by lot."""
    secrets.SystemRandom().shuffle(applications)
    for place, application in enumerate(applications, 1):
        application.number = place
        application.save()


def lock(application: Application, by) -> Application:
    """Held until the transaction ends, for somebody who may judge its first stage."""
    lock_round(application.round)  # so that nobody is invited meanwhile
    Application.objects.select_for_update().get(pk=application.pk)
    held = Application.objects.with_marks().get(pk=application.pk)
    require(by, JUDGE, held)
    if held.round.state != RoundState.SIFTING:
        raise RoundMovedOn(held.round, "It was said already who goes on. Nothing was changed.")
    return held


@transaction.atomic
def judge_first_stage(
    application: Application, *, passed: Mapping[int, bool], goes_on: bool, reason: str, by, now: datetime
) -> FirstStageVerdict:
    """`passed` has a yes or no for each question to pass of the lot, by its id: one no, and it does not go on. Where
    there is none, `goes_on` says it. It can be changed until everyone is told; no applicant reads it before.

    Raises ValidationError while an answer is missing, and for a no without a reason.
    """
    held = lock(application, by)
    if answers := write_pass_answers(held, passed, by=by, now=now):
        goes_on = all(answers)
    verdict = write_verdict(held, goes_on=goes_on, reason=reason, by=by, now=now)
    held.revision += 1
    held.save()
    record(held, "passed the first stage" if goes_on else "did not pass the first stage", by=by, at=now)
    return verdict


def write_pass_answers(held: Application, passed: Mapping[int, bool], *, by, now: datetime) -> list[bool]:
    """One for each question to pass. Raises ValidationError while one is missing."""
    questions = list(held.lot.pass_questions.all())
    if any(question.pk not in passed for question in questions):
        raise ValidationError("Answer every question.")
    for question in questions:
        said = {"passed": passed[question.pk], "answered_by": by, "answered_at": now}
        held.pass_answers.update_or_create(question=question, defaults=said)
    return [passed[question.pk] for question in questions]


def write_verdict(held: Application, *, goes_on: bool, reason: str, by, now: datetime) -> FirstStageVerdict:
    """And the state of the application, which is not saved. Raises ValidationError for a no without a reason."""
    if not goes_on and not reason.strip():
        raise ValidationError({"reason": "Enter why it does not go on. The applicant will read it."})
    made = {"goes_on": goes_on, "reason": reason, "made_by": by, "made_at": now}
    verdict, _ = FirstStageVerdict.objects.update_or_create(application=held, defaults=made)
    held.state = ApplicationState.ELIGIBLE if goes_on else ApplicationState.INELIGIBLE
    return verdict


@dataclass(frozen=True, slots=True)
class Invitation:
    """What happens when it is said who goes on: whom it is about, and how the later dates move. `seen` is different
    after every change in what was judged."""

    going_on: list[Application]
    staying: list[Application]
    waiting: list[Application]
    second_closes_at: datetime
    moved_by: timedelta
    seen: int


def invitation(round_: Round, *, now: datetime) -> Invitation:
    """As it would be at this moment."""
    sent = list(
        Application.objects.sent().filter(round=round_).select_related("organisation", "lot").order_by("number")
    )
    closes = second_closing(round_, now)
    return Invitation(
        going_on=[each for each in sent if each.state == ApplicationState.ELIGIBLE],
        staying=[each for each in sent if each.state == ApplicationState.INELIGIBLE],
        waiting=[each for each in sent if each.state == ApplicationState.SUBMITTED],
        second_closes_at=closes,
        moved_by=closes - round_.second_closes_at,
        seen=sum(each.revision for each in sent),
    )


def second_closing(round_: Round, now: datetime) -> datetime:
    """As published; after the published day of saying who goes on, so many working days later that those who are
    invited have what was published, at the same hour."""
    today = timezone.localdate(now)
    if today <= round_.invites_on:
        return round_.second_closes_at
    day = add_working_days(today, second_window_of(round_))
    hour = timezone.localtime(round_.second_closes_at).time()
    later = datetime.combine(day, hour, tzinfo=timezone.get_current_timezone())
    return max(later, round_.second_closes_at)


@transaction.atomic
def invite_to_second_stage(round_: Round, *, seen: int, by, now: datetime) -> Round:
    """Everyone is told in the same moment: those who passed write in full until the second deadline, the others read
    why they do not go on. `seen` is that of the Invitation that was looked at.

    Raises ValidationError while one is not judged, and when a colleague judged one anew since. RoundMovedOn a second
    time.
    """
    held = lock_round(round_)
    require(by, RUN, held)
    if held.state != RoundState.SIFTING:
        raise RoundMovedOn(held, f"Not possible while it is “{held.get_state_display()}”.")
    told = invitation(held, now=now)
    if told.waiting:
        raise ValidationError(f"Not judged yet: {', '.join(each.called for each in told.waiting)}.")
    if told.seen != seen:
        raise ValidationError("A colleague changed something while you looked. Read it again.")
    move_dates(held, told)
    for application in told.going_on:
        become(application, ApplicationState.INVITED)
        record(application, "invited to the second stage", by=by, at=now)
    for application in told.staying:
        become(application, ApplicationState.NOT_INVITED)
        record(application, "told that it does not go on", by=by, at=now)
    moved = {"second_closes_at": held.second_closes_at.isoformat()} if told.moved_by else {}
    move(held, "invite", by=by, now=now, invited=len(told.going_on), others=len(told.staying), **moved)
    emails.second_stage_begun(held, at=now)
    return held


def move_dates(held: Round, told: Invitation) -> None:
    """What comes after the second deadline moves with it, by as many days."""
    held.second_closes_at = told.second_closes_at
    if told.moved_by:
        held.decided_on += timedelta(days=told.moved_by.days)
        held.announced_on += timedelta(days=told.moved_by.days)


def become(application: Application, state: ApplicationState) -> None:
    application.state = state
    application.revision += 1
    application.save()


def take_in_full(held: Round) -> list[Application]:
    """When the assessment starts: those that sent both stages, with nothing left to pass and the numbers that they
    have. Who was invited and sent nothing drops out."""
    of_round = Application.objects.filter(round=held)
    for application in of_round.filter(state=ApplicationState.INVITED):
        become(application, ApplicationState.DROPPED)
    found = list(of_round.filter(state=ApplicationState.COMPLETE))
    for application in found:
        become(application, ApplicationState.ELIGIBLE)
    ask_anew(held)
    return found


def ask_anew(held: Round) -> None:
    """Somebody who said whom they have to do with, says it again where others have joined an application since."""
    applicants = applicants_of(held)
    declared = Assessor.objects.current().filter(round=held, declared_at__isnull=False).prefetch_related("interests")
    for assessor in declared:
        if applicants - {each.organisation_id for each in assessor.interests.all()}:
            assessor.declared_at = None
            assessor.save()
