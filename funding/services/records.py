"""Rounds that old minutes tell of: put on record with what the source says, and nothing more."""

from datetime import datetime

from django.db import transaction

from compact_portal.access.gate import require
from compact_portal.audit.services import record
from funding.models import Lot, Programme, Round
from funding.services.rounds import free_slug

RECORD = "funding.record_round"


@transaction.atomic
def record_round(*, programme: Programme, title: str, state: str, source: str, budget: int, by, now: datetime, **facts):
    """`budget` in pence. `facts` are fields of `Round`. Returns the Round, public at once."""
    require(by, RECORD)
    round_ = Round(programme=programme, title=title, state=state, source=source, saved_at=now, **facts)
    round_.slug = free_slug(round_)
    round_.save()
    Lot.objects.create(round=round_, number=1, budget=budget)
    record(round_, "put on record", by=by, at=now, what=source)
    return round_
