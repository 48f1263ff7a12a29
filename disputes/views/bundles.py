"""The bundle for the meeting: asking for it, seeing how far it is, and reading it as a page or a PDF."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from compact_portal.access.gate import permission_required
from compact_portal.publishing.serving import serve_publication
from disputes.models import Bundle, Dispute
from disputes.services import bundles as services
from disputes.services.readings import note_reading
from disputes.views.finding import VIEW, found_dispute


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(VIEW, fn=found_dispute)
def bundle(request, reference):
    dispute = found_dispute(request, reference)
    if request.method == "POST":
        services.ask_for_bundle(dispute, by=request.user, now=timezone.now())
        return redirect(dispute.url("bundle"))
    made = list(dispute.bundles.newest_first().on_a_shelf())
    latest = made[0] if made else None
    context = {
        "dispute": dispute,
        "latest": latest,
        "made": [each for each in made if each.is_rendered],
        "since": services.happened_since(latest, dispute) if latest else None,
        "may_make": request.user.has_perm(services.MAKE, dispute),
    }
    return render(request, "disputes/bundle/bundle.html", context)


@require_safe
@permission_required(VIEW, fn=found_dispute)
def read(request, reference, number):
    """The same words as the PDF."""
    dispute = found_dispute(request, reference)
    found = made_bundle(dispute, number)
    note_reading(dispute, request.user, now=timezone.now())
    return render(request, "disputes/bundle/page.html", {"dispute": dispute, "bundle": found})


@require_safe
@permission_required(VIEW, fn=found_dispute)
def pdf(request, reference, number):
    dispute = found_dispute(request, reference)
    found = made_bundle(dispute, number)
    note_reading(dispute, request.user, now=timezone.now())
    response = serve_publication(request, found, may_read=True)
    response["Cache-Control"] = "private, no-store"
    return response


def made_bundle(dispute: Dispute, number: int) -> Bundle:
    found = dispute.bundles.rendered().filter(number=number).first()
    if found is None:
        raise Http404
    found.dispute = dispute
    return found
