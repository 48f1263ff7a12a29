"""Questions about a round while it is open, and answers that everyone reads."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from compact_portal.access.gate import require
from compact_portal.audit.services import record
from compact_portal.people.models import Organisation
from compact_portal.people.queries import organisations_acted_for_by
from funding.choices import Phase
from funding.emails import rounds as emails
from funding.models import Round, RoundQuestion
from funding.services.drafts import RUN, RoundMovedOn, lock

ASK = "funding.apply"

#: While somebody can apply, or soon can; in two stages, while those who were invited write.
CAN_BE_ASKED = (Phase.COMING, Phase.OPEN, Phase.SECOND)

#: Of one organisation without an answer: a machine gets no further.
MOST_WAITING = 10


@transaction.atomic
def ask_about_round(round_: Round, *, organisation: Organisation, text: str, by, now: datetime) -> RoundQuestion:
    """While one can apply, or soon can. Raises RoundMovedOn afterwards."""
    require(by, ASK)
    if organisation.pk not in organisations_acted_for_by(by):
        raise ValidationError({"organisation": f"You do not act for {organisation} on the portal."})
    held = lock(round_)
    if held.phase(now) not in CAN_BE_ASKED:
        raise RoundMovedOn(held, "The round is closed, so there is nothing to ask about it any more.")
    waiting = held.asked.waiting().filter(organisation=organisation)
    if sent_before := waiting.filter(text=text).first():
        return sent_before  # the page was sent twice
    if waiting.count() >= MOST_WAITING:
        raise ValidationError("You have asked many questions that wait for an answer. Wait for some answers first.")
    question = held.asked.create(organisation=organisation, text=text, asked_by=by, asked_at=now)
    record(held, "asked about", by=None, at=now)
    emails.question_asked(question, at=now)
    return question


@transaction.atomic
def answer_about_round(question: RoundQuestion, *, text: str, answer: str, by, now: datetime) -> RoundQuestion:
    """The funder answers, for everyone; `text` is the question as everyone reads it, so that it can name nobody."""
    held = lock(question.round)
    require(by, RUN, held)
    question = RoundQuestion.objects.select_for_update(of=("self",)).get(pk=question.pk)
    if question.answered_at:
        raise RoundMovedOn(held, "A colleague has answered it already.")
    question.text, question.answer, question.answered_by, question.answered_at = text, answer, by, now
    question.save()
    record(held, "question answered", by=by, at=now, what=text, answer=answer)
    emails.question_answered(question, at=now)
    return question


@transaction.atomic
def correct_answer(question: RoundQuestion, *, answer: str, by, now: datetime) -> RoundQuestion:
    """An answer that was wrong, as long as one can apply. What it said before stays beside it, and whoever applies is
    told. Raises ValidationError when nothing is changed."""
    held = lock(question.round)
    require(by, RUN, held)
    if held.phase(now) not in CAN_BE_ASKED:
        raise RoundMovedOn(held, "The round is closed: what was answered while one could apply stays as it is.")
    question = RoundQuestion.objects.answered().select_for_update(of=("self",)).get(pk=question.pk)
    if answer == question.answer:
        raise ValidationError({"answer": "This is the answer that everyone reads already. Write what is right."})
    question.said_before, question.answer, question.corrected_at = question.answer, answer, now
    question.save()
    record(held, "answer corrected", by=by, at=now, what=question.text, answer=answer)
    emails.answer_corrected(question, at=now)
    return question
