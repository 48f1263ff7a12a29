"""What meetings put on the home page: the next meeting, what one may start, and what the public reads first."""

from datetime import date

from django.db.models import Case, F, Q, QuerySet, When
from django.utils import timezone

from compact_portal.addresses import address
from compact_portal.pages.home import Card, Start, register_card, register_public_section, register_starts
from compact_portal.remembered import once_per_request
from compact_portal.written import written
from meetings.choices import MeetingState
from meetings.models import Action, Committee, Meeting
from meetings.queries.lists import NAMED, lately_minuted, soonest

#: What an officer does next with a meeting: the words on the button and the page it opens.
NEXT_STEPS = {
    MeetingState.SCHEDULED: ("Continue the agenda", "agenda-edit"),
    MeetingState.AGENDA_PUBLISHED: ("Open the meeting", "desk"),
    MeetingState.IN_SESSION: ("Carry on with the minutes", "minutes"),
}


@once_per_request
def at_hand(today: date) -> list[Meeting]:
    """The meetings going on, the latest first, and behind them the ones to come."""
    return _at_hand(today)


@written
def _at_hand(today: date) -> QuerySet[Meeting]:
    going_on = Q(state=MeetingState.IN_SESSION)
    found = Meeting.objects.filter(going_on | Q(state__in=NEXT_STEPS, date__gte=today)).for_lists()
    started = Case(When(going_on, then=F("date")))
    return found.order_by(started.desc(nulls_last=True), "date", "starts_at", "pk")[:NAMED]


@register_card
def next_meeting(user, today: date) -> Card | None:
    """The soonest meeting, or the one going on; officers get a button that takes them on with it."""
    meeting = next((meeting for meeting in at_hand(today) if meeting.date and meeting.date >= today), None)
    if meeting is None:
        return None
    words, page = NEXT_STEPS[meeting.state] if user.has_perm("meetings.run_meetings") else ("", "meeting")
    context = {"meeting": meeting, "button": words, "url": meeting.url(page)}
    return Card("Next meeting", "meetings/home/next_meeting.html", context, tinted=True)


@register_card
def undated_actions(user, today: date) -> Card | None:
    """One's own open actions that no date reminds of: due at a next meeting nobody has planned, or "ongoing"."""
    actions = _undated(user.pk, user.person_id)
    words = "Your actions without a date"
    return Card(words, "meetings/home/undated_actions.html", {"actions": actions}) if actions else None


@written
def _undated(user: int, person: int) -> QuerySet[Action]:
    actions = Action.objects.open().filter(published=True, due_on=None).owned_by(user, person)
    actions = actions.select_related("meeting__committee").only("text", "due_rule", "meeting__committee__name")
    return actions.order_by("pk")[:NAMED]


@register_starts
def first_steps(user) -> list[Start]:
    if not user.has_perm("meetings.run_meetings"):
        return []
    found = at_hand(timezone.localdate())
    if not found and not Committee.objects.exists():
        return [Start("Add your first committee", address("meetings:committee-new"))]
    going_on = next((meeting for meeting in found if meeting.is_in_session), None)
    return [
        *([Start("Take minutes now", going_on.url("minutes"))] if going_on else []),
        Start("Plan a meeting", address("meetings:plan")),
        Start("Set up a committee", address("meetings:committee-new")),
    ]


@register_public_section
def meetings_to_come(today: date) -> Card:
    return Card("Next meetings", "meetings/home/to_come.html", {"meetings": soonest(today)})


@register_public_section
def latest_minutes(today: date) -> Card:
    return Card("Latest minutes", "meetings/home/latest_minutes.html", {"meetings": lately_minuted()})
