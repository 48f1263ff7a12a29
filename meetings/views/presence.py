"""Being at an item: a page that is open says so, and learns who else is there."""

from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from compact_portal.access.gate import permission_required
from meetings.queries.presence import company_at
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
