"""When somebody else was quicker."""

from functools import wraps

from django.shortcuts import render

from compact_portal.people.services.states import WrongState


def tells_when_late(view):
    """Show the state a record is in now, instead of failing, where a step is no longer possible."""

    @wraps(view)
    def told(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except WrongState as late:
            return render(request, "people/late.html", {"late": late}, status=409)

    return told
