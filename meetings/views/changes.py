"""How the minutes changed from their first published edition to the approved one."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from meetings.choices import MeetingState
from meetings.editions import shelf_of
from meetings.queries.changes import changes_between
from meetings.views.finding import RUN, found_meeting


@login_not_required
@require_safe
@cache_control(no_cache=True)
def changes(request, committee, day):
    """Only what was published is compared; officers can also begin at the draft as it was first circulated."""
    meeting = found_meeting(request, committee, day)
    published = shelf_of(meeting).minutes
    if meeting.state != MeetingState.APPROVED or len(published) < 2:
        raise Http404
    runs_meetings = request.user.has_perm(RUN)
    circulated = meeting.circulations.last() if runs_meetings else None
    from_circulated = request.GET.get("from") == "circulated"
    if from_circulated and circulated is None:
        raise Http404
    first, approved = published[-1], published[0]
    context = {
        "meeting": meeting,
        "circulated": circulated,
        "from_circulated": from_circulated,
        "since": circulated.circulated_at if from_circulated else first.published_at,
        "approved": approved,
        "changes": changes_between(circulated.data if from_circulated else first.data, approved.data),
        "corrections": approved.data["corrections"],
    }
    return render(request, "meetings/public/changes.html", context)
