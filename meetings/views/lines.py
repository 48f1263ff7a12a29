"""A line of the minute becomes a decision or an action, without leaving the text."""

from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_POST

from compact_portal.access.gate import permission_required
from compact_portal.wording import short_date
from meetings.choices import DecisionKind, DueRule
from meetings.forms.minutes import found_elsewhere
from meetings.forms.text import LineForm
from meetings.models import Action, ActionOwner, Decision, Item
from meetings.queries.attendance import attendance_of, people_known_to
from meetings.queries.minutes import items_of
from meetings.queries.spoken import spoken_action, spoken_decision
from meetings.services.actions import record_action
from meetings.services.decisions import record_decision
from meetings.services.states import WrongState
from meetings.views.finding import RUN, found_item, found_meeting


@require_POST
@permission_required(RUN, fn=found_meeting)
def decision(request, committee, day, pk):
    return added(request, found_item(request, committee, day, pk), add_decision)


@require_POST
@permission_required(RUN, fn=found_meeting)
def action(request, committee, day, pk):
    return added(request, found_item(request, committee, day, pk), add_action)


def added(request, item: Item, add) -> JsonResponse:
    """JSON: 200 with the item's decisions and actions and a sentence on the new one; 422 with a sentence."""
    form = LineForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"said": " ".join(form.errors["text"])}, status=422)
    try:
        said = add(item, form.cleaned_data["text"], by=request.user, now=timezone.now())
    except WrongState as error:
        return JsonResponse({"said": str(error)}, status=422)
    shown = get_object_or_404(items_of(item.meeting), pk=item.pk)
    context = {"item": shown, "meeting": item.meeting}
    return JsonResponse({"said": said, "html": render_to_string("meetings/minutes/outcomes.html", context, request)})


def add_decision(item: Item, line: str, *, by, now) -> str:
    """A line sent twice, because its answer was lost, is one decision."""
    spoken = spoken_decision(line)
    there: Decision | None = item.decisions.filter(text=spoken.text).first()
    made = there or record_decision(item, text=spoken.text, kind=spoken.kind, by=by, now=now)
    made.item = item
    return f"Decision {made.number} is added: {DecisionKind(made.kind).label.lower()}."


def add_action(item: Item, line: str, *, by, now) -> str:
    meeting = item.meeting
    spoken = spoken_action(line, attendance_of(meeting), meeting.date)
    known = people_known_to(meeting)
    there: Action | None = item.actions.filter(text=spoken.text).first()
    made = there or record_action(
        item,
        text=spoken.text,
        owners=[ActionOwner.of(known.get(name.lower()) or elsewhere(name) or name) for name in spoken.owners],
        due_rule=spoken.due_rule,
        due_on=spoken.due_on,
        by=by,
        now=now,
    )
    owners = ", ".join(map(str, made.owner_list)) or "nobody yet"
    due = f"by {short_date(made.due_on)}" if made.due_on else DueRule(made.due_rule).label.lower()
    return f"Action {made.number} is added: {owners}, {due}."


def elsewhere(name: str):
    """An organisation of this name. An address in a line is no sign-in to look up."""
    return None if "@" in name else found_elsewhere(name)
