"""Drafting a round: begun, saved page by page, checked against the Compact, removed."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from compact_portal.access.gate import require
from compact_portal.access.refusals import Refusal
from compact_portal.people.models import Organisation
from funding.choices import FIRST, SECOND, WITHOUT_CRITERIA, Answer
from funding.compact_check import COMMITMENTS
from funding.models import Criterion, FormQuestion, Lot, PassQuestion, Programme, Round
from funding.ready_made import EMPTY, READY_MADE

START = "funding.start_round"
EDIT = "funding.edit_draft"
RUN = "funding.run_round"

PUBLIC_ALREADY = "It is public already. What applicants rely on does not change any more."

#: Drafts of one funder that nobody has published; a machine gets no further.
MOST_DRAFTS = 50


class RoundMovedOn(Refusal):
    """Nothing was changed: the page says where the round stands now."""

    template = "funding/refused.html"

    def __init__(self, round_: Round, words: str):
        self.round = round_
        super().__init__(words)

    def context(self) -> dict:
        return {"round": self.round}


def lock(round_: Round) -> Round:
    """The round as it is now, held until the transaction ends."""
    return Round.objects.select_for_update(of=("self",)).select_related("programme__funder").get(pk=round_.pk)


def lock_draft(round_: Round, by) -> Round:
    """For those who may write in it. Raises RoundMovedOn once it is public."""
    held = lock(round_)
    if not held.is_draft and by.has_perm(RUN, held):
        raise RoundMovedOn(held, PUBLIC_ALREADY)
    require(by, EDIT, held)
    return held


@transaction.atomic
def begin_round(
    *, funder: Organisation, programme: str, title: str, ready_made: str = EMPTY, by, now: datetime
) -> Round:
    """A draft in a programme of this funder, which is made with it where there is none of that name.

    `ready_made` is a key of READY_MADE: what the draft begins with.
    """
    require(by, START)
    if Round.objects.drafts().of([funder.pk]).count() >= MOST_DRAFTS:
        raise ValidationError("There are many drafts already. Publish or remove one first.")
    scheme, _ = Programme.objects.get_or_create(funder=funder, name=programme)
    round_ = Round(programme=scheme, title=title, begun_by=by, saved_at=now, ready_made=ready_made)
    for name, value in READY_MADE[ready_made].fields.items():
        setattr(round_, name, value)
    require(by, EDIT, round_)
    round_.save()
    questions = enumerate(READY_MADE[ready_made].questions, 1)
    FormQuestion.objects.bulk_create(FormQuestion(round=round_, number=n, **question) for n, question in questions)
    return round_


@transaction.atomic
def save_round(round_: Round, *, by, now: datetime, **answers) -> Round:
    """Some of its fields. Raises ValidationError for a timetable that cannot be, or is over."""
    held = lock_draft(round_, by)
    for name, value in answers.items():
        setattr(held, name, value)
    if not held.has_two_stages:
        forget_second_stage(held)
    refuse_timetable(held)
    refuse_what_is_over(now, **answers)
    return touch(held, now)


def forget_second_stage(round_: Round) -> None:
    """It is of another kind now: everything is asked at once."""
    round_.invites_on = round_.second_closes_at = None
    round_.questions.filter(stage=SECOND).update(stage=FIRST)


def refuse_second_stage(round_: Round) -> None:
    """After the first has closed it is said who goes on, and those write."""
    closes, invites, second = round_.closes_at, round_.invites_on, round_.second_closes_at
    if closes and invites and invites <= timezone.localdate(closes):
        raise ValidationError({"invites_on": "The day of the invitations must be after the first stage closes."})
    if invites and second and timezone.localdate(second) <= invites:
        raise ValidationError({"second_closes_on": "The second closing day must be after the invitations."})


def refuse_what_is_over(now: datetime, opens_at: datetime | None = None, closes_at: datetime | None = None, **_):
    """Of what is written down now: what was saved earlier may have passed meanwhile, and is told before publication."""
    if opens_at and timezone.localdate(opens_at) < timezone.localdate(now):
        raise ValidationError({"opens_on": "The opening day must be today or later."})
    if closes_at and closes_at <= now:
        raise ValidationError({"closes_on": "The closing day must be in the future."})


def refuse_timetable(round_: Round) -> None:
    """In its order: it opens, closes, in two stages closes again, is decided, is announced."""
    opens, closes, decided, announced = round_.opens_at, round_.closes_at, round_.decided_on, round_.announced_on
    if opens and closes and closes <= opens:
        raise ValidationError({"closes_on": "The closing day must be after the opening day."})
    refuse_second_stage(round_)
    if (last := round_.last_closing) and decided and decided <= timezone.localdate(last):
        raise ValidationError({"decided_on": "The day of the decision must be after the round closes."})
    if decided and announced and announced < decided:
        raise ValidationError({"announced_on": "The day of the announcement must be the day of the decision or later."})


@transaction.atomic
def save_lots(round_: Round, *, lots: Iterable[dict], by, now: datetime) -> Round:
    """`lots` are {"title", "budget" (pence)}, in their order. One that stays in its place keeps its criteria."""
    lots = list(lots)
    if not lots:
        raise ValidationError("Enter how much money there is.")
    held = lock_draft(round_, by)
    held.lots.filter(number__gt=len(lots)).delete()
    for number, lot in enumerate(lots, 1):
        made, is_new = Lot.objects.update_or_create(round=held, number=number, defaults=lot)
        if is_new:
            ready = READY_MADE[held.ready_made]
            write_criteria(made, pass_questions=ready.pass_questions, criteria=ready.criteria)
    return touch(held, now)


def touch(round_: Round, now: datetime) -> Round:
    """Something in it changed: whoever looked at it before looks again."""
    round_.saved_at, round_.revision = now, round_.revision + 1
    round_.save()
    return round_


@transaction.atomic
def save_criteria(
    round_: Round, lot: Lot, *, pass_questions: Iterable[str], criteria: Iterable[dict], by, now: datetime
) -> Round:
    """`criteria` are fields of Criterion, in their order. Raises ValidationError where weights do not sum to 100."""
    criteria = list(criteria)
    total = sum(criterion["weight"] for criterion in criteria)
    if total != 100:
        raise ValidationError(f"The weights add up to {total}. Change them so that they add up to 100.")
    held = lock_draft(round_, by)
    write_criteria(held.lots.get(pk=lot.pk), pass_questions=pass_questions, criteria=criteria)
    return touch(held, now)


def write_criteria(lot: Lot, *, pass_questions: Iterable[str], criteria: Iterable[dict]) -> None:
    """In the place of those before."""
    lot.pass_questions.all().delete()
    lot.criteria.all().delete()
    PassQuestion.objects.bulk_create(
        PassQuestion(lot=lot, number=number, text=text) for number, text in enumerate(pass_questions, 1)
    )
    Criterion.objects.bulk_create(
        Criterion(lot=lot, number=number, **criterion) for number, criterion in enumerate(criteria, 1)
    )


@transaction.atomic
def answer_commitment(round_: Round, *, commitment: str, answer: str, reason: str, by, now: datetime) -> None:
    """Raises ValidationError for "kept" where the round itself says otherwise, and for words that are missing."""
    held = lock_draft(round_, by)
    if answer == Answer.MET and (doubt := COMMITMENTS[commitment].doubts(held)):
        raise ValidationError({"answer": f"{doubt} Change that, or say publicly why."})
    if lacking := COMMITMENTS[commitment].lacks(answer, reason):
        raise ValidationError({"reason": lacking})
    said = {"answer": answer, "reason": reason, "answered_by": by, "answered_at": now}
    held.check_answers.update_or_create(commitment=commitment, defaults=said)
    held.saved_at = now
    held.save()


def unanswered(round_: Round) -> list[str]:
    """The commitments without an answer, and those said to be kept that the round itself speaks against since."""
    answers = {each.commitment: (each.answer, each.reason) for each in round_.check_answers.all()}
    return [
        key
        for key, commitment in COMMITMENTS.items()
        if key not in answers or not commitment.stands(round_, *answers[key])
    ]


def has_criteria(round_: Round) -> bool:
    """Every lot has some, unless nobody is chosen from among others."""
    if round_.kind in WITHOUT_CRITERIA:
        return True
    return bool(round_.lot_list) and all(lot.weights == 100 for lot in round_.lot_list)


def has_timetable(round_: Round) -> bool:
    """Every moment and day that applicants rely on."""
    of_both = (round_.invites_on, round_.second_closes_at) if round_.has_two_stages else ()
    return all((round_.opens_at, round_.closes_at, *of_both, round_.decided_on, round_.announced_on))


def gap_in_questions(round_: Round) -> str:
    """What is missing, in words. Every stage asks something."""
    empty = [stage for stage in round_.stages if not round_.questions_of(stage)]
    if not empty:
        return ""
    called = {FIRST: "first", SECOND: "second"}[empty[0]]
    return f"The {called} stage has no question yet." if round_.has_two_stages else "There is no question yet."


def missing(round_: Round) -> list[str]:
    """The pages that are not answered yet, in their order."""
    there = {
        "about": bool(round_.purpose and round_.who_can_apply),
        "kind": bool(round_.kind and round_.reason),
        "lots": bool(round_.lot_list),
        "timetable": has_timetable(round_),
        "criteria": has_criteria(round_),
        "questions": not gap_in_questions(round_),
        "check": not unanswered(round_),
    }
    return [page for page, is_there in there.items() if not is_there]


@transaction.atomic
def discard_draft(round_: Round, *, by, now: datetime) -> None:
    """A draft is gone for good; its programme stays where other rounds are in it."""
    held = lock_draft(round_, by)
    programme = held.programme
    held.delete()
    if not programme.rounds.exists():
        programme.delete()
