"""Earlier texts of an item: compared, brought back; and words that are not saved yet, beside those that are."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from compact_portal.access.gate import permission_required
from meetings.forms.text import TextForm
from meetings.queries.versions import changes_between, has_other_words
from meetings.services import minutes as services
from meetings.views.finding import RUN, found_item, found_meeting
from meetings.views.minutes import show_conflict

NOW = "now"


@require_safe
@permission_required(RUN, fn=found_meeting)
def versions(request, committee, day, pk):
    item = found_item(request, committee, day, pk)
    found = item.versions.select_related("made_by__person")
    return render(request, "meetings/minutes/versions.html", {"item": item, "meeting": item.meeting, "versions": found})


@require_safe
@permission_required(RUN, fn=found_meeting)
def compare(request, committee, day, pk):
    """Two versions as one text. Asked for by number in the query; "now" is the text as it stands."""
    item = found_item(request, committee, day, pk)
    found = {str(version.number): version for version in item.versions.all()}
    texts = {NOW: item.text} | {number: version.text for number, version in found.items()}
    before, after = (request.GET.get(name, "") for name in ("before", "after"))
    if before not in texts or after not in texts:
        raise Http404
    lines = changes_between(texts[before], texts[after])
    context = {"item": item, "meeting": item.meeting, "versions": found.values(), "lines": lines}
    names = {"before": before, "after": after, "same": not has_other_words(lines)}
    return render(request, "meetings/minutes/comparison.html", context | names)


@require_POST
@permission_required(RUN, fn=found_meeting)
def restore(request, committee, day, pk, number):
    item = found_item(request, committee, day, pk)
    version = get_object_or_404(item.versions.select_related("item__meeting__committee"), number=number)
    based_on = request.POST.get("revision", "")
    try:
        services.restore_version(
            version,
            based_on=int(based_on) if based_on.isdigit() else -1,
            by=request.user,
            now=timezone.now(),
        )
    except services.Conflict as conflict:
        return show_conflict(request, conflict)
    return redirect(item.meeting.url("minute", pk))


@require_POST
@permission_required(RUN, fn=found_meeting)
def unsaved(request, committee, day, pk):
    """What a browser kept of a text that was never saved, compared with what is saved now. A part of a page."""
    item = found_item(request, committee, day, pk)
    form = TextForm(request.POST)
    form.full_clean()
    text = form.cleaned_data["text"]
    lines = changes_between(item.text, text)
    context = {"lines": lines, "same": text == item.text, "only_looks_differ": not has_other_words(lines)}
    return render(request, "meetings/minutes/changes.html", context)
