"""Planning meetings: from the template, with what earlier meetings left."""

from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from compact_portal.access.gate import require
from compact_portal.audit.services import record
from meetings import emails
from meetings.choices import DueRule
from meetings.models import Action, AgendaTemplate, Committee, ForwardPlanEntry, Item, Meeting
from meetings.services.agenda import number_items
from meetings.services.states import lock, move


@transaction.atomic
def plan_meeting(
    committee: Committee,
    *,
    date: date,
    starts_at: time | None = None,
    ends_at: time | None = None,
    venue: str = "",
    title: str = "",
    template: AgendaTemplate | None = None,
    by,
    now: datetime,
) -> Meeting:
    """A new meeting with the template's items. It knows the meeting before it, whose minutes it will approve.

    Raises ValidationError if the committee already meets that day.
    """
    require(by, "meetings.run_meetings")
    refuse_second_meeting(committee, date)
    meeting = Meeting.objects.create(
        committee=committee,
        date=date,
        starts_at=starts_at,
        ends_at=ends_at,
        venue=venue,
        title=title,
        previous=latest_before(committee, date),
    )
    if template:
        copy_template(template, meeting)
    settle_next_meeting(committee)
    record(meeting, "planned", by=by, at=now, date=date.isoformat())
    return meeting


def refuse_second_meeting(committee: Committee, day: date, *, besides: Meeting | None = None) -> None:
    others = committee.meetings.filter(date=day).exclude(pk=besides.pk if besides else None)
    if others.exists():
        raise ValidationError({"date": f"{committee} already has a meeting on {day:%-d %B %Y}. Choose another day."})


def latest_before(committee: Committee, day: date) -> Meeting | None:
    return committee.meetings.held().filter(date__lt=day).newest_first().first()


def copy_template(template: AgendaTemplate, meeting: Meeting) -> None:
    Item.objects.bulk_create(
        Item(
            meeting=meeting,
            position=position,
            level=line.level,
            title=line.title,
            kind=line.kind,
            purpose=line.purpose,
            recurring=True,
        )
        for position, line in enumerate(template.items.all(), start=1)
    )
    number_items(meeting)


def settle_next_meeting(committee: Committee) -> None:
    """Give every open action due "at the next meeting" the date of the meeting that now comes next.

    A date that its owner has been told stays, as long as there is a meeting on it, and becomes an earlier one only when
    no later meeting is planned.
    """
    waiting = Action.objects.open().filter(meeting__committee=committee, due_rule=DueRule.NEXT_MEETING)
    for action in waiting.select_related("meeting"):
        after = committee.meetings.exclude(state__in=["cancelled", "postponed"]).filter(date__gt=action.meeting.date)
        after = after.order_by("date") if action.meeting.date else after.none()
        told = action.due_on if action.published else None
        following = (after.filter(date__gte=told).first() if told else None) or after.first()
        due = following.date if following else None
        if action.due_on != due:
            action.due_on = due
            action.save(update_fields=["due_on"])


@transaction.atomic
def change_meeting(meeting: Meeting, *, seen: int | None = None, by, now: datetime, **fields) -> Meeting:
    """Change when and where. A new date is a new address, so it is for meetings whose agenda is not out yet."""
    require(by, "meetings.run_meetings")
    meeting = lock(meeting)
    if "date" in fields and fields["date"] != meeting.date:
        refuse_second_meeting(meeting.committee, fields["date"], besides=meeting)
    changed = {name: value for name, value in fields.items() if getattr(meeting, name) != value}
    for name, value in changed.items():
        setattr(meeting, name, value)
    meeting.revision += 1
    meeting.save()
    settle_next_meeting(meeting.committee)
    record(meeting, "changed", by=by, at=now, fields=sorted(changed))
    return meeting


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, reason: str, seen: int | None = None, by, now: datetime) -> Meeting:
    meeting = move(meeting, "cancel", by=by, now=now, seen=seen, reason=reason)
    meeting.state_reason = reason
    meeting.save()
    settle_next_meeting(meeting.committee)
    emails.meeting_cancelled(meeting, at=now)
    return meeting


@transaction.atomic
def postpone_meeting(meeting: Meeting, *, to: date, reason: str, seen: int | None = None, by, now: datetime) -> Meeting:
    """Move a meeting to another day. The old date stays on record and points to the new one, which takes the agenda.

    Raises ValidationError for a day that has passed, and for one on which the committee meets already.
    """
    if to == meeting.date:
        raise ValidationError({"to": "The meeting is on that day now. Choose another day."})
    if to < timezone.localdate(now):
        raise ValidationError({"to": "That day has passed. Choose today or a later day."})
    refuse_second_meeting(meeting.committee, to)
    meeting = move(meeting, "postpone", by=by, now=now, seen=seen, reason=reason, new_date=to.isoformat())
    new = Meeting.objects.create(
        committee=meeting.committee,
        date=to,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        venue=meeting.venue,
        title=meeting.title,
        previous=meeting.previous,
    )
    meeting.items.update(meeting=new)
    meeting.state_reason, meeting.moved_to = reason, new
    meeting.save()
    settle_next_meeting(meeting.committee)
    record(new, "planned", by=by, at=now, date=to.isoformat(), moved_from=meeting.day)
    emails.meeting_postponed(meeting, at=now)
    return new


@transaction.atomic
def bring_back(item: Item, *, title: str, not_before: date, by, now: datetime) -> ForwardPlanEntry:
    """Put an item on the forward plan: offered for the first agenda on or after `not_before`."""
    require(by, "meetings.run_meetings")
    entry = ForwardPlanEntry.objects.create(
        committee=item.meeting.committee, title=title, not_before=not_before, from_item=item
    )
    record(item.meeting, "to be brought back", by=by, at=now, title=title, not_before=not_before.isoformat())
    return entry


@transaction.atomic
def drop_from_plan(entry: ForwardPlanEntry, *, by, now: datetime) -> ForwardPlanEntry:
    require(by, "meetings.run_meetings")
    entry.dropped_at = now
    entry.save(update_fields=["dropped_at"])
    record(entry.committee, "dropped from the forward plan", by=by, at=now, title=entry.title)
    return entry
