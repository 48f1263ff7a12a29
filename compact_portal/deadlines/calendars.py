"""Due dates as an iCalendar feed: the reference, what is due and a link; nothing else leaves the portal."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event

from compact_portal.deadlines.models import CalendarFeed, DueDate

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
    for due_date in DueDate.objects.waiting_for(feed.user).soonest_first()[:MOST_EVENTS]:
        calendar.add_component(_event(due_date, feed))
    return calendar.to_ical()


def _event(due_date: DueDate, feed: CalendarFeed) -> Event:
    """An all-day event that blocks no time. Its UID is the date's key, so that a moved date moves the event."""
    link = f"{settings.SITE_URL}{due_date.url}"
    event = Event()
    event.add("uid", f"{due_date.key}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", feed.created_at)
    event.add("dtstart", due_date.due)
    event.add("dtend", due_date.due + timedelta(days=1))
    event.add("summary", due_date.title)
    event.add("description", f"{due_date.context}\n{link}")
    event.add("url", link)
    event.add("transp", "TRANSPARENT")
    return event
