"""A round from its publication on: the table decides what it may become, its trail remembers."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.text import slugify

from compact_portal.access.gate import require
from compact_portal.audit.services import record
from compact_portal.publishing.models import Publication, subject_type_of
from compact_portal.publishing.services import publish_document
from funding.choices import TRANSITIONS
from funding.compact_check import COMMITMENTS
from funding.emails import rounds as emails
from funding.models import FormQuestion, Round
from funding.pdfs import form_document
from funding.services.drafts import RUN, RoundMovedOn, lock, lock_draft, missing

#: The name of its form among the documents of a round.
FORM = "form"


@transaction.atomic
def publish_round(round_: Round, *, seen: int, by, now: datetime) -> Round:
    """Everyone can read it from now on, with its Compact check. `seen` is the revision that was looked at.

    Raises ValidationError while something is missing, when it would have opened or closed already, and when somebody
    changed it since. Compact, section 8.
    """
    held = lock_draft(round_, by)
    if held.revision != seen:
        raise ValidationError("Somebody changed it while you looked. Read it again.")
    if missing(held):
        raise ValidationError("Something is not answered yet. Answer it first.")
    if held.closes_at <= now:
        raise ValidationError("It would be closed already. Change the timetable first.")
    if timezone.localdate(held.opens_at) < timezone.localdate(now):
        raise ValidationError("The opening day has passed. Change the timetable first.")
    for answer in held.check_answers.all():
        commitment = COMMITMENTS[answer.commitment]
        answer.question, answer.source = commitment.question, commitment.source
        answer.save()
    held.slug, held.published_at = free_slug(held), now
    move(held, "publish", by=by, now=now)
    publish_form(held, by=by, now=now)
    return held


def publish_form(round_: Round, *, by, now: datetime) -> None:
    """As a PDF, to print."""
    publish_document(
        round_,
        FORM,
        title=f"Application form: {round_.title}",
        template="funding/form/document.html",
        data=form_document(Round.objects.with_criteria().get(pk=round_.pk)),
        filename=f"application-form-{round_.slug}",
        by=by,
        at=now,
    )


def publish_missing_forms(*, now: datetime) -> int:
    """By the portal itself: of rounds that were published before there was a form to print. Returns how many."""
    there = Publication.objects.document(FORM).filter(subject_type=subject_type_of(Round), subject_id=OuterRef("pk"))
    asking = FormQuestion.objects.filter(round=OuterRef("pk"))
    missing = Round.objects.public().filter(Exists(asking), ~Exists(there))
    return sum(publish_missing_form(round_, now=now) for round_ in missing)


@transaction.atomic
def publish_missing_form(round_: Round, *, now: datetime) -> bool:
    held = lock(round_)
    if Publication.objects.about(held).document(FORM).exists():
        return False
    publish_form(held, by=None, now=now)
    return True


def free_slug(round_: Round) -> str:
    base = slugify(round_.title)[:70] or "round"
    taken = set(Round.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return base if base not in taken else next(slug for slug in numbered if slug not in taken)


@transaction.atomic
def cancel_round(round_: Round, *, reason: str, by, now: datetime) -> Round:
    """With a reason that everyone can read. Whoever applied is told."""
    held = lock(round_)
    require(by, RUN, held)
    held.cancelled_because = reason
    move(held, "cancel", by=by, now=now, reason=reason)
    emails.round_cancelled(held, at=now)
    return held


def move(round_: Round, verb: str, *, by, now: datetime, **details) -> Round:
    """One step of the table, inside a transaction, on a round that is held."""
    transition = TRANSITIONS[verb]
    if round_.state not in transition.sources:
        raise RoundMovedOn(round_, f"{transition.label}: not possible while it is “{round_.get_state_display()}”.")
    round_.state, round_.revision, round_.saved_at = transition.target, round_.revision + 1, now
    round_.save()
    record(round_, transition.done, by=by, at=now, **details)
    return round_
