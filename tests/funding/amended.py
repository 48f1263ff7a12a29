"""Amendments as their services make them."""

from datetime import date, time
from types import SimpleNamespace

from django.utils import timezone

from funding.models import Amendment, Round
from funding.services import amending
from tests.factories.disputes import moment
from tests.factories.funding import in_london

FIVE = time(17)
#: Drafted on Monday 2 November, open from the 3rd, and closes 30 working days later, on Tuesday 15 December at 5pm.
DAY = date(2026, 11, 2)
NOW = moment(date(2026, 11, 4))
OLD = date(2026, 12, 15)
#: Five working days more, and more than fifteen from the 4th of November.
ENOUGH = date(2026, 12, 22)
LATE = moment(date(2026, 12, 14))


def prepared(round_: Round, *, by, now, reason: str = "More people need it.", material: bool = False, **changes):
    """An amendment with everything but the confirmed check: `closes_on`, `budget` (of the first lot), `purpose`,
    `who_can_apply`, `opens_at`, `decided_on` and `announced_on` may change."""
    who = {"by": by, "now": now}
    amending.begin_amendment(round_, **who)
    words = {name: changes.get(name, getattr(round_, name)) for name in ("purpose", "who_can_apply")}
    amending.save_words(round_, **words, **who)
    if "budget" in changes:
        amending.save_money(round_, budgets={1: changes["budget"]}, **who)
    amending.save_reason(round_, reason=reason, is_material=material, **who)
    return save_dates(round_, **{name: day for name, day in changes.items() if name in DATES}, **who)


DATES = ("opens_at", "closes_on", "decided_on", "announced_on")


def save_dates(round_: Round, *, closes_on: date | None = None, by, now, **days) -> Amendment:
    """Every date that is not given stays, or moves as far behind as it was."""
    closes = in_london(closes_on, FIVE) if closes_on else round_.closes_at
    moved = closes - round_.closes_at
    later = {name: getattr(round_, name) + moved for name in ("decided_on", "announced_on")}
    return amending.save_dates(round_, closes_at=closes, **{**later, **days}, by=by, now=now)


def confirmed(round_: Round, *, by, now) -> Amendment:
    seen = round_.amendments.drafts().get().revision
    return amending.confirm_check(round_, seen=seen, by=by, now=now)


def amended(round_: Round, *, by, now, **changes) -> SimpleNamespace:
    """Published. `.round` is as it is now."""
    prepared(round_, by=by, now=now, **changes)
    seen = confirmed(round_, by=by, now=now).revision
    made = amending.publish_amendment(round_, seen=seen, by=by, now=now)
    return SimpleNamespace(amendment=made, round=Round.objects.with_criteria().get(pk=round_.pk), now=timezone.now())
