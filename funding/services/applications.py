"""Applying: begun once for an organisation and a lot, saved answer by answer, sent before the round closes."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from compact_portal.access.gate import require
from compact_portal.access.refusals import Refusal
from compact_portal.audit.services import record
from compact_portal.broker import hint
from compact_portal.forms.fields import refuse_words
from compact_portal.people.models import Organisation
from compact_portal.wording import date_and_time
from funding.choices import FIRST, SECOND, ApplicationState, QuestionKind
from funding.copies import make_copy
from funding.emails import rounds as emails
from funding.models import (
    AgreementFile,
    AnswerFile,
    Application,
    FormQuestion,
    Lot,
    Registration,
    Round,
)
from funding.models.applications import refused_amount
from funding.models.files import take_off_the_disk
from funding.pdfs import copy_document
from funding.stages import CALLED

APPLY = "funding.apply"
EDIT = "funding.edit_application"
WITHDRAW = "funding.withdraw_application"


class ApplicationMovedOn(Refusal):
    """Nothing was changed: the page says where the application stands now."""

    template = "funding/application_refused.html"

    def __init__(self, application: Application, words: str):
        self.application = application
        super().__init__(words)

    def context(self) -> dict:
        return {"application": self.application}


def lock(application: Application) -> Application:
    """As it is now, held until the transaction ends."""
    Application.objects.select_for_update().get(pk=application.pk)
    return Application.objects.with_answers().get(pk=application.pk)


def lock_draft(application: Application, by, now: datetime) -> Application:
    """For those who may write in it. Raises ApplicationMovedOn once it is sent, and once the round has closed."""
    held = lock(application)
    if not held.is_draft and by.has_perm(WITHDRAW, held):
        raise ApplicationMovedOn(held, "It is sent already. Take it back first, if you want to change it.")
    require(by, EDIT, held)
    refuse_late(held, now)
    return held


def refuse_late(application: Application, now: datetime) -> None:
    """The deadline is a moment, and the server's clock decides; more time is given to one organisation, on record."""
    if not application.is_open(now):
        closed = date_and_time(application.closes_at)
        what = f"The {CALLED[application.stage]}" if application.round.has_two_stages else "The round"
        raise ApplicationMovedOn(
            application, f"{what} closed on {closed}. What was saved before is kept, and was not sent."
        )


def lock_question(application: Application, question: FormQuestion, by, now: datetime) -> Application:
    """To answer it: one of the stage that is written now. Raises ApplicationMovedOn for one that is sent."""
    held = lock_draft(application, by, now)
    if question.stage < held.stage:
        raise ApplicationMovedOn(held, "The first stage is sent. It does not change any more.")
    if question.stage > held.stage:
        raise ValidationError("This is asked in the second stage, of those who pass the first.")
    return held


@transaction.atomic
def begin_application(*, round_: Round, lot: Lot, organisation: Organisation, by, now: datetime) -> Application:
    """The one of this organisation for this lot, made where there is none: colleagues find the same. Raises
    ValidationError while the round is not open."""
    require(by, APPLY)
    if not round_.is_open_for(organisation.pk, now):
        raise ValidationError("The round is not open.")
    if organisation.pk == round_.programme.funder_id:
        raise ValidationError(f"{organisation} gives this money, so it cannot apply for it.")
    made = {"round": round_, "begun_by": by, "saved_at": now}
    application, _ = Application.objects.get_or_create(lot=lot, organisation=organisation, defaults=made)
    require(by, WITHDRAW, application)
    return application


@transaction.atomic
def save_answer(application: Application, question: FormQuestion, *, text: str, by, now: datetime) -> Application:
    """One answer, whatever was there before. Raises ValidationError for more words than may be, for what is none of
    the choices, and for an amount that the lot does not have."""
    refuse_words(text, question.most_words)
    if question.kind == QuestionKind.CHOICE and text and text not in question.option_list:
        raise ValidationError("Choose one of the answers.")
    held = lock_question(application, question, by, now)
    refuse_amount(held, question, text)
    write_answer(held, question, text, now)
    return held


def refuse_amount(held: Application, question: FormQuestion, text: str) -> None:
    """A table is written line by line, so it is looked at when it is sent."""
    is_asked_for = question.kind == QuestionKind.MONEY and question in held.amount_questions[:1]
    if text and is_asked_for and (refused := refused_amount(held.lot, int(text))):
        raise ValidationError({"answer": refused})


def write_answer(held: Application, question: FormQuestion, text: str, now: datetime) -> None:
    held.answers.update_or_create(question=question, defaults={"text": text})
    held.saved_at, held.revision = now, held.revision + 1
    held.save()


@transaction.atomic
def submit_application(application: Application, *, seen: int, by, now: datetime) -> Application:
    """Send it, sealed until the round closes; of two stages, the one that is written. `seen` is the revision that was
    looked at.

    Raises ValidationError while an answer or an agreement is missing and when a colleague changed it since;
    ApplicationMovedOn a second time and once the round has closed.
    """
    held = lock_draft(application, by, now)
    if held.revision != seen:
        raise ValidationError("A colleague changed it while you looked. Read it again, then send it.")
    if held.missing:
        raise ValidationError("Some questions are not answered yet. Answer them first.")
    if gap := held.amount_gap:
        raise ValidationError(gap)
    if gaps := held.gaps:
        raise ValidationError(gaps[0])
    keep_incomes(held)
    if held.stage == SECOND:
        held.state, held.completed_at = ApplicationState.COMPLETE, now
    else:
        held.state, held.submitted_at = ApplicationState.SUBMITTED, now
    held.saved_at, held.revision = now, held.revision + 1
    held.save()
    record(held, "submitted in full" if held.stage == SECOND else "submitted", by=by, at=now)
    keep_copy(held, now)
    emails.application_sent(held, at=now)
    return held


def keep_incomes(held: Application) -> None:
    """The yearly income of each organisation as it is now: it tells how much they would rely on the award."""
    incomes = dict(
        Registration.objects.filter(organisation__in=held.organisations).values_list("organisation", "yearly_income")
    )
    held.yearly_income = incomes.get(held.organisation_id)
    for member in held.members:
        if member.organisation_id:
            member.yearly_income = incomes.get(member.organisation_id)
            member.save()


def keep_copy(held: Application, now: datetime) -> None:
    """What was sent, for those who sent it; the worker makes a PDF of it."""
    number = held.copies.count() + 1
    data = copy_document(held, now=now)
    copy = held.copies.create(number=number, stage=held.stage, data=data, next_attempt_at=now)
    hint(make_copy, copy.pk)


@transaction.atomic
def discard_application(application: Application, *, by, now: datetime) -> None:
    """A draft of the first stage is gone for good, with its files; whoever was asked to take part is told. That there
    was one stays in the trail."""
    held = lock_draft(application, by, now)
    if held.stage != FIRST:
        raise ApplicationMovedOn(held, "The first stage is sent. It does not change any more.")
    record(held, "draft removed", by=by, at=now)
    emails.application_discarded(held, at=now)
    take_off_the_disk(AnswerFile.objects.filter(answer__application=held))
    take_off_the_disk(AgreementFile.objects.filter(consortium__application=held))
    held.delete()


@transaction.atomic
def take_back(application: Application, *, by, now: datetime) -> Application:
    """A draft again, while the round is open; of two stages, the second alone once that is sent."""
    held = lock(application)
    require(by, WITHDRAW, held)
    if held.state not in (ApplicationState.SUBMITTED, ApplicationState.COMPLETE):
        raise ApplicationMovedOn(held, "It is not sent, so there is nothing to take back.")
    refuse_late(held, now)
    if held.stage == SECOND:
        held.state, held.completed_at = ApplicationState.INVITED, None
    else:
        held.state, held.submitted_at = ApplicationState.DRAFT, None
    held.saved_at, held.revision = now, held.revision + 1
    held.save()
    record(held, "taken back", by=by, at=now)
    return held
