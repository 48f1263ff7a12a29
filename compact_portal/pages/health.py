"""/health/: whether the portal's parts are there, for whoever watches over it. Says nothing that is secret."""

from datetime import datetime, timedelta

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, InterfaceError
from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from compact_portal import broker
from compact_portal.notices.models import Notice
from compact_portal.pages.models import Heartbeat

#: Four missed beats. A long PDF may cost one or two.
SILENCE = timedelta(minutes=2)


@login_not_required
@require_safe
@never_cache
def health(request):
    """200 while pages can be served, and "degraded" when mail and PDFs will be late; 503 without the database."""
    try:
        state = state_of_parts(timezone.now())
    except (DatabaseError, InterfaceError):
        return JsonResponse({"status": "down", "database": "unreachable"}, status=503)
    return JsonResponse(state)


def state_of_parts(now: datetime) -> dict:
    """Every part in a word, with two figures. Raises DatabaseError when there is nothing to ask."""
    silent_for = Heartbeat.objects.all().age(now)
    parts = {
        "database": "ok",
        "broker": "ok" if broker.is_reachable() else "unreachable",
        "worker": "ok" if silent_for is not None and silent_for < SILENCE else "silent",
    }
    return {
        "status": "ok" if set(parts.values()) == {"ok"} else "degraded",
        **parts,
        "worker_heartbeat_seconds_ago": None if silent_for is None else round(silent_for.total_seconds()),
        "notices_waiting": Notice.objects.waiting().count(),
    }
