"""Asking for the Compact in another format, and answering."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from champions import emails
from champions.deadlines.formats import DAYS_TO_ANSWER
from champions.models import FormatRequest
from compact_portal.access.gate import require
from compact_portal.audit.services import record
from compact_portal.dates import add_working_days

#: Anyone may ask without signing in, so a machine may too: more than this in an hour is no longer people.
MOST_AN_HOUR = 30


def due_of(request: FormatRequest) -> date:
    return add_working_days(timezone.localdate(request.asked_at), DAYS_TO_ANSWER)


@transaction.atomic
def ask_for_format(*, now: datetime, **wish) -> FormatRequest:
    """Keep what somebody asked for. Raises ValidationError when requests come faster than people write them."""
    if FormatRequest.objects.filter(asked_at__gt=now - timedelta(hours=1)).count() >= MOST_AN_HOUR:
        raise ValidationError("Too many requests came in the last hour. Try again later, or call us.")
    request = FormatRequest.objects.create(**wish, asked_at=now)
    record(request, "asked for", by=None, at=now)
    emails.format_asked(request, due=due_of(request), at=now)
    return request


@transaction.atomic
def answer_format_request(request: FormatRequest, *, answer: str, by, now: datetime) -> FormatRequest:
    """Say what was done. A second answer changes nothing."""
    require(by, "champions.answer_format_request")
    request = FormatRequest.objects.select_for_update().get(pk=request.pk)
    if request.answered_at is None:
        request.answered_at, request.answered_by, request.answer = now, by, answer
        request.save(update_fields=["answered_at", "answered_by", "answer"])
        record(request, "answered", by=by, at=now)
    return request


@transaction.atomic
def forget_format_requests(*, before: datetime, now: datetime) -> int:
    """Remove answered requests, who asked and what, and return how many."""
    removed, _ = FormatRequest.objects.answered().filter(answered_at__lt=before).delete()
    return removed
