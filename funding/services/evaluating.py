"""The end of a round: once no award runs any more, its funder writes for everyone what it achieved."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from compact_portal.access.gate import require
from compact_portal.wording import count_of
from funding.choices import ENDED
from funding.models import Round
from funding.services.drafts import RUN, lock
from funding.services.rounds import move


@transaction.atomic
def evaluate_round(round_: Round, *, achieved: str, learned: str, by, now: datetime) -> Round:
    """Everyone reads it, and it stays as it is. Raises ValidationError while an award is open."""
    held = lock(round_)
    require(by, RUN, held)
    refuse_running(held)
    held.achieved, held.learned, held.evaluated_at = achieved, learned, now
    return move(held, "evaluate", by=by, now=now)


def refuse_running(round_: Round) -> None:
    if running := round_.awards.exclude(state__in=ENDED).count():
        verb = "is" if running == 1 else "are"
        raise ValidationError(f"{count_of(running, 'award')} {verb} not closed. Close each one first.")
