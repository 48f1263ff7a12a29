"""Editions made outside the portal, beside the version they are of."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from champions.forms.editions import EditionForm, RemoveEditionForm
from champions.models import CompactVersion, UploadedEdition
from champions.services import editions as services
from champions.services.editions import UPLOAD
from champions.views.compact import visible_version
from champions.views.downloads import download
from compact_portal.access.gate import permission_required
from compact_portal.forms.pages import form_page
from compact_portal.lists import page_of


def found_version(request, slug: str, *args, **kwargs) -> CompactVersion:
    return visible_version(request, slug)


@login_not_required
@require_safe
def edition_list(request, slug):
    """Ways to read this version that are made outside the portal."""
    version = visible_version(request, slug)
    context = {
        "version": version,
        "page": page_of(request, version.uploaded_editions.current().by_kind()),
        "uploads": request.user.has_perm(UPLOAD),
    }
    return render(request, "champions/editions/list.html", context)


@permission_required(UPLOAD, fn=found_version)
def edition_add(request, slug):
    version = found_version(request, slug)
    form = EditionForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            edition = services.upload_edition(version, **form.edition, by=request.user, now=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"“{edition}” is added. Everyone who can read this version can open it.")
            return redirect("compact:editions", slug)
    back = f"{version.get_absolute_url()}editions/"
    return form_page(request, form, title="Add an edition", caption=str(version), back=back)


def found_edition(request, slug: str, pk: int) -> UploadedEdition:
    editions = UploadedEdition.objects.select_related("version")
    return get_object_or_404(editions, version=visible_version(request, slug), pk=pk)


@login_not_required
@require_safe
def edition(request, slug, pk):
    """The file, for whoever may read the version; nothing once it is removed."""
    edition = found_edition(request, slug, pk)
    if edition.removed_at:
        raise Http404
    if edition.link:
        return redirect(edition.link)
    return download(edition.file, title=edition.title, content_type=edition.content_type)


@permission_required(UPLOAD, fn=found_edition)
def edition_remove(request, slug, pk):
    """Asked once more before it goes. A second click finds it gone and says so."""
    edition = found_edition(request, slug, pk)
    if request.method == "POST" or edition.removed_at:
        services.remove_edition(edition, by=request.user, now=timezone.now())
        messages.success(request, f"“{edition}” is removed. Nobody can open it any more.")
        return redirect("compact:editions", slug)
    back = f"{edition.version.get_absolute_url()}editions/"
    title = f"Remove “{edition}”?"
    return form_page(request, RemoveEditionForm(), title=title, caption=str(edition.version), back=back)
