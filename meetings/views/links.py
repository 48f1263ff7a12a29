"""Who can report on their actions by a link, for officers to end or allow."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from compact_portal.access.gate import permission_required
from compact_portal.lists import page_of
from meetings.models import ReplyLink
from meetings.services.links import allow_link, revoke_links
from meetings.views.finding import RUN


@require_safe
@permission_required(RUN)
def of_actions(request):
    """Everyone who was sent a link about their actions, by name: how long it works, or that it was ended."""
    found = ReplyLink.objects.filter(meeting=None).by_name()
    context = {"page": page_of(request, found), "now": timezone.now()}
    return render(request, "records/links.html", context)


def found_link(pk: int) -> ReplyLink:
    return get_object_or_404(ReplyLink.objects.filter(meeting=None).by_name(), pk=pk)


@require_POST
@permission_required(RUN)
def end(request, pk):
    link = found_link(pk)
    revoke_links([link], by=request.user, now=timezone.now())
    messages.success(request, f"The link of {link.person} no longer works.")
    return redirect("actions:links")


@require_POST
@permission_required(RUN)
def allow(request, pk):
    link = found_link(pk)
    allow_link(link, by=request.user, now=timezone.now())
    messages.success(request, f"The next email about actions brings {link.person} a new link.")
    return redirect("actions:links")
