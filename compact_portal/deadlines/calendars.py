"""Due dates as an iCalendar feed: the reference, what is due and a link; nothing else leaves the portal."""

from datetime import timedelta
from itertools import islice
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event

from compact_portal.deadlines import engine
from compact_portal.deadlines.models import CalendarFeed

#: Calendars grow slow with more; nobody has as many dates to meet.
MOST_EVENTS = 1000


def calendar_of(feed: CalendarFeed, *, name: str) -> bytes:
    """The feed's text. It changes only when a due date does, so that its ETag holds."""
    calendar = Calendar()
    calendar.add("prodid", "-//Compact Portal//Due dates//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"{name}: due dates")
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    for deadline in islice(engine.waiting_for(feed.user), MOST_EVENTS):
        calendar.add_component(_event(deadline, feed))
    return calendar.to_ical()


def _event(deadline: engine.Deadline, feed: CalendarFeed) -> Event:
    """An all-day event that blocks no time. Its UID is the deadline's key, so that a moved date moves the event."""
    link = f"{settings.SITE_URL}{deadline.url}"
    event = Event()
    event.add("uid", f"{deadline.key}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", feed.created_at)
    event.add("dtstart", deadline.due)
    event.add("dtend", deadline.due + timedelta(days=1))
    event.add("summary", deadline.title)
    event.add("description", f"{deadline.context}\n{link}")
    event.add("url", link)
    event.add("transp", "TRANSPARENT")
    return event
