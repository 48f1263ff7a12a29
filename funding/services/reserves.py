"""What an organisation declines goes to the next in reserve of the same lot."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from compact_portal.audit.services import record
from funding.choices import AwardState, RoundState
from funding.emails import awards as emails
from funding.models import Application, Award, Lot
from funding.money import pounds
from funding.queries import free_in, reserves_of
from funding.services.deciding import held_round, offer
from funding.services.drafts import RoundMovedOn


def next_in_reserve(lot: Lot) -> Application:
    """Who is next. Raises RoundMovedOn where nothing was declined, nothing is free, or nobody is left."""
    if lot.round.state != RoundState.ANNOUNCED or not lot.awards.filter(state=AwardState.DECLINED).exists():
        raise RoundMovedOn(lot.round, "No offer was declined, so nobody in reserve comes next.")
    if free_in(lot) <= 0:
        raise RoundMovedOn(lot.round, "All the money is offered to others already.")
    waiting = reserves_of(lot)
    if not waiting:
        raise RoundMovedOn(lot.round, "Nobody is left in reserve.")
    return waiting[0]


@transaction.atomic
def offer_to_reserve(lot: Lot, *, seen: int, amount: int, by, now: datetime) -> Award:
    """`amount` in pence; `seen` is the id of the application that was shown as the next one.

    Raises ValidationError for more than is free, RoundMovedOn when somebody else has offered it meanwhile.
    """
    held = held_round(lot.round, by)
    lot = Lot.objects.select_for_update(of=("self",)).select_related("round").get(pk=lot.pk)
    application = next_in_reserve(lot)
    if application.pk != seen:
        raise RoundMovedOn(held, "A colleague has offered it already, so another one is next now.")
    free = free_in(lot)
    if not 0 < amount <= free:
        raise ValidationError({"amount": f"Enter {pounds(free)} or less, and more than nothing."})
    award = offer(application, amount, now=now)
    record(held, "offered to the next in reserve", by=by, at=now, what=award.reference)
    emails.reserve_offered(award, at=now)
    return award
