"""Recording which commitments are not kept, and looking at them again."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from champions.choices import CITABLE, CompactState
from champions.models import Clause, ComplianceException, ExceptionReview, Signatory
from compact_portal.access.gate import require
from compact_portal.audit.services import record
from compact_portal.wording import long_date

RECORD = "champions.record_exception"

#: Our rule: the Compact names no longest time. Two years; one of them may be a leap year.
LONGEST_UNTIL_REVIEW = timedelta(days=731)


class ReviewedMeanwhile(Exception):
    """Someone else reviewed after this form was opened. Carries what is saved now."""

    def __init__(self, exception: ComplianceException):
        super().__init__("The exception was reviewed after the form was opened.")
        self.exception = exception


def check_exception(signatory: Signatory, *, clause: Clause, review_on: date, today: date) -> None:
    """What must hold of an exception before it can be recorded. Raises ValidationError, by field."""
    if clause.kind not in CITABLE or clause.section.version.state != CompactState.IN_FORCE:
        raise ValidationError({"clause": "Choose a clause of the Compact in force."})
    refuse_unbound(signatory, clause)
    check_review_day(review_on, today, field="review_on")
    if signatory.exceptions.open().filter(clause=clause).exists():
        raise ValidationError(
            {"clause": f"An exception of {signatory} to clause {clause.reference} is open already. Review that one."}
        )


def refuse_unbound(signatory: Signatory, clause: Clause) -> None:
    """Nobody is excused from what the other side has promised."""
    if not clause.binds(signatory.organisation):
        whose = clause.get_addressee_display().lower()
        raise ValidationError(
            {"clause": f"Clause {clause.reference} is a promise of {whose}. {signatory} needs no exception to it."}
        )


def check_review_day(review_on: date, today: date, *, field: str) -> None:
    """After today, and within two years: an exception nobody looks at again would be a change of the Compact."""
    if review_on <= today:
        raise ValidationError({field: "The review must be on a day after today."})
    if review_on > (latest := today + LONGEST_UNTIL_REVIEW):
        raise ValidationError({field: f"Choose a day within two years, up to {long_date(latest)}."})


@transaction.atomic
def record_exception(
    signatory: Signatory, *, clause: Clause, why: str, way_forward: str, review_on: date, by, now: datetime
) -> ComplianceException:
    """Say in public that a signatory cannot keep a clause, why, and what it does about it.

    Comply or explain: the Compact's own words stay as they are. Raises ValidationError for a clause that is not in
    force, binds only the other side or has an open exception of this signatory, and for a review that is not later
    than today or more than two years off.
    """
    require(by, RECORD, signatory)
    signatory = Signatory.objects.select_for_update().select_related("organisation").get(pk=signatory.pk)
    check_exception(signatory, clause=clause, review_on=review_on, today=timezone.localdate(now))
    exception = ComplianceException.objects.create(
        signatory=signatory,
        clause=clause,
        why=why,
        way_forward=way_forward,
        review_on=review_on,
        recorded_at=now,
        recorded_by=by,
    )
    record(exception, "recorded", by=by, at=now, clause=clause.reference, review_on=review_on.isoformat())
    return exception


@transaction.atomic
def review_exception(
    exception: ComplianceException, *, note: str, next_review_on: date | None, seen: int, by, now: datetime
) -> ExceptionReview:
    """Keep an exception until a later day, or end it: without a next day the clause is kept again.

    `seen` is the revision the person's form was showing. Raises ReviewedMeanwhile for another one, ValidationError
    when the exception has ended, or the next review is not later than today or more than two years off.
    """
    require(by, RECORD, exception.signatory)
    today = timezone.localdate(now)
    exception = ComplianceException.objects.select_for_update().get(pk=exception.pk)
    if exception.ended_on:
        raise ValidationError(f"This exception ended on {long_date(exception.ended_on)}. It needs no more reviews.")
    if exception.revision != seen:
        raise ReviewedMeanwhile(exception)
    if next_review_on:
        check_review_day(next_review_on, today, field="next_review_on")
        exception.review_on = next_review_on
    else:
        exception.ended_on, exception.how_ended = today, note
    exception.revision += 1
    exception.save(update_fields=["review_on", "ended_on", "how_ended", "revision"])
    next_day = next_review_on.isoformat() if next_review_on else None
    record(exception, "reviewed" if next_review_on else "ended", by=by, at=now, next_review_on=next_day)
    return exception.reviews.create(reviewed_on=today, reviewed_by=by, note=note, next_review_on=next_review_on)
