"""Reading the trail in plain words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import models

from compact_portal.audit.models import AuditEvent
from compact_portal.audit.services import PURGED


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One line of a record's history: "Published", "by Ola Officer", and what changed, if that was noted."""

    at: datetime
    what: str
    who: str
    notes: tuple[str, ...]


def history_of(obj: models.Model) -> list[HistoryLine]:
    """What happened to one record, newest first: for `components/history.html`. One query."""
    return in_words(AuditEvent.objects.about(obj).kept().reverse())


def in_words(events: Iterable[AuditEvent]) -> list[HistoryLine]:
    """Events as lines. A verb is a past participle, so it is the start of a sentence as it stands."""
    return [_line(event) for event in events]


def _line(event: AuditEvent) -> HistoryLine:
    if event.verb == PURGED:
        return HistoryLine(event.at, "Older history removed", "by the portal", (event.details["rule"],))
    return HistoryLine(event.at, event.verb[:1].upper() + event.verb[1:], _who(event), tuple(_notes(event.details)))


def _who(event: AuditEvent) -> str:
    """Who had a link in an email is named by whom it was sent to: nobody knows who opened it."""
    if sent_to := event.details.get("by_link"):
        return f"by link, sent to {sent_to}"
    return f"by {event.actor_name}" if event.actor_name else "by the portal"


def _notes(details: dict) -> Iterable[str]:
    """What pages may say of the details: a change from one thing to another, and a reason. The rest is kept."""
    before, after, reason = details.get("from"), details.get("to"), details.get("reason")
    if before and after:
        yield f"From {before} to {after}".rstrip(".") + "."  # it may be a sentence itself
    if reason:
        yield f"Reason: {reason}"
