"""The stable addresses of what was published."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from compact_portal.access.gate import permission_required
from compact_portal.publishing.services import render_again
from compact_portal.publishing.serving import serve_edition, visible_publication


@login_not_required
@require_safe
def pdf(request, pk: int, filename: str):
    return serve_edition(request, visible_publication(request, pk=pk, filename=filename))


@require_POST
@permission_required("publishing.render_publication", fn=visible_publication)
def again(request, pk: int):
    publication = visible_publication(request, pk=pk)
    if render_again(publication, by=request.user, now=timezone.now()):
        messages.success(request, "The PDF is being made again.")
    return redirect(publication)
