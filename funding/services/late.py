"""More time for one organisation: the only way past a deadline, given once the round has closed, and on record."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from compact_portal.access.gate import require
from compact_portal.audit.services import record
from compact_portal.people.models import Organisation
from compact_portal.wording import long_date
from funding.choices import Phase
from funding.emails import rounds as emails
from funding.models import LateException, Round
from funding.services.drafts import RUN, RoundMovedOn
from funding.services.drafts import lock as lock_round


@transaction.atomic
def give_more_time(
    round_: Round, *, organisation: Organisation, until: datetime, reason: str, by, now: datetime
) -> LateException:
    """An exception for one organisation, whether it has begun or not: the funder does not know. Once the round has
    closed, or one of its stages, and once for each. Raises ValidationError for a moment that has passed."""
    held = lock_round(round_)
    require(by, RUN, held)
    if held.phase(now) not in (Phase.BETWEEN, Phase.CLOSED):
        refuse_not_late(held, now)
    refuse_moment(held, until, now)
    if organisation.pk == held.programme.funder_id:
        raise ValidationError({"organisation": f"{organisation} gives this money, so it cannot apply for it."})
    if held.exceptions.filter(organisation=organisation, stage=held.stage).exists():
        raise ValidationError({"organisation": f"{organisation} has been given more time already."})
    said = {"until": until, "reason": reason, "granted_by": by, "granted_at": now}
    given = held.exceptions.create(organisation=organisation, stage=held.stage, **said)
    record(held, "more time given", by=by, at=now, until=until.isoformat(), reason=reason)
    emails.more_time_given(given, at=now)
    return given


def refuse_not_late(round_: Round, now: datetime) -> None:
    if round_.phase(now) is None:
        where = round_.get_state_display()
        raise RoundMovedOn(round_, f"Nobody can be given more time any more: the round is “{where}”.")
    raise ValidationError("The round is not closed, so nobody is late.")


def refuse_moment(round_: Round, until: datetime, now: datetime) -> None:
    """Somebody has to read it before it is decided."""
    if until <= now:
        raise ValidationError({"until_on": "The moment must be in the future."})
    if round_.is_decided_after(now) and timezone.localdate(until) >= round_.decided_on:
        decided = long_date(round_.decided_on)
        raise ValidationError({"until_on": f"The day must be before it is decided, on {decided}."})


@transaction.atomic
def end_more_time(given: LateException, *, by, now: datetime) -> None:
    """It was given by mistake: from now on nothing can be sent. The organisation is told. That it was given stays on
    record. One that is over stays as it was."""
    held = lock_round(given.round)
    require(by, RUN, held)
    given = held.exceptions.select_related("organisation", "round").get(pk=given.pk)
    if given.until <= now:
        return
    given.until = now
    given.save()
    record(held, "more time ended", by=by, at=now)
    emails.more_time_ended(given, at=now)
