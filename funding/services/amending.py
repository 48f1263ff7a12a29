"""Amending a published round: prepared page by page, its Compact check run again, published once; everyone is told."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from compact_portal.access.gate import require
from funding import amended as rules
from funding.choices import Answer
from funding.compact_check import COMMITMENTS
from funding.emails import amending as emails
from funding.models import Amendment, Round
from funding.services.drafts import RUN, RoundMovedOn, lock, refuse_timetable
from funding.services.rounds import move, publish_form

CHANGED_MEANWHILE = "It was changed while you looked. Read it again."
GONE = "This change is not prepared any more: a colleague has published it or dropped it."


def lock_round(round_: Round, by, now: datetime) -> Round:
    """For those who may run it. Raises RoundMovedOn once it is closed or cancelled."""
    require(by, RUN, lock(round_))
    held = Round.objects.with_criteria().get(pk=round_.pk)
    if not rules.can_be_amended(held, now):
        raise RoundMovedOn(held, f"It is “{held.standing(now)}”, so it does not change any more.")
    return held


def lock_amendment(round_: Round, by, now: datetime) -> tuple[Round, Amendment]:
    """The round and the one amendment that is prepared. Raises RoundMovedOn where there is none any more."""
    held = lock_round(round_, by, now)
    amendment = held.amendments.drafts().prefetch_related("answers").first()
    if amendment is None:
        raise RoundMovedOn(held, GONE)
    return held, amendment


@transaction.atomic
def begin_amendment(round_: Round, *, by, now: datetime) -> Amendment:
    """With everything as it is. Whoever begins finds what a colleague prepares, if there is something."""
    held = lock_round(round_, by, now)
    there = held.amendments.drafts().first()
    if there is not None:
        return there
    same = {name: getattr(held, name) for name in rules.FIELDS}
    budgets = {str(lot.number): lot.budget for lot in held.lot_list}
    return held.amendments.create(**same, budgets=budgets, begun_by=by, saved_at=now)


@transaction.atomic
def save_words(round_: Round, *, purpose: str, who_can_apply: str, by, now: datetime) -> Amendment:
    held, amendment = lock_amendment(round_, by, now)
    for name, words in (("purpose", purpose), ("who_can_apply", who_can_apply)):
        before = getattr(held, name)
        setattr(amendment, name, before if rules.same_words(words, before) else words)
    return touch(amendment, now)


@transaction.atomic
def save_money(round_: Round, *, budgets: dict[int, int], by, now: datetime) -> Amendment:
    """`budgets` in pence, by the number of the lot; every lot keeps some. Raises ValidationError for none."""
    held, amendment = lock_amendment(round_, by, now)
    for lot in held.lot_list:
        budget = budgets.get(lot.number, lot.budget)
        if budget <= 0:
            raise ValidationError({f"budget_{lot.number}": "Enter more than £0."})
        amendment.budgets[str(lot.number)] = budget
    return touch(amendment, now)


@transaction.atomic
def save_reason(round_: Round, *, reason: str, is_material: bool, by, now: datetime) -> Amendment:
    """Raises ValidationError where something changes that nobody can call immaterial."""
    held, amendment = lock_amendment(round_, by, now)
    if not reason.strip():
        raise ValidationError({"reason": "Enter what changes and why. Everyone can read it."})
    if not is_material and (always := rules.always_material(held, amendment)):
        raise ValidationError({"is_material": rules.immaterial_refused(always)})
    amendment.reason, amendment.is_material = reason, is_material
    return touch(amendment, now, is_checked=amendment.is_checked)


@transaction.atomic
def save_dates(
    round_: Round,
    *,
    closes_at: datetime,
    decided_on: date,
    announced_on: date,
    opens_at: datetime | None = None,
    invites_on: date | None = None,
    second_closes_at: datetime | None = None,
    by,
    now: datetime,
) -> Amendment:
    """Without `opens_at` it opens when it did; the second stage is of rounds that have one.

    Raises ValidationError for less time than there was, for less than a material change needs, and for dates out of
    their order.
    """
    held, amendment = lock_amendment(round_, by, now)
    amendment.opens_at = held.opens_at if opens_at is None or rules.has_opened(held, now) else opens_at
    amendment.closes_at, amendment.decided_on, amendment.announced_on = closes_at, decided_on, announced_on
    if held.has_two_stages:
        amendment.invites_on = invites_on or held.invites_on
        amendment.second_closes_at = second_closes_at or held.second_closes_at
    if amendment.opens_at != held.opens_at and amendment.opens_at <= now:
        raise ValidationError({"opens_on": "The opening day must be in the future."})
    if refused := rules.closing_refused(held, amendment, now):
        raise ValidationError({"closes_on": refused})
    if refused := rules.second_closing_refused(held, amendment):
        raise ValidationError({"second_closes_on": refused})
    refuse_timetable(rules.amended(held, amendment))
    return touch(amendment, now)


def touch(amendment: Amendment, now: datetime, *, is_checked: bool = False) -> Amendment:
    """Something in it changed: the Compact check is looked at again."""
    amendment.saved_at, amendment.is_checked = now, is_checked
    amendment.revision += 1
    amendment.save()
    return amendment


@transaction.atomic
def answer_anew(round_: Round, *, commitment: str, answer: str, reason: str, by, now: datetime) -> Amendment:
    """Raises ValidationError where the round as it will be speaks against it and the answer is no exception, for words
    that are missing, and for a promise to apply together that somebody may have relied on."""
    held, amendment = lock_amendment(round_, by, now)
    if answer != Answer.EXCEPTION and (doubt := COMMITMENTS[commitment].doubts(rules.amended(held, amendment))):
        raise ValidationError({"answer": f"{doubt} Change that, or choose no and say publicly why."})
    if lacking := COMMITMENTS[commitment].lacks(answer, reason):
        raise ValidationError({"reason": lacking})
    if commitment == rules.TOGETHER and held.lets_apply_together and answer != Answer.MET:
        raise ValidationError({"answer": "Some may have begun to apply together. They can go on with that."})
    said = {"answer": answer, "reason": reason, "answered_by": by, "answered_at": now}
    amendment.answers.update_or_create(commitment=commitment, defaults=said)
    return touch(amendment, now)


@transaction.atomic
def confirm_check(round_: Round, *, seen: int, by, now: datetime) -> Amendment:
    """The answers hold for the round as it will be. Raises RoundMovedOn when they were changed since, ValidationError
    while one must be given anew."""
    held, amendment = lock_amendment(round_, by, now)
    refuse_stale(held, amendment, seen)
    if rules.unanswered(held, amendment):
        raise ValidationError(rules.check_left(held, amendment))
    return touch(amendment, now, is_checked=True)


def refuse_changed(round_: Round, *, seen: int | None, by, now: datetime) -> None:
    """Inside the transaction of a save, before it. None: nobody says what was looked at."""
    held, amendment = lock_amendment(round_, by, now)
    if seen is not None:
        refuse_stale(held, amendment, seen)


def refuse_stale(round_: Round, amendment: Amendment, seen: int) -> None:
    if amendment.revision != seen:
        raise RoundMovedOn(round_, CHANGED_MEANWHILE)


@transaction.atomic
def publish_amendment(round_: Round, *, seen: int, by, now: datetime) -> Amendment:
    """The round is so from now on, its form is made anew, and everyone who may rely on it is told. `seen` is the
    revision that was looked at: raises RoundMovedOn when it was changed since, ValidationError while something is left.
    """
    held, amendment = lock_amendment(round_, by, now)
    refuse_stale(held, amendment, seen)
    if waiting := rules.left(held, amendment, now):
        raise ValidationError(next(iter(waiting.values())))
    freeze(held, amendment)
    amendment.number = held.amendments.published().count() + 1
    amendment.amended_by, amendment.amended_at, amendment.saved_at = by, now, now
    amendment.save()
    write_to(held, amendment)
    facts = {"number": amendment.number, "reason": amendment.reason, "is_material": amendment.is_material}
    move(held, "amend", by=by, now=now, **facts, changes=amendment.changes, answers=answers_changed(amendment))
    publish_form(held, by=by, now=now)
    emails.round_amended(amendment, at=now)
    return amendment


def freeze(round_: Round, amendment: Amendment) -> None:
    """What everyone reads of it, as long as the round is still as it was."""
    amendment.changes = rules.changes(round_, amendment)
    amendment.check_before = rules.answers_before(round_)
    amendment.check_after = list(rules.answers(round_, amendment).values())


def answers_changed(amendment: Amendment) -> list[dict]:
    return [{"before": line["before"], "after": line["now"]} for line in amendment.check_lines if line["is_changed"]]


def write_to(round_: Round, amendment: Amendment) -> None:
    """The round becomes what the amendment says; `move` saves it."""
    for name in rules.FIELDS:
        setattr(round_, name, getattr(amendment, name))
    for lot in round_.lot_list:
        lot.budget = amendment.budgets[str(lot.number)]
        lot.save()
    for each in amendment.answers.all():
        asked = COMMITMENTS[each.commitment]
        said = {"answer": each.answer, "reason": each.reason, "question": asked.question, "source": asked.source}
        by = {"answered_by": each.answered_by, "answered_at": each.answered_at}
        round_.check_answers.update_or_create(commitment=each.commitment, defaults={**said, **by})


@transaction.atomic
def discard_amendment(round_: Round, *, by, now: datetime) -> None:
    """What was prepared is gone for good; the round stays as it is."""
    _, amendment = lock_amendment(round_, by, now)
    amendment.delete()
