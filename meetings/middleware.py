"""When a meeting has moved on since a page was opened."""

from django.shortcuts import render

from meetings.services.states import Stale, WrongState


class RefusalMiddleware:
    """Whatever page a step was asked for on: say why it was not taken, and where the meeting stands now."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, (Stale, WrongState)):
            return None
        meeting = exception.meeting
        meeting.refresh_from_db()
        return render(request, "meetings/refused.html", {"meeting": meeting, "error": exception}, status=409)
