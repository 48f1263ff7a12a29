"""A committee's meetings and actions as a calendar to subscribe to, and one meeting as an event to keep.

The text changes only when a meeting does, so that its ETag holds and a calendar program that asks again gets a 304.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.cache import caches
from django.db.models import Max, Model, Q, QuerySet
from icalendar import Calendar, Component, Event, Todo

from compact_portal.audit.chain import subject_of
from compact_portal.audit.models import AuditEvent
from compact_portal.written import written
from meetings.choices import ActionState, MeetingState
from meetings.models import Action, Committee, Meeting
from meetings.queries.owners import with_owners

#: A feed keeps meetings this long after they were held, so that a cancellation reaches those who look seldom.
KEPT_FOR = timedelta(days=365)
MOST_EVENTS = 200
MOST_ACTIONS = 50
#: What calendar programs call the states of an action.
STATUS = {ActionState.OPEN: "NEEDS-ACTION", ActionState.DONE: "COMPLETED", ActionState.DROPPED: "CANCELLED"}
CANCELLED = frozenset({MeetingState.CANCELLED, MeetingState.POSTPONED})

#: What an event says of a meeting, besides its committee and its address.
TOLD_OF_A_MEETING = ("date", "starts_at", "ends_at", "title", "venue", "state", "state_reason", "revision")

#: How a calendar ends.
END = b"END:VCALENDAR\r\n"

LONDON = ZoneInfo("Europe/London")
#: The rule since 1996. Clocks change at 1am GMT, which is 1am before the spring change and 2am before the autumn one.
LONDON_RULE = b"""\
BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
"""


def calendar_of_committee(committee: Committee, today: date) -> bytes:
    """The committee's meetings of the last year and all to come, and the actions that everyone may read: those that are
    open, and those settled in the last year. Five queries, however many there are."""
    since = today - KEPT_FOR
    actions = actions_since(committee.pk, datetime.combine(since, time.min, LONDON))
    return calendar_of(meetings_since(committee.pk, since), name=committee.name, actions=with_owners(actions))


@written
def meetings_since(committee: int, day: date) -> QuerySet[Meeting]:
    found = Meeting.objects.filter(committee=committee, date__gte=day).select_related("committee")
    return found.order_by("date", "pk")[:MOST_EVENTS]


@written
def actions_since(committee: int, moment: datetime) -> QuerySet[Action]:
    """What everyone may read and is open, or was settled since."""
    known = Action.objects.public().exclude(state=ActionState.PAST)
    found = known.filter(Q(settled_at=None) | Q(settled_at__gte=moment), meeting__committee=committee)
    found = found.select_related("meeting").only(
        *("number", "text", "due_on", "state", "settled_at", "meeting__minutes_published_at")
    )
    return found.soonest_first()[:MOST_ACTIONS]


def calendar_of(meetings: Iterable[Meeting], *, name: str, actions: Iterable[Action] = ()) -> bytes:
    """The text of a calendar; every meeting must have a date."""
    calendar = Calendar()
    calendar.add("prodid", "-//Compact Portal//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    meetings, actions = list(meetings), list(actions)
    changes = last_changes([*meetings, *(action.meeting for action in actions)])
    events = [event_text(meeting, changes.get(subject_of(meeting)) or day_start(meeting)) for meeting in meetings]
    todos = [todo_text(action, changes.get(subject_of(action.meeting)) or published(action)) for action in actions]
    return b"".join([calendar.to_ical().removesuffix(END), LONDON_RULE, *events, *todos, END])


def event_text(meeting: Meeting, changed_at: datetime) -> bytes:
    told = [getattr(meeting, name) for name in TOLD_OF_A_MEETING]
    told += [changed_at, meeting.committee.name, meeting.get_absolute_url()]
    return text_of(meeting, told, lambda: event_of(meeting, changed_at))


def todo_text(action: Action, changed_at: datetime) -> bytes:
    told = [changed_at, action.text, action.due_on, action.state, action.settled_at, *map(str, action.owner_list)]
    return text_of(action, told, lambda: todo_of(action, changed_at))


def text_of(record: Model, told: list, component: Callable[[], Component]) -> bytes:
    """A record's lines of the calendar. Each process writes them once, until something that they tell changes."""
    key = f"ical:{sha256(repr((subject_of(record), told)).encode()).hexdigest()}"
    return caches["frozen"].get_or_set(key, lambda: component().to_ical(), timeout=None)


def published(action: Action) -> datetime:
    return action.meeting.minutes_published_at or datetime.combine(date.min, time.min, UTC)


def todo_of(action: Action, changed_at: datetime) -> Todo:
    """One action, for programs that keep tasks beside the calendar."""
    link = f"{settings.SITE_URL}{action.get_absolute_url()}"
    todo = Todo()
    todo.add("uid", f"action-{action.pk}@{urlsplit(settings.SITE_URL).hostname}")
    todo.add("dtstamp", changed_at)
    todo.add("last-modified", changed_at)
    todo.add("summary", action.text)
    if action.due_on:
        todo.add("due", action.due_on)
    todo.add("status", STATUS[action.state])
    if action.state == ActionState.DONE:
        todo.add("completed", action.settled_at)
        todo.add("percent-complete", 100)
    owners = ", ".join(map(str, action.owner_list))
    todo.add("description", "\n".join(filter(None, [owners, link])))
    todo.add("url", link)
    return todo


def last_changes(meetings: list[Meeting]) -> dict[str, datetime]:
    """When the trail last saw each meeting change. Records from before the portal may be missing."""
    events = AuditEvent.objects.filter(subject__in=map(subject_of, meetings)).order_by()
    return dict(events.values_list("subject").annotate(Max("at")))


def day_start(meeting: Meeting) -> datetime:
    """A moment that never changes, for a meeting the trail knows nothing of."""
    return datetime.combine(meeting.date, time.min, UTC)


def event_of(meeting: Meeting, changed_at: datetime) -> Event:
    """One meeting. UID stays for good; SEQUENCE grows with every change, so that calendar programs take it over."""
    link = f"{settings.SITE_URL}{meeting.get_absolute_url()}"
    event = Event()
    event.add("uid", f"meeting-{meeting.pk}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("sequence", meeting.revision)
    event.add("dtstamp", changed_at)
    event.add("last-modified", changed_at)
    event.add("dtstart", at(meeting, meeting.starts_at))
    if meeting.starts_at and meeting.ends_at:
        event.add("dtend", at(meeting, meeting.ends_at))
    event.add("summary", f"{meeting.committee}: {meeting.title}" if meeting.title else meeting.committee.name)
    event.add("status", "CANCELLED" if meeting.state in CANCELLED else "CONFIRMED")
    if meeting.venue:
        event.add("location", meeting.venue)
    event.add("description", "\n".join(filter(None, [what_changed(meeting), link])))
    event.add("url", link)
    return event


def at(meeting: Meeting, moment: time | None) -> date | datetime:
    """London time; the whole day when nobody knows the time yet."""
    return datetime.combine(meeting.date, moment, LONDON) if moment else meeting.date


def what_changed(meeting: Meeting) -> str:
    if meeting.state not in CANCELLED:
        return ""
    return f"{meeting.get_state_display()}. {meeting.state_reason}".strip()
