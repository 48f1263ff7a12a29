"""Assessment: started once the round has closed, questions to pass first, then marks that are locked and agreed on."""

from collections.abc import Mapping
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from compact_portal.access.gate import require
from compact_portal.audit.services import record
from compact_portal.wording import long_date
from funding import panel
from funding.choices import ApplicationState, AssessmentState, Phase, RoundState
from funding.emails import rounds as emails
from funding.models import Application, Assessment, Criterion, Moderation, Round
from funding.queries import judged_of
from funding.services.drafts import RUN, RoundMovedOn
from funding.services.drafts import lock as lock_round
from funding.services.rounds import move
from funding.services.stages import number, refuse_open, take_in_full, write_pass_answers, write_verdict
from funding.standings import KEPT, put_in_places

PASS, MARK, VIEW_MARKS = "funding.pass_application", "funding.mark_application", "funding.view_marks"


@transaction.atomic
def start_assessing(round_: Round, *, marks_due: date, by, now: datetime) -> Round:
    """Applications get numbers that say nothing of when they came; those with nothing to pass are passed. In rounds of
    two stages both happened in the first: only those who sent the second are assessed.

    Raises ValidationError before the round has closed for everyone, without applications, and with too few assessors.
    """
    held = lock_round(round_)
    require(by, RUN, held)
    refuse_open(held, now, Phase.CLOSED)
    sent = take_in_full(held) if held.has_two_stages else take_all(held)
    if not sent:
        raise ValidationError("Nobody applied, so there is nothing to assess. You can cancel the round.")
    if has_marks(held) and held.assessors.current().count() < panel.FEWEST_ASSESSORS:
        raise ValidationError(f"Add at least {panel.FEWEST_ASSESSORS} assessors first.")
    if marks_due < timezone.localdate(now):
        raise ValidationError({"marks_due": "The day must be today or later."})
    if held.is_decided_after(now) and marks_due > held.decided_on:
        decided = long_date(held.decided_on)
        raise ValidationError({"marks_due": f"The day must be before it is decided, on {decided}."})
    held.marks_due = marks_due
    move(held, "assess", by=by, now=now, applications=len(sent))
    emails.assessment_started(held, at=now)
    return held


def take_all(held: Round) -> list[Application]:
    """Numbered, and passed where there is nothing to pass."""
    sent = list(Application.objects.sent().filter(round=held).prefetch_related("lot__pass_questions"))
    number(sent)
    for application in sent:
        if not application.lot.pass_questions.all():
            application.state = ApplicationState.ELIGIBLE
            application.save()
    return sent


def has_marks(round_: Round) -> bool:
    return Criterion.objects.filter(lot__round=round_).exists()


def lock(application: Application, by, permission: str) -> Application:
    """With its marks, held until the transaction ends, for somebody who may do this."""
    Application.objects.select_for_update().get(pk=application.pk)
    held = Application.objects.with_marks().get(pk=application.pk)
    require(by, permission, held)
    return held


def refuse_unless_assessing(application: Application) -> None:
    if application.round.state != RoundState.ASSESSING:
        raise RoundMovedOn(application.round, "The assessment is over. Nothing was changed.")


@transaction.atomic
def answer_pass_questions(
    application: Application, *, passed: Mapping[int, bool], reason: str = "", by, now: datetime
) -> Application:
    """`passed` has a yes or no for each question of the lot, by its id. One no, and it goes no further; its people read
    the `reason` once the decision is announced.

    Raises ValidationError while an answer is missing, and for a no without a reason; RoundMovedOn once somebody has
    begun to mark it.
    """
    held = lock(application, by, PASS)
    refuse_unless_assessing(held)
    if held.assessments.exists():
        raise RoundMovedOn(held.round, "It is being marked already.")
    all_passed = all(write_pass_answers(held, passed, by=by, now=now))
    write_verdict(held, goes_on=all_passed, reason=reason, by=by, now=now)
    held.save()
    record(held, "passed the questions" if all_passed else "did not pass", by=by, at=now)
    return held


def own_assessment(application: Application, by, now: datetime) -> Assessment:
    """Of whoever marks. Raises RoundMovedOn once it is locked."""
    assessor = panel.assessor_of(by, application.round)
    found, _ = Assessment.objects.get_or_create(application=application, assessor=assessor, defaults={"saved_at": now})
    refuse_finished(found, application.round)
    return found


def refuse_finished(assessment: Assessment, round_: Round) -> None:
    if assessment.state != AssessmentState.OPEN:
        raise RoundMovedOn(round_, "Your marks are locked. They do not change any more.")


@transaction.atomic
def save_marks(
    application: Application, *, marks: Mapping[int, tuple[int | None, str]], by, now: datetime
) -> Assessment:
    """`marks` has a mark, or None, and the reason for each criterion, by its id. There may be gaps until it is locked.

    Raises ValidationError for a mark past its highest.
    """
    held = lock(application, by, MARK)
    assessment = own_assessment(held, by, now)
    for criterion in held.lot.criteria.all():
        mark, reason = marks.get(criterion.pk, (None, ""))
        refuse_mark(criterion, mark)
        assessment.marks.update_or_create(criterion=criterion, defaults={"mark": mark, "reason": reason})
    assessment.saved_at = now
    assessment.save()
    return assessment


def refuse_mark(criterion: Criterion, mark: int | None) -> None:
    if mark is not None and not 0 <= mark <= criterion.highest:
        raise ValidationError(f"{criterion}: enter a mark from 0 to {criterion.highest}.")


def gaps(application: Application, assessment: Assessment | None) -> list[str]:
    """What is missing before marks can be locked."""
    given = assessment.given if assessment else {}
    missing = []
    for criterion in application.lot.criteria.all():
        mark = given.get(criterion.pk)
        if mark is None or mark.mark is None:
            missing.append(f"{criterion}: the mark")
        elif criterion.needs_reason and not mark.reason.strip():
            missing.append(f"{criterion}: the reason")
    return missing


@transaction.atomic
def lock_marks(
    application: Application, *, marks: Mapping[int, tuple[int | None, str]], by, now: datetime
) -> Assessment:
    """Save them. From now on they do not change any more, and those of the others can be read.

    Raises ValidationError for a mark past its highest, and for a mark or a reason that is missing: nothing is saved.
    """
    assessment = save_marks(application, marks=marks, by=by, now=now)
    if missing := gaps(application, assessment):
        raise ValidationError(f"Your marks are not locked, and not saved. Something is missing. {'. '.join(missing)}.")
    assessment.state, assessment.finished_at = AssessmentState.LOCKED, now
    assessment.save()
    record(application, "marks locked", by=by, at=now)
    return assessment


@transaction.atomic
def abstain(application: Application, *, reason: str, by, now: datetime) -> Assessment:
    """Not to mark this one, though nothing keeps them out: they read on, and their marks do not count."""
    held = lock(application, by, MARK)
    assessment = own_assessment(held, by, now)
    assessment.state, assessment.reason, assessment.finished_at = AssessmentState.ABSTAINED, reason, now
    assessment.save()
    record(held, "abstained", by=by, at=now)
    return assessment


@transaction.atomic
def agree_on_mark(
    application: Application, criterion: Criterion, *, mark: int, reason: str, present: str, by, now: datetime
) -> Moderation:
    """A record beside the marks, which stay as they are. Raises ValidationError for a mark past its highest, and
    before everybody who is to mark has locked."""
    held = lock(application, by, VIEW_MARKS)
    refuse_unless_assessing(held)
    if not panel.is_marked(held):
        raise ValidationError("Not everybody has locked their marks yet.")
    refuse_mark(criterion, mark)
    before = judged_of(held)[criterion.pk].in_words
    made = {"made_by": by, "made_at": now, "reason": reason, "present": present}
    agreed = held.moderations.create(criterion=criterion, before=before, mark=mark, **made)
    record(held, "mark agreed on", by=by, at=now, criterion=criterion.title)
    return agreed


@transaction.atomic
def finish_marking(round_: Round, *, by, now: datetime) -> Round:
    """Every application has passed or not, and everybody has marked: totals and places are kept. Marks of those who
    stand aside by now are put aside, so that what was agreed on stays as it was.

    Raises ValidationError saying what is missing.
    """
    held = lock_round(round_)
    require(by, RUN, held)
    applications = list(Application.objects.sent().filter(round=held).with_totals())
    for each in applications:
        each.round = held
    if waiting := [each.called for each in applications if each.state == ApplicationState.SUBMITTED]:
        raise ValidationError(f"The questions to pass are not answered: {', '.join(waiting)}.")
    eligible = [each for each in applications if each.state == ApplicationState.ELIGIBLE]
    if waiting := [each for each in eligible if not panel.is_marked(each)]:
        raise ValidationError(f"Not everybody has locked their marks: {who_is_waited_for(waiting)}.{too_few(eligible)}")
    panel.locked_by_those_aside(held).update(state=AssessmentState.RECUSED)
    put_in_places(eligible)
    Application.objects.bulk_update(eligible, KEPT, batch_size=500)
    return move(held, "moderate", by=by, now=now)


def who_is_waited_for(applications: list[Application]) -> str:
    """Application 4 (Ann Example, Ben Example), Application 7."""
    said = []
    for each in applications:
        finished = {given.assessor_id for given in each.assessments.all() if given.is_finished}
        names = ", ".join(person.user.name for person in panel.expected_for(each) if person.pk not in finished)
        said.append(f"{each.called} ({names})" if names else each.called)
    return ", ".join(said)


def too_few(applications: list[Application]) -> str:
    """What to do where too few are left to mark some of these. Nothing where there are enough."""
    few = [each.called for each in applications if len(panel.expected_for(each)) < panel.FEWEST_ASSESSORS]
    return f" So many stand aside that you need another assessor for {', '.join(few)}." if few else ""
