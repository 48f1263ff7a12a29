"""Files of a dispute: adding one, and fetching one."""

from django.http import FileResponse, Http404
from django.utils import timezone
from django.views.decorators.http import require_safe

from compact_portal.access.gate import permission_required
from disputes.forms.files import ShareFileForm
from disputes.queries.files import files_shown_to
from disputes.services import files as services
from disputes.services.readings import note_reading
from disputes.views.finding import VIEW, found_dispute
from disputes.views.stage import asked


@permission_required(VIEW, fn=found_dispute)
def add(request, reference):
    dispute = found_dispute(request, reference)
    return asked(
        request,
        dispute,
        ShareFileForm(request.POST or None, request.FILES or None, dispute=dispute),
        title="Add a file",
        do=lambda form: services.share_file(
            dispute,
            upload=form.cleaned_data["upload"],
            for_champions=form.for_champions,
            by=request.user,
            now=timezone.now(),
        ),
        done="The file is added.",
        lead="Once it is added it stays: others may have read it.",
    )


@require_safe
@permission_required(VIEW, fn=found_dispute)
def file(request, reference, pk):
    """Always as a download: nothing that somebody uploaded is opened in the portal's own name."""
    dispute = found_dispute(request, reference)
    found = next((shown for shown in files_shown_to(request.user, dispute) if shown.pk == pk), None)
    if found is None:
        raise Http404
    try:
        content = found.file.open()
    except FileNotFoundError as error:
        raise Http404 from error
    note_reading(dispute, request.user, file=found, now=timezone.now())
    response = FileResponse(content, as_attachment=True, filename=found.name, content_type=found.content_type)
    response["Cache-Control"] = "private, no-store"
    return response
