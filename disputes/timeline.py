"""What happened in a dispute, in words. The lines are its trail: chained, sealed, and never changed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from compact_portal.audit.models import AuditEvent
from compact_portal.wording import long_date
from disputes.models import Dispute

#: What each event is called on the page, and the kind by which the page can be filtered. What is not here is not shown.
WORDS = {
    "raised": ("Raised", "steps"),
    "referred": ("Referred to the Champions", "steps"),
    "settled": ("Settled", "steps"),
    "more time asked for": ("More time asked for", "dates"),
    "more time agreed": ("More time agreed by both sides", "dates"),
    "more time refused": ("More time not agreed", "dates"),
    "name checked": ("A Champion has checked the name that is withheld", "steps"),
    "name not confirmed": ("A Champion could not confirm the name that is withheld", "steps"),
    "another champion checks the name": ("Another Champion is asked to check the name", "steps"),
    "clock paused": ("Clock paused", "dates"),
    "clock started again": ("Clock started again", "dates"),
    "bank holiday added": ("A bank holiday was added", "dates"),
    "bank holiday taken back": ("A bank holiday was taken back", "dates"),
    "start corrected": ("Start corrected", "dates"),
    "champion joined": ("A Champion took it up", "steps"),
    "champion stood aside": ("A Champion stood aside", "steps"),
    "champion left": ("A Champion stepped down", "steps"),
    "objection made": ("One side objects to somebody on the panel", "talks"),
    "objection answered": ("They say why they stay on the panel", "talks"),
    "adviser proposed": ("An independent adviser is proposed", "steps"),
    "adviser agreed": ("Both sides agree to the adviser", "steps"),
    "adviser not agreed": ("The other side does not agree to the adviser", "steps"),
    "adviser named": ("An independent adviser is named", "steps"),
    "adviser joined": ("The independent adviser took it up", "steps"),
    "adviser left": ("The adviser stepped down", "steps"),
    "adviser stood aside": ("The adviser stood aside", "steps"),
    "timetable set": ("Timetable set", "dates"),
    "statement sent": ("Statement sent", "talks"),
    "statement changed": ("Statement changed", "talks"),
    "statements released": ("Both statements shown to both sides", "talks"),
    "outcome drafted": ("Draft outcome shown to both sides", "steps"),
    "facts commented on": ("Facts commented on", "talks"),
    "gone on": ("Taken to the next stage", "steps"),
    "redirected": ("It belongs elsewhere", "steps"),
    "another look asked for": ("Another look was asked for", "steps"),
    "still redirected": ("Looked at again: it belongs elsewhere", "steps"),
    "opened again": ("It goes on", "steps"),
    "closed": ("Closed", "steps"),
    "learning added": ("One side added to what was learned", "talks"),
    "action done": ("Said to be done", "steps"),
    "action confirmed": ("Confirmed as done", "steps"),
    "action questioned": ("The other side says it is not done", "talks"),
    "opened by an administrator": ("An administrator opened it", "steps"),
    "file shared": ("A file was added", "talks"),
    "group joined": ("An organisation joined", "steps"),
    "group left": ("An organisation left", "steps"),
    "agreement written down": ("What was agreed was written down", "talks"),
    "agreement taken back": ("What was written down was taken back", "talks"),
    "agreement not confirmed": ("The other side sees it differently", "talks"),
}
KINDS = {"steps": "Steps", "dates": "Dates", "talks": "What was said"}


@dataclass(frozen=True, slots=True)
class Line:
    at: datetime
    kind: str
    what: str
    who: str  # the organisation that somebody acted for, or who it was
    notes: tuple[str, ...]


def events_of(dispute: Dispute, kind: str = "") -> QuerySet[AuditEvent]:
    """What its timeline shows, newest first, of one kind or all."""
    verbs = [verb for verb, (_, its_kind) in WORDS.items() if kind in ("", its_kind)]
    return AuditEvent.objects.about(dispute).kept().filter(verb__in=verbs).reverse()


def timeline_of(dispute: Dispute, kind: str = "") -> list[Line]:
    """All of it in words, newest first. One query."""
    return [line_of(event) for event in events_of(dispute, kind)]


def line_of(event: AuditEvent) -> Line:
    what, kind = WORDS[event.verb]
    who = event.details.get("for") or event.actor_name or "The portal"
    return Line(event.at, kind, what, who, tuple(notes_of(event.details)))


def notes_of(details: dict) -> Iterator[str]:
    """What an event's details say, in the order of `NOTES`."""
    return (say(details[name]) for name, say in NOTES.items() if details.get(name))


def _day(words: str) -> Callable[[str], str]:
    return lambda day: f"{words} {long_date(date.fromisoformat(day))}"


#: What of an event's details its line says, and how.
NOTES: dict[str, Callable[[str], str]] = {
    "day": _day("On"),
    "until": _day("Until"),
    "sent_on": _day("It was sent on"),
    "reached_on": _day("It reached them on"),
    "due": _day("Due on"),
    "who": str,
    "statements_due": _day("Statements by"),
    "meeting_on": _day("Meeting on"),
    "outcome_due": _day("Outcome by"),
    "outcome": str,
    "what": str,
    "where": str,
    "why": str,
    "terms": str,
    "to_do": str,
    "reason": lambda reason: f"“{reason}”",
}
