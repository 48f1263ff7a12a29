"""A round as it will be with an amendment: what changes, whether that is material, and until when it must be open.

Money, who can apply and what the money is for are always material: nobody can tell a slip of the pen from another
meaning but those who read it. Applicants then have at least half of the time that the Compact check asks for, from the
day of the amendment on; and once the round is open, at least a week more than they had. The figures are ours.
"""

from copy import copy
from datetime import date, datetime

from django.utils import timezone

from compact_portal.dates import add_working_days
from compact_portal.wording import count_of, date_and_time, long_date
from funding.choices import Answer, Phase
from funding.compact_check import COMMITMENTS, DAYS_OF_A_WEEK, weeks_asked_for
from funding.models import Amendment, Round
from funding.money import pounds

#: Working days that a material change adds at least to the time of a round that is open.
DAYS_MORE = DAYS_OF_A_WEEK

#: What can change besides the money, as people call it, and how it is written.
FIELDS = {
    "purpose": ("What it is for", str),
    "who_can_apply": ("Who can apply", str),
    "opens_at": ("Opens", long_date),
    "closes_at": ("Closes", date_and_time),
    "invites_on": ("It is said who goes on", long_date),
    "second_closes_at": ("The second stage closes", date_and_time),
    "decided_on": ("Decision", long_date),
    "announced_on": ("Announced", long_date),
}
ALWAYS_MATERIAL = ("purpose", "who_can_apply")
MONEY = "Money"
TOGETHER = "consortia"


def can_be_amended(round_: Round, now: datetime) -> bool:
    """From its publication until it closes. What old minutes tell of is over."""
    return not round_.source and round_.phase(now) in (Phase.COMING, Phase.OPEN)


def same_words(one: str, other: str) -> bool:
    """Spaces and line breaks say nothing."""
    return one.split() == other.split()


def amended(round_: Round, amendment: Amendment) -> Round:
    """The round as it will be; saved nowhere. Of one `with_criteria`."""
    found = copy(round_)
    for name in FIELDS:
        setattr(found, name, getattr(amendment, name))
    found.__dict__["lot_list"] = [copy(lot) for lot in round_.lot_list]
    for lot in found.lot_list:
        lot.budget = amendment.budgets.get(str(lot.number), lot.budget)
    return found


def changes(round_: Round, amendment: Amendment) -> list[dict]:
    """What changes, in plain words: {"what", "before", "after"}."""
    there = amended(round_, amendment)
    fields = [(what, write, getattr(round_, name), getattr(there, name)) for name, (what, write) in FIELDS.items()]
    lots = zip(round_.lot_list, there.lot_list, strict=True)
    money = [(money_of(lot), pounds, lot.budget, after.budget) for lot, after in lots]
    return [
        {"what": what, "before": write(before), "after": write(after)}
        for what, write, before, after in [*fields, *money]
        if before != after
    ]


def money_of(lot) -> str:
    return f"{MONEY}: {lot.title}" if lot.title else MONEY


def always_material(round_: Round, amendment: Amendment) -> list[str]:
    """What of it nobody can call immaterial, as people call it."""
    words = [FIELDS[name][0] for name in ALWAYS_MATERIAL if getattr(round_, name) != getattr(amendment, name)]
    money = [MONEY] if any(each["what"].startswith(MONEY) for each in changes(round_, amendment)) else []
    answered = any(each.commitment == TOGETHER for each in amendment.answers.all())
    there = answers(round_, amendment).get(TOGETHER, {})
    together = answered and there.get("answer") == Answer.MET and not round_.lets_apply_together
    return [*words, *money, *([COMMITMENTS[TOGETHER].title] if together else [])]


def is_material(round_: Round, amendment: Amendment) -> bool:
    return bool(amendment.is_material or always_material(round_, amendment))


def days_needed(round_: Round) -> int:
    """Working days from a material amendment on: half of what the Compact check asks for, rounded up."""
    return -(-weeks_asked_for(round_.kind) * DAYS_OF_A_WEEK // 2)


def earliest_close(round_: Round, amendment: Amendment, now: datetime, *, material: bool) -> date:
    """The first day on which it may close. The day of the amendment does not count, and no bank holiday does."""
    closes = timezone.localdate(round_.closes_at)
    if not material:
        return closes
    begins = max(timezone.localdate(now), timezone.localdate(amendment.opens_at))
    enough = add_working_days(begins, days_needed(round_))
    return max(enough, add_working_days(closes, DAYS_MORE) if has_opened(round_, now) else closes)


def has_opened(round_: Round, now: datetime) -> bool:
    return round_.opens_at <= now


def rule_in_words(round_: Round, now: datetime) -> str:
    """For the page on which the closing day is chosen."""
    needed = count_of(days_needed(round_), "working day")
    if not has_opened(round_, now):
        return f"After such a change applicants have at least {needed} to apply."
    return f"After such a change applicants have at least {needed}, and at least {DAYS_MORE} more than before."


def answers(round_: Round, amendment: Amendment) -> dict[str, dict]:
    """The Compact check as it will be, by commitment: {"key", "title", "question", "answer", "label", "reason"}."""
    before = {each["key"]: each for each in answers_before(round_)}
    anew = {each.commitment: answer_data(each) for each in amendment.answers.all()}
    return before | {key: each for key, each in anew.items() if not is_same(before.get(key), each)}


def answers_before(round_: Round) -> list[dict]:
    return [answer_data(each) for each in round_.check_answers.all()]


def answer_data(answer) -> dict:
    """Of a CheckAnswer or an AmendedAnswer, as plain data."""
    asked = COMMITMENTS[answer.commitment]
    return {
        "key": answer.commitment,
        "title": asked.title,
        "question": getattr(answer, "question", "") or asked.question,
        "answer": str(answer.answer),
        "label": answer.get_answer_display(),
        "reason": answer.reason,
    }


def is_same(before: dict | None, after: dict) -> bool:
    return before is not None and all(before[name] == after[name] for name in ("answer", "reason"))


def unanswered(round_: Round, amendment: Amendment) -> list[str]:
    """The commitments without an answer, and those said to be kept that the round as it will be speaks against."""
    there, found = amended(round_, amendment), answers(round_, amendment)
    return [
        key
        for key, commitment in COMMITMENTS.items()
        if key not in found or (found[key]["answer"] == Answer.MET and commitment.doubts(there))
    ]


def left(round_: Round, amendment: Amendment, now: datetime) -> dict[str, str]:
    """By page, what is to be done before it can be published, in words; "nothing" while all is as it was."""
    found = {
        "nothing": "" if changes(round_, amendment) else "Nothing is changed yet.",
        "reason": reason_left(round_, amendment),
        "dates": dates_left(round_, amendment, now),
        "check": check_left(round_, amendment),
    }
    return {page: words for page, words in found.items() if words}


def reason_left(round_: Round, amendment: Amendment) -> str:
    if not amendment.reason or amendment.is_material is None:
        return "Say what changes and why."
    if not amendment.is_material and (always := always_material(round_, amendment)):
        return immaterial_refused(always)
    return ""


def immaterial_refused(always: list[str]) -> str:
    return f"You change: {', '.join(always)}. That always changes what applicants write, or whether they apply."


def dates_left(round_: Round, amendment: Amendment, now: datetime) -> str:
    if amendment.opens_at != round_.opens_at and has_opened(round_, now):
        return "The round has opened meanwhile. Save the dates again: the opening day stays as it was."
    if amendment.opens_at != round_.opens_at and amendment.opens_at <= now:
        return "Choose a later opening day."
    return closing_refused(round_, amendment, now) or second_closing_refused(round_, amendment)


def second_closing_refused(round_: Round, amendment: Amendment) -> str:
    """In words why the second stage of two may not close then; "" where it may, and where there is none."""
    if round_.has_two_stages and amendment.second_closes_at < round_.second_closes_at:
        closes = date_and_time(round_.second_closes_at)
        return f"Choose {closes}, or later, for the second stage. The time to write does not get shorter."
    return ""


def closing_refused(round_: Round, amendment: Amendment, now: datetime) -> str:
    """In words why it may not close then; "" where it may."""
    if amendment.closes_at < round_.closes_at:
        return f"Choose {date_and_time(round_.closes_at)}, or later. The time to apply does not get shorter."
    earliest = earliest_close(round_, amendment, now, material=is_material(round_, amendment))
    if timezone.localdate(amendment.closes_at) < earliest:
        return f"{rule_in_words(round_, now)} Choose {long_date(earliest)}, or a later day."
    return ""


def check_left(round_: Round, amendment: Amendment) -> str:
    waiting = unanswered(round_, amendment)
    if waiting:
        return f"{count_of(len(waiting), 'answer')} of the Compact check must be given anew."
    return "" if amendment.is_checked else "Look at the Compact check and confirm it."
