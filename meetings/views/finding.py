"""Finding what an address names. What is not there, or not for this person, is a 404.

Everyone may know that a committee or a meeting is there, so the gate finds those first and then refuses (403). What
lies inside a draft is found only after the gate: to everyone else a draft item and one that never was are the same.
"""

from django.http import Http404
from django.shortcuts import get_object_or_404

from meetings.models import Committee, Item, Meeting
from meetings.queries.lists import committee_at
from meetings.queries.minutes import find_meeting

RUN = "meetings.run_meetings"
SET_UP = "meetings.set_up_committees"


def found_committee(request, slug: str, *args, **kwargs) -> Committee:
    committee = next(iter(committee_at(slug)), None)
    if committee is None:
        raise Http404
    return committee


def found_meeting(request, committee: str, day: str, *args, **kwargs) -> Meeting:
    """Asked for by the gate and again by the view, and read once."""
    known = request.__dict__.setdefault("found_meetings", {})
    if (committee, day) not in known:
        try:
            known[committee, day] = find_meeting(committee, day)
        except Meeting.DoesNotExist as error:
            raise Http404 from error
    return known[committee, day]


def found_item(request, committee: str, day: str, pk: int, *args, **kwargs) -> Item:
    meeting = found_meeting(request, committee, day)
    item = get_object_or_404(meeting.items, pk=pk)
    item.meeting = meeting
    return item
