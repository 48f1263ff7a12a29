"""Old minutes: what was brought in and how far it is, bringing in more, and the file itself."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import get_valid_filename
from django.views.decorators.http import require_POST, require_safe

from compact_portal.access.gate import permission_required
from compact_portal.addresses import address
from compact_portal.forms.pages import confirm_page, form_page
from compact_portal.lists import page_of
from compact_portal.wording import count_of
from meetings.choices import OldMinutesState
from meetings.forms.bring_in import BringInForm
from meetings.models import OldMinutes
from meetings.queries.old_minutes import brought_in, count_differing, counts_by_state
from meetings.services.old_minutes import bringing_in as services
from meetings.views.finding import RUN


@require_safe
@permission_required(RUN)
def old_minutes(request):
    """Everything that was brought in, by state. While files are being read the page says how far it is."""
    counts = counts_by_state()
    chosen = request.GET.get("state", "")
    page = page_of(request, brought_in(chosen))
    count_differing(page.rows)
    context = {
        "page": page,
        "chosen": chosen if chosen in OldMinutesState.values else "",
        "states": [(state, state.label, counts[state]) for state in OldMinutesState],
        "waiting": counts[OldMinutesState.WAITING],
        "done": sum(counts.values()) - counts[OldMinutesState.WAITING],
        "all": sum(counts.values()),
    }
    return render(request, "meetings/old_minutes/list.html", context)


@permission_required(RUN)
def bring_in(request):
    form = BringInForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        found = services.bring_in(
            form.cleaned_data["committee"], files=contents(form.cleaned_data), by=request.user, now=timezone.now()
        )
        say_what_came(request, found)
        return redirect("meetings:old-minutes")
    lead = "Each file becomes a draft that you check line by line. Nothing is published until you say so."
    return form_page(request, form, title="Bring in old minutes", back="/meetings/old-minutes/", lead=lead)


def contents(cleaned: dict) -> list[tuple[str, bytes]]:
    """The files and the pasted text, as (name, bytes)."""
    pasted = [(services.PASTED, cleaned["text"].encode())] if cleaned["text"].strip() else []
    return [(upload.name, upload.read()) for upload in cleaned["files"]] + pasted


def say_what_came(request, found: services.BroughtIn) -> None:
    if found.new:
        messages.success(request, f"Thank you. {count_of(len(found.new), 'file')} will be read now.")
    if found.already:
        names = ", ".join(f"“{old.name}”" for old in found.already)
        messages.info(request, f"Here already, so not brought in again: {names}.")


@require_safe
@permission_required(RUN)
def original(request, pk):
    """The file as it came. Never shown by the browser itself: what is in it is not ours."""
    old = get_object_or_404(OldMinutes.objects.defer(None), pk=pk)
    response = HttpResponse(bytes(old.original), content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="{get_valid_filename(old.name) or "minutes"}"'
    response.headers["Cache-Control"] = "private, no-cache"
    return response


@require_POST
@permission_required(RUN)
def try_again(request, pk):
    old = services.try_again(get_object_or_404(OldMinutes, pk=pk), by=request.user, now=timezone.now())
    messages.success(request, f"“{old.name}” will be read again.")
    return redirect("meetings:old-minutes")


@permission_required(RUN)
def remove(request, pk):
    """Asks first: with the file goes what was put right in it."""
    old = get_object_or_404(OldMinutes.objects.select_related("committee"), pk=pk)
    if request.method == "POST":
        services.remove(old, by=request.user, now=timezone.now())
        messages.success(request, f"“{old.name}” is removed.")
        return redirect("meetings:old-minutes")
    return confirm_page(
        request,
        title=f"Do you want to remove “{old.name}”?",
        caption=str(old.committee),
        words="The file goes, with everything that was read and put right in it. This cannot be undone. You can bring "
        "the file in again.",
        submit="Remove the file",
        back=address("meetings:old-minutes"),
    )
