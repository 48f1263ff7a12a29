"""The application form of a draft: its questions, in their order."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from funding.models import FormQuestion, Round
from funding.services.drafts import lock_draft, touch

#: More than this nobody answers.
MOST_QUESTIONS = 40


@transaction.atomic
def save_question(round_: Round, question: FormQuestion | None, *, by, now: datetime, **fields) -> FormQuestion:
    """Change one, or add it at the end of its stage; so is one that changes its stage. `fields` are those of
    FormQuestion. Raises ValidationError for a second table whose total is to be the amount asked for."""
    held = lock_draft(round_, by)
    if question is None and held.questions.count() >= MOST_QUESTIONS:
        raise ValidationError(f"There are {MOST_QUESTIONS} questions already. Remove one first.")
    saved = question or FormQuestion(round=held)
    if question is None or fields.get("stage", saved.stage) != saved.stage:
        saved.number = (held.questions.aggregate(last=Max("number"))["last"] or 0) + 1
    for name, value in fields.items():
        setattr(saved, name, value)
    if saved.is_amount_asked:
        refuse_second_amount(held, saved)
    saved.save()
    touch(held, now)
    return saved


def refuse_second_amount(round_: Round, question: FormQuestion) -> None:
    if other := round_.questions.filter(is_amount_asked=True).exclude(pk=question.pk).first():
        raise ValidationError({"is_amount_asked": f"“{other}” has the amount asked for already. Change that first."})


@transaction.atomic
def remove_question(round_: Round, question: FormQuestion, *, by, now: datetime) -> None:
    held = lock_draft(round_, by)
    held.questions.filter(pk=question.pk).delete()
    touch(held, now)


@transaction.atomic
def move_question_up(round_: Round, question: FormQuestion, *, by, now: datetime) -> None:
    """It changes places with the one before it; the first of its stage stays."""
    held = lock_draft(round_, by)
    before = held.questions.filter(stage=question.stage, number__lt=question.number).last()
    if before is not None:
        before.number, question.number = question.number, before.number
        before.save()
        question.save()
        touch(held, now)
