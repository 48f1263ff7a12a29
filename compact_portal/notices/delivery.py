"""Delivering notices: claim, send, stamp.

The claim is a conditional UPDATE, committed before anything is sent, so that of two workers one gets the notice. It is
a lease: when the worker dies, the notice is free again after `NOTICE_LEASE_SECONDS`. A worker that dies between the
sending and the stamp leaves a notice that is sent a second time with the same Message-ID. SMTP knows no better.
"""

import logging
import smtplib
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from compact_portal.notices.choices import TRIES, WAITS, Outcome
from compact_portal.notices.emails import message_for
from compact_portal.notices.models import Notice
from compact_portal.secret_addresses import without_secrets

log = logging.getLogger(__name__)

#: One sweep takes so many notices at most, then lets other work have the worker. The next sweep goes on.
BATCH = 100

#: What an officer reads when sending failed. The first class that fits says it.
REASONS = (
    (smtplib.SMTPRecipientsRefused, Outcome.REFUSED, "The mail server refused this address."),
    (smtplib.SMTPAuthenticationError, Outcome.UNREACHABLE, "The mail server refused the portal’s sign-in."),
    (smtplib.SMTPConnectError, Outcome.UNREACHABLE, "The mail server could not be reached."),
    (smtplib.SMTPServerDisconnected, Outcome.UNREACHABLE, "The mail server hung up."),
    (smtplib.SMTPException, Outcome.REFUSED, "The mail server refused this message."),
    (TimeoutError, Outcome.UNREACHABLE, "The mail server did not answer in time."),
    (OSError, Outcome.UNREACHABLE, "The mail server could not be reached."),
    (Exception, Outcome.REFUSED, "The message could not be made."),
)


def sweep(*, clock: Callable[[], datetime] = timezone.now) -> int:
    """Deliver what is due, oldest first, and return how many were sent. Stops when the mail server is away."""
    sent = 0
    for notice_id in list(Notice.objects.due(clock()).values_list("pk", flat=True)[:BATCH]):
        outcome = deliver(notice_id, now=clock())
        if outcome is Outcome.UNREACHABLE:
            break
        sent += outcome is Outcome.SENT
    return sent


def deliver(notice_id: int, *, now: datetime) -> Outcome:
    """Send one notice if it is due and nobody else holds it."""
    notice = claim(notice_id, now=now)
    if notice is None:
        return Outcome.NOT_OURS
    try:
        message_for(notice).send()
    except Exception as error:  # one bad notice must not keep the others from going out
        return put_back(notice, error, now=now)
    stamp(notice, now=now)
    return Outcome.SENT


def claim(notice_id: int, *, now: datetime) -> Notice | None:
    """Take the notice for one lease, or None when it is not due or another worker was quicker."""
    token = uuid4().hex
    claimed = Notice.objects.due(now).filter(pk=notice_id).order_by()
    taken = claimed.update(
        claimed_by=token,
        claimed_until=now + timedelta(seconds=settings.NOTICE_LEASE_SECONDS),
        attempts=F("attempts") + 1,
    )
    return Notice.objects.get(pk=notice_id) if taken else None


def stamp(notice: Notice, *, now: datetime) -> None:
    """Say that it was sent: true even if the lease ran out meanwhile, so the claim is not asked about.

    The words of a private notice, a sign-in code say, go with it: its reader has them, and nobody else may. So do
    the links in any notice that open something by themselves.
    """
    words = {"body": "" if notice.private else without_secrets(notice.body)}
    Notice.objects.filter(pk=notice.pk, sent_at=None).update(
        sent_at=now, failed_at=None, claimed_by="", claimed_until=None, last_error="", **words
    )


def put_back(notice: Notice, error: Exception, *, now: datetime) -> Outcome:
    """Say why it was not sent and when to try again; after the last try, give up where officers can see it."""
    outcome, words = next((outcome, words) for kind, outcome, words in REASONS if isinstance(error, kind))
    gave_up = notice.attempts >= TRIES
    log.warning("Notice %s, try %s of %s: %s", notice.pk, notice.attempts, TRIES, error, exc_info=error)
    Notice.objects.filter(pk=notice.pk, claimed_by=notice.claimed_by, sent_at=None).update(
        failed_at=now if gave_up else None,
        next_attempt_at=now if gave_up else now + WAITS[notice.attempts - 1],
        last_error=words,
        claimed_by="",
        claimed_until=None,
    )
    return outcome
