"""Sending reminders on their way, keeping the bank holidays, opening and closing calendars."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from compact_portal import dates
from compact_portal.access.gate import require
from compact_portal.audit.services import record
from compact_portal.deadlines import emails, engine
from compact_portal.deadlines.engine import Deadline
from compact_portal.deadlines.keeping import batches
from compact_portal.deadlines.models import BankHoliday, CalendarFeed, new_token
from compact_portal.deadlines.together import reached_in, remind_together
from compact_portal.notices.services import known_keys, post_notices
from compact_portal.partnership.models import Partnership


def send_reminders(*, now: datetime) -> int:
    """Post the latest reminder each open deadline has reached. Returns how many were new.

    It asks the sources and not the table of due dates: nobody is reminded of what is settled.
    Run it as often as you like: every reminder has its key and is posted once. After missed runs only the latest
    is made up for. Nothing goes out on a day that is no working day (London time).
    """
    today = timezone.localdate(now)
    if not dates.is_working_day(today):
        return 0
    horizon = dates.add_working_days(today, engine.LONGEST_LEAD)
    return sum(
        remind_together(source, until=horizon, now=now)
        if source.name in engine.together
        else sum(
            _remind_of(batch, today=today, private=source.private, now=now)
            for batch in batches(source.open(until=horizon))
        )
        for source in list(engine.sources.values())
    )


def _remind_of(batch: list[Deadline], *, today: date, private: bool, now: datetime) -> int:
    """Post what this batch has reached and the outbox does not hold yet. Words are found for new reminders only."""
    reached = dict(reached_in(batch, today))
    missing = reached.keys() - known_keys(reached.keys())
    if not missing:
        return 0
    sender = Partnership.current().name
    drafts = [
        {
            "key": key,
            "kind": "reminder",
            "email": recipient.email,
            "user_id": recipient.user_id,
            "private": private,
            **emails.reminder(deadline, recipient, today=today, sender=sender),
        }
        for key, (deadline, recipient) in reached.items()
        if key in missing
    ]
    with transaction.atomic():
        return post_notices(drafts, at=now)


@transaction.atomic
def add_bank_holiday(*, day: date, name: str, by, now: datetime) -> BankHoliday:
    """An extra bank holiday, as proclaimed for a coronation or a jubilee. Due dates count it from now on."""
    require(by, "deadlines.add_bank_holiday")
    transaction.on_commit(dates.forget_bank_holidays)  # first, so that whoever follows the change counts with it
    holiday = BankHoliday.objects.create(day=day, name=name, added_by=by, added_at=now)
    record(holiday, "added", by=by, at=now, day=day.isoformat(), name=name)
    return holiday


@transaction.atomic
def remove_bank_holiday(holiday: BankHoliday, *, by, now: datetime) -> None:
    """Take back one that was added by hand, in error. The published ones stay."""
    require(by, "deadlines.remove_bank_holiday", holiday)
    transaction.on_commit(dates.forget_bank_holidays)
    record(holiday, "removed", by=by, at=now, day=holiday.day.isoformat(), name=holiday.name)
    holiday.delete()


@transaction.atomic
def open_calendar(*, by, now: datetime) -> CalendarFeed:
    """A new address for your own due dates. The address you had before stops working."""
    feed, _ = CalendarFeed.objects.update_or_create(user=by, defaults={"token": new_token(), "created_at": now})
    record(by, "calendar opened", by=by, at=now)
    return feed


@transaction.atomic
def close_calendar(*, by, now: datetime) -> None:
    """Your calendar's address stops working. Closing a closed one changes nothing."""
    removed, _ = CalendarFeed.objects.filter(user=by).delete()
    if removed:
        record(by, "calendar closed", by=by, at=now)
