"""The documents of an organisation: kept once, by those who act for it, and offered wherever a file is asked for."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from compact_portal.access.gate import permission_required
from compact_portal.forms.pages import form_page
from funding.forms.documents import KeepDocumentForm
from funding.models import KeptDocument
from funding.services import documents as services
from funding.services.registrations import REGISTER
from funding.views.answers import download
from funding.views.drafts import posted, saved
from funding.views.registrations import found_organisation


def found_document(organisation, pk: int) -> KeptDocument:
    document = organisation.documents.filter(pk=pk).select_related("organisation").first()
    if document is None:
        raise Http404
    return document


@require_safe
@permission_required(REGISTER, fn=found_organisation)
def documents(request, slug):
    organisation, today = found_organisation(request, slug), timezone.localdate()
    kept = [(each, each.is_out_of_date(today)) for each in organisation.documents.all()]
    return render(request, "funding/documents.html", {"organisation": organisation, "kept": kept})


@permission_required(REGISTER, fn=found_organisation)
def keep(request, slug):
    organisation = found_organisation(request, slug)
    uploads = [request.FILES] if request.FILES else []
    form = KeepDocumentForm(posted(request), *uploads)
    who = {"by": request.user, "now": timezone.now()}
    if saved(form, lambda: services.keep_document(organisation, **form.cleaned_data, **who)):
        messages.success(request, "It is kept. Where an application asks for a file, you can choose it.")
        return redirect("funding:documents", slug)
    lead = "Only people of your organisation see it, until you put it into an application."
    back = f"/funding/organisations/{slug}/documents/"
    return form_page(request, form, title="Keep a document", caption=organisation.name, lead=lead, back=back)


@require_safe
@permission_required(REGISTER, fn=found_organisation)
def document(request, slug, pk):
    found = found_document(found_organisation(request, slug), pk)
    return download(found, found.name)


@require_POST
@permission_required(REGISTER, fn=found_organisation)
def remove_document(request, slug, pk):
    """One that is gone already stays gone."""
    organisation = found_organisation(request, slug)
    for found in organisation.documents.filter(pk=pk).select_related("organisation"):
        services.remove_document(found, by=request.user, now=timezone.now())
    messages.success(request, "It is removed. What you have sent keeps its copy.")
    return redirect("funding:documents", slug)
