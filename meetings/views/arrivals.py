"""Attendance on the minute-taking screen: a few letters and Enter."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from compact_portal.access.gate import permission_required
from meetings.forms.arrivals import ArrivalForm
from meetings.forms.text import TextForm
from meetings.queries.attendance import attendance_of
from meetings.services.arrivals import note_arrival
from meetings.services.states import WrongState
from meetings.views.finding import RUN, found_meeting
from meetings.views.minutes import found_among_all, show_screen


@require_POST
@permission_required(RUN, fn=found_meeting)
def note(request, committee, day, pk):
    """Note who came or left at this item. The page comes back, with the letters where they meant nobody."""
    item, items = found_among_all(request, committee, day, pk)
    arrival = ArrivalForm(request.POST, lines=list(attendance_of(item.meeting)))
    if arrival.is_valid():
        line, what = arrival.cleaned_data["name"], arrival.cleaned_data["what"]
        try:
            note_arrival(line, what=what, item=item, by=request.user, now=timezone.now())
        except (ValidationError, WrongState) as error:
            arrival.add_error("name", error.messages if isinstance(error, ValidationError) else str(error))
        else:
            messages.success(request, f"{line.name} {dict(arrival.fields['what'].choices)[what]}.")
            return redirect(item.meeting.url("minute", pk))
    form = TextForm(initial={"text": item.text, "revision": item.revision})
    return show_screen(request, item, items, form, arrival)
