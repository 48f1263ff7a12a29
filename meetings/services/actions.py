"""Actions: given at a meeting, followed until they are done or dropped."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from compact_portal.access.gate import require
from compact_portal.access.refusals import Refusal
from compact_portal.audit.services import record
from meetings.choices import ActionState, DueRule
from meetings.models import Action, ActionOwner, ActionUpdate, Item, Meeting, ReplyLink
from meetings.services.links import held as held_link
from meetings.services.planning import settle_next_meeting
from meetings.services.states import lock, require_minutes_open


class ActionSettled(Refusal):
    """The action was settled after the page was opened. What was written is given back."""

    template = "meetings/by_link/settled.html"

    def __init__(self, link: ReplyLink, action: Action):
        self.link, self.action = link, action
        super().__init__(f"This action is {action.get_state_display().lower()} already.")

    def context(self) -> dict:
        return {"link": self.link, "action": self.action}


@transaction.atomic
def record_action(
    item: Item, *, text: str, owners: list[ActionOwner], due_rule: str, due_on: date | None = None, by, now: datetime
) -> Action:
    """Give an action at an item. An action may be recorded before it has an owner or a date; the checks will ask."""
    require(by, "meetings.run_meetings")
    meeting = lock(item.meeting)
    require_minutes_open(meeting, "Record an action")
    last = meeting.actions.aggregate(last=Max("position"))["last"] or 0
    action = meeting.actions.create(
        item=item,
        text=text,
        position=last + 1,
        number=str(last + 1),
        due_rule=due_rule,
        due_on=due_date(meeting, due_rule, due_on),
    )
    set_owners(action, owners)
    settle_next_meeting(meeting.committee)
    record(meeting, "action recorded", by=by, at=now, item=item.number, text=text)
    action.refresh_from_db()
    return action


def due_date(meeting: Meeting, rule: str, on: date | None) -> date | None:
    """The day a due rule means, if it is known yet. "In a year" counts from the day of the meeting."""
    if rule == DueRule.DATE:
        return on
    if rule == DueRule.IN_A_YEAR and meeting.date:
        return a_year_after(meeting.date)
    return None


def a_year_after(day: date) -> date:
    """The same day next year; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)


def set_owners(action: Action, owners: list[ActionOwner]) -> None:
    """Replace the owners. `owners` are new rows, as `ActionOwner.of` makes them."""
    action.owners.all().delete()
    for owner in owners:
        owner.action = action
    ActionOwner.objects.bulk_create(owners)


@transaction.atomic
def change_action(
    action: Action,
    *,
    text: str,
    owners: list[ActionOwner],
    due_rule: str,
    due_on: date | None = None,
    by,
    now: datetime,
) -> Action:
    require(by, "meetings.run_meetings")
    meeting = lock(action.meeting)
    require_minutes_open(meeting, "Change an action")
    before = action.text
    action.text, action.due_rule = text, due_rule
    action.due_on = due_date(meeting, due_rule, due_on)
    action.save()
    set_owners(action, owners)
    settle_next_meeting(meeting.committee)
    record(meeting, "action changed", by=by, at=now, **{"from": before, "to": text})
    action.refresh_from_db()
    return action


@transaction.atomic
def remove_action(action: Action, *, by, now: datetime) -> None:
    """Remove an action typed by mistake. Once published it stays, and can only be done or dropped."""
    require(by, "meetings.run_meetings")
    require_minutes_open(lock(action.meeting), "Remove an action")
    if action.published:
        raise ValidationError("This action has been published. Mark it as dropped instead, and say why.")
    record(action.meeting, "action removed", by=by, at=now, text=action.text)
    action.delete()
    close_gap(action)


def close_gap(removed: Action) -> None:
    """Each action after the removed one takes the number before its own. A published number never changes."""
    place = removed.position
    later = removed.meeting.actions.filter(published=False, outstanding=False, position__gt=place).in_order()
    for action in later:
        place, action.position = action.position, place
        action.number = str(action.position)
    Action.objects.bulk_update(later, ["position", "number"])


@transaction.atomic
def update_action(action: Action, *, state: str, note: str, by, now: datetime) -> ActionUpdate:
    """Report progress, and settle or reopen the action if `state` differs. The history keeps every report."""
    require(by, "meetings.update_action", action)
    action = held_action(action)
    update = set_state(action, state, note=note, made_by=by, made_at=now)
    changed = {"from": update.from_state, "to": str(state)}
    record(action.meeting, "action updated", by=by, at=now, action=action.pk, **changed)
    return update


@transaction.atomic
def report_by_link(link: ReplyLink, action: Action, *, state: str, note: str, now: datetime) -> ActionUpdate:
    """What the holder of a link says of one of their own open actions.

    Raises LinkEnded, or ActionSettled when somebody settled the action first.
    """
    link = held_link(link, now=now)
    action = held_action(action)
    if action.state != ActionState.OPEN:
        raise ActionSettled(link, action)
    update = set_state(action, state, note=note, link_of=link.person, made_at=now)
    changed = {"from": update.from_state, "to": str(state)}
    record(action.meeting, "action updated", by=None, at=now, by_link=link.person.name, action=action.pk, **changed)
    return update


def held_action(action: Action) -> Action:
    return Action.objects.select_for_update(of=("self",)).get(pk=action.pk)


def set_state(action: Action, state: str, *, made_at: datetime, **report) -> ActionUpdate:
    update = action.updates.create(from_state=action.state, to_state=state, made_at=made_at, **report)
    action.state = state
    action.settled_at = None if state == ActionState.OPEN else made_at
    action.save(update_fields=["state", "settled_at"])
    return update


@transaction.atomic
def set_due(action: Action, *, on: date, note: str, by, now: datetime) -> Action:
    """Agree a new date for an open action, with the reason in its history."""
    require(by, "meetings.run_meetings")
    before = action.due_on
    action.due_rule, action.due_on = DueRule.DATE, on
    action.save(update_fields=["due_rule", "due_on"])
    action.updates.create(note=note, from_state=action.state, to_state=action.state, made_by=by, made_at=now)
    record(
        action.meeting,
        "action date changed",
        by=by,
        at=now,
        action=action.pk,
        **{"from": before.isoformat() if before else None, "to": on.isoformat()},
    )
    return action
