"""Being at an item: a page that is open says so, learns who else is there, and the screen for the room follows."""

from django.http import JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from compact_portal.access.gate import permission_required
from meetings.queries.arrivals import is_here_at
from meetings.queries.attendance import attendance_of, quorum_of
from meetings.queries.minutes import outcomes_of
from meetings.queries.presence import company_at, item_being_minuted
from meetings.services import presence as services
from meetings.views.finding import RUN, found_item, found_meeting


@require_POST
@permission_required(RUN, fn=found_meeting)
def here(request, committee, day, pk):
    """JSON: a sentence on each other person at the item."""
    item, now = found_item(request, committee, day, pk), timezone.now()
    if "leaving" in request.POST:
        services.leave(item, by=request.user, now=now)
    else:
        services.note_presence(item, typing="typing" in request.POST, by=request.user, now=now)
    return JsonResponse({"company": company_at(item, besides=request.user, now=now)})


@require_safe
@permission_required(RUN, fn=found_meeting)
def follow(request, committee, day):
    """For the shared screen: the item the meeting is at, large, and nothing else."""
    meeting = found_meeting(request, committee, day)
    at = item_being_minuted(meeting)
    items = list(outcomes_of(meeting).filter(position__gte=at.position)[:2]) if at else []
    lines = [line for line in attendance_of(meeting) if at is None or is_here_at(line, at)]
    context = {
        "meeting": meeting,
        "item": items[0] if items else None,
        "next_item": items[1] if len(items) > 1 else None,
        "quorum": quorum_of(meeting, lines),
    }
    return render(request, "meetings/minutes/follow.html", context)
