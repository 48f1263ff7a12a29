"""Answering a consultation, and replying to an answer."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from champions import emails
from champions.choices import Capacity, Outcome
from champions.models import Clause, Consultation, Reply, Response
from champions.models.consultations import UNMISTAKABLE, new_reference
from compact_portal.access.gate import require
from compact_portal.audit.services import record
from compact_portal.wording import long_date

#: Anyone may answer without signing in, so a machine may too: more than this in an hour is no longer people.
MOST_AN_HOUR = 100

TOO_MANY = "Too many responses came in the last hour. Try again later, or call us."


@transaction.atomic
def respond(
    consultation: Consultation,
    *,
    words: str,
    capacity: str,
    name: str,
    organisation: str = "",
    email: str = "",
    clause: Clause | None = None,
    reference: str = "",
    now: datetime,
) -> Response:
    """Keep what somebody says, to a clause or to the whole; after the last day it is marked late.

    A form carries the `reference` its response will have, so that one sent twice is one response.

    Raises ValidationError once responses are being considered or the consultation is withdrawn, and when they come
    faster than people write them.
    """
    there = Consultation.objects.select_for_update(of=("self",)).select_related("version")
    consultation = there.filter(pk=consultation.pk).first()
    if consultation is None:
        raise ValidationError("This consultation was withdrawn while you were writing. Nothing was sent.")
    if sent := consultation.responses.filter(reference=reference, words=words, name=name).first():
        return sent
    refuse_response(consultation, clause, now)
    response = Response.objects.create(
        consultation=consultation,
        reference=free_reference(reference),
        clause=clause,
        about=clause.reference if clause else "",
        quoted=clause.text if clause else "",
        words=words,
        capacity=capacity,
        organisation=organisation if capacity == Capacity.ORGANISATION else "",
        name=name,
        email=email,
        sent_at=now,
        is_late=timezone.localdate(now) > consultation.closes_on,
    )
    record(response, "sent", by=None, at=now, about=response.subject)
    emails.response_sent(response, at=now)
    return response


def free_reference(asked: str) -> str:
    """The one asked for, unless it is taken or was never ours to give."""
    is_ours = len(asked) == len(new_reference()) and set(asked) <= set(UNMISTAKABLE)
    return asked if is_ours and not Response.objects.filter(reference=asked).exists() else new_reference()


def refuse_response(consultation: Consultation, clause: Clause | None, now: datetime) -> None:
    if consultation.closed_at:
        raise ValidationError(
            f"The consultation ended on {long_date(consultation.closed_at)}. We cannot take more responses."
        )
    if clause and clause.section.version_id != consultation.version_id:
        raise ValidationError({"clause": "Choose a part of the Compact that this consultation is about."})
    if consultation.responses.filter(sent_at__gt=now - timedelta(hours=1)).count() >= MOST_AN_HOUR:
        raise ValidationError(TOO_MANY)


class Conflict(Exception):
    """Another officer replied since the page was opened. Nothing was overwritten."""

    def __init__(self, reply: Reply):
        self.reply = reply
        super().__init__("Someone else replied while you were writing.")


@transaction.atomic
def reply_to_response(response: Response, *, outcome: str, reason: str, based_on: int, by, now: datetime) -> Reply:
    """Say what became of a response. `based_on` is the revision that was seen, 0 for none. Raises Conflict."""
    require(by, "champions.see_responses")
    response = Response.objects.select_for_update().get(pk=response.pk)
    there = Reply.objects.filter(response=response).select_related("replied_by__person").first()
    if there and there.revision != based_on:
        raise Conflict(there)
    reply, _ = Reply.objects.update_or_create(
        response=response,
        defaults={
            "outcome": outcome,
            "reason": reason,
            "replied_by": by,
            "replied_at": now,
            "revision": there.revision + 1 if there else 1,
        },
    )
    record(response, "answered", by=by, at=now, outcome=Outcome(outcome).label)
    return reply


@transaction.atomic
def forget_responders(*, before: datetime, now: datetime) -> int:
    """Remove who answered, once the report is old; what was said, and for which organisation, stays.

    A consultation that never had a report is counted from the day it was closed. Returns how many were removed.
    """
    named = Response.objects.exclude(name="", email="")
    reported = named.filter(consultation__report_published_at__lt=before)
    dropped = named.filter(consultation__report_published_at=None, consultation__closed_at__lt=before)
    return sum(found.update(name="", email="") for found in (reported, dropped))
