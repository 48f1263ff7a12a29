"""The minute-taking screen: one item at a time, saved by itself."""

from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from compact_portal.access.gate import permission_required
from compact_portal.wording import clock
from meetings.choices import AttendanceStatus, ItemKind
from meetings.forms.minutes import TextForm
from meetings.models import Item, ProposedCorrection
from meetings.queries.agenda import can_approve, matters_arising
from meetings.queries.attendance import attendance_of, quorum_of
from meetings.queries.minutes import items_of
from meetings.services import minutes as services
from meetings.services.states import WrongState
from meetings.views.finding import RUN, found_item, found_meeting

#: At these items the minutes of the last meeting are approved.
APPROVES = frozenset({ItemKind.PREVIOUS_MINUTES, ItemKind.ACCURACY})


@require_safe
@permission_required(RUN, fn=found_meeting)
def start(request, committee, day):
    """To the first item that is not finished, or the first."""
    meeting = found_meeting(request, committee, day)
    items = meeting.items.in_order()
    item = items.filter(closed_at=None).first() or items.first()
    return redirect(meeting.url("minute", item.pk) if item else meeting.url("agenda-edit"))


@permission_required(RUN, fn=found_meeting)
def item(request, committee, day, pk):
    """One item with its editor. Saving goes on to the next; a clash shows both texts."""
    items = list(items_of(found_meeting(request, committee, day)))
    item = next((each for each in items if each.pk == pk), None)
    if item is None:
        raise Http404
    form = TextForm(request.POST or None, initial={"text": item.text, "revision": item.revision})
    if request.method == "POST" and form.is_valid():
        try:
            return save_and_go_on(request, item, form)
        except services.Conflict as conflict:
            return show_conflict(request, conflict)
        except WrongState as error:
            form.add_error(None, str(error))
    return show_screen(request, item, items, form)


def save_and_go_on(request, item: Item, form: TextForm):
    item = services.save_text(
        item,
        text=form.cleaned_data["text"],
        based_on=form.cleaned_data["revision"],
        by=request.user,
        now=timezone.now(),
    )
    if "next" not in request.POST:
        return redirect(item.meeting.url("minute", item.pk))
    services.close_item(item, by=request.user, now=timezone.now())
    following = item.meeting.items.in_order().filter(position__gt=item.position).first()
    return redirect(item.meeting.url("minute", following.pk) if following else item.meeting.url("desk"))


def show_conflict(request, conflict: services.Conflict):
    """Both texts side by side: keep mine, take theirs, or go on editing. Each choice is based on the newest save."""
    item, mine = conflict.item, conflict.mine
    kept = {"revision": item.revision}
    context = {
        "what": "item",
        "caption": item,
        "saved": item,
        "url": item.meeting.url("minute", item.pk),
        "mine": mine,
        "kept": kept,
        "form": TextForm(initial={"text": mine + item.text, **kept}),
    }
    return render(request, "meetings/minutes/conflict.html", context, status=409)


def show_screen(request, item: Item, items: list[Item], form: TextForm):
    meeting = item.meeting
    lines = list(attendance_of(meeting))
    return render(
        request,
        "meetings/minutes/item.html",
        {
            "meeting": meeting,
            "items": items,
            "item": item,
            "next_item": next((each for each in items if each.position > item.position), None),
            "form": form,
            "quorum": quorum_of(meeting, lines),
            "sides": sides_of(lines),
            "arising": matters_arising(meeting) if item.kind == ItemKind.MATTERS_ARISING else [],
            "proposal": proposal_beside(request, item),
            "approves": meeting.previous if item.kind in APPROVES and can_approve(meeting) else None,
        },
        status=422 if form.errors else 200,
    )


def proposal_beside(request, item: Item) -> ProposedCorrection | None:
    """A proposed correction that the officer is putting into words, if the address names one of this item."""
    asked = request.GET.get("correction", "")
    if not asked.isdecimal() or len(asked) > 18:
        return None
    return item.proposals.select_related("proposed_by").filter(pk=asked).first()


def sides_of(lines) -> list[dict]:
    """The list for the edge of the screen: each side with its lines and how many are here."""
    sides: dict[str, list] = {}
    for line in lines:
        sides.setdefault(line.side or line.get_capacity_display(), []).append(line)
    return [
        {
            "name": name,
            "lines": side,
            "present": sum(line.status == AttendanceStatus.PRESENT for line in side),
            "places": sum(line.deputising_for_id is None for line in side),  # a deputy fills the member's place
        }
        for name, side in sides.items()
    ]


@require_POST
@permission_required(RUN, fn=found_meeting)
def autosave(request, committee, day, pk):
    """Save what was typed so far. JSON: 200 with the new revision; 409 with the other text; 422 with a sentence."""
    item = found_item(request, committee, day, pk)
    form = TextForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"message": "This text could not be saved. Copy it, then reload the page."}, status=422)
    try:
        item = services.save_text(
            item,
            text=form.cleaned_data["text"],
            based_on=form.cleaned_data["revision"],
            by=request.user,
            now=timezone.now(),
        )
    except services.Conflict as conflict:
        return JsonResponse(
            {"theirs": conflict.item.text, "revision": conflict.item.revision, "by": str(conflict.item.saved_by)},
            status=409,
        )
    except WrongState as error:
        return JsonResponse({"message": str(error)}, status=422)
    return JsonResponse({"revision": item.revision, "saved_at": clock(item.saved_at)})


@require_safe
@permission_required(RUN, fn=found_meeting)
def versions(request, committee, day, pk):
    item = found_item(request, committee, day, pk)
    found = item.versions.select_related("made_by__person")
    return render(request, "meetings/minutes/versions.html", {"item": item, "meeting": item.meeting, "versions": found})


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
