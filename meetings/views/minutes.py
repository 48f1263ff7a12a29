"""The minute-taking screen: one item at a time, saved by itself."""

import re

from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from compact_portal.access.gate import permission_required
from compact_portal.wording import clock
from meetings.choices import ItemKind
from meetings.forms.arrivals import ArrivalForm
from meetings.forms.text import AutosaveForm, TextForm
from meetings.models import Item, ProposedCorrection
from meetings.queries.agenda import can_approve, matters_arising
from meetings.queries.arrivals import is_here_at, sides_at
from meetings.queries.attendance import attendance_of, quorum_of
from meetings.queries.minutes import items_of
from meetings.queries.speakers import doubts_about
from meetings.services import minutes as services
from meetings.services.states import WrongState
from meetings.views.finding import RUN, found_item, found_meeting

#: At these items the minutes of the last meeting are approved.
APPROVES = frozenset({ItemKind.PREVIOUS_MINUTES, ItemKind.ACCURACY})

#: Pages that buttons of the screen lead to, once its words are saved: of the item, or of what stands under it.
LEADS_TO = frozenset(
    {
        *("decision-new", "action-new", "declare", "bring-back"),
        *("decision-edit", "decision-remove", "action-edit", "action-remove", "undeclare"),
    }
)

#: Words never go out under a colleague's name, on a computer that both use.
SOMEBODY_ELSE = (
    "Somebody else is signed in here now, so your words are not saved. Sign in as yourself again in another tab. "
    "This page then saves them by itself."
)


def owner_of_drafts(user) -> str:
    """The name under which a browser keeps what this person did not save: theirs alone, and of this site alone."""
    return salted_hmac("meetings.drafts", str(user.pk), algorithm="sha256").hexdigest()


@require_safe
@permission_required(RUN, fn=found_meeting)
def start(request, committee, day):
    """To the first item that is not finished, or the first."""
    meeting = found_meeting(request, committee, day)
    items = meeting.items.in_order()
    item = items.filter(closed_at=None).first() or items.first()
    return redirect(meeting.url("minute", item.pk) if item else meeting.url("agenda-edit"))


def found_among_all(request, committee: str, day: str, pk: int) -> tuple[Item, list[Item]]:
    """The item, and all of the meeting with what is under them."""
    items = list(items_of(found_meeting(request, committee, day)).select_related("saved_by__person"))
    item = next((each for each in items if each.pk == pk), None)
    if item is None:
        raise Http404
    return item, items


@never_cache  # whoever comes back to it reads what is saved by now
@permission_required(RUN, fn=found_meeting)
def item(request, committee, day, pk):
    """One item with its editor. Saving goes on to the next; a clash shows both texts."""
    item, items = found_among_all(request, committee, day, pk)
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
    save = services.settle_conflict if "settles" in request.POST else services.save_text
    words = {"text": form.cleaned_data["text"], "based_on": form.cleaned_data["revision"]}
    item = save(item, **words, by=request.user, now=timezone.now())
    if "next" not in request.POST:
        return redirect(page_asked_for(request, item) or item.meeting.url("minute", item.pk))
    services.close_item(item, by=request.user, now=timezone.now())
    following = item.meeting.items.in_order().filter(position__gt=item.position).first()
    return redirect(item.meeting.url("minute", following.pk) if following else item.meeting.url("desk"))


def page_asked_for(request, item: Item) -> str | None:
    """As the button says it: `declare` is about this item, `decision-edit 7` about decision 7. Typing goes on there."""
    asked = re.fullmatch(r"([a-z-]+)(?: ([0-9]{1,18}))?", request.POST.get("then", ""))
    if asked is None or asked[1] not in LEADS_TO:
        return None
    return f"{item.meeting.url(asked[1], int(asked[2] or item.pk))}#id_text"


def show_conflict(request, conflict: services.Conflict):
    """Both texts side by side: keep mine, take theirs, or go on editing. Each choice is based on the newest save."""
    item, mine = conflict.item, conflict.mine
    kept = {"revision": item.revision, "settles": "yes"}
    context = {
        "what": "item",
        "caption": item,
        "saved": item,
        "url": item.meeting.url("minute", item.pk),
        "mine": mine,
        "kept": kept,
        "owner_of_drafts": owner_of_drafts(request.user),
        "form": TextForm(initial={"text": mine + item.text}),
    }
    return render(request, "meetings/minutes/conflict.html", context, status=409)


def show_screen(request, item: Item, items: list[Item], form: TextForm, arrival: ArrivalForm | None = None):
    meeting = item.meeting
    lines = list(attendance_of(meeting))
    failed = form.errors or (arrival and arrival.errors)
    return render(
        request,
        "meetings/minutes/item.html",
        {
            "meeting": meeting,
            "items": items,
            "item": item,
            "next_item": next((each for each in items if each.position > item.position), None),
            "form": form,
            "owner_of_drafts": owner_of_drafts(request.user),
            "now": timezone.now(),
            "arrival": arrival or ArrivalForm(),
            "page_has_errors": failed,
            "quorum": quorum_of(meeting, [line for line in lines if is_here_at(line, item)]),
            "sides": sides_at(lines, item),
            "doubts": doubts_about(item.text, lines),
            "arising": matters_arising(meeting) if item.kind == ItemKind.MATTERS_ARISING else [],
            "proposal": proposal_beside(request, item),
            "approves": meeting.previous if item.kind in APPROVES and can_approve(meeting) else None,
        },
        status=422 if failed else 200,
    )


def proposal_beside(request, item: Item) -> ProposedCorrection | None:
    """A proposed correction that the officer is putting into words, if the address names one of this item."""
    asked = request.GET.get("correction", "")
    if not asked.isdecimal() or len(asked) > 18:
        return None
    return item.proposals.select_related("proposed_by").filter(pk=asked).first()


@require_POST
@permission_required(RUN, fn=found_meeting)
def autosave(request, committee, day, pk):
    """Save what was typed so far. JSON: 200 with the new revision; 409 with the other text; 422 with a sentence."""
    item = found_item(request, committee, day, pk)
    form = AutosaveForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"message": "This text could not be saved. Copy it, then reload the page."}, status=422)
    words = form.cleaned_data
    if words["writer"] not in ("", owner_of_drafts(request.user)):
        return JsonResponse({"message": SOMEBODY_ELSE}, status=403)
    try:
        item = services.save_text(
            item,
            text=words["text"],
            based_on=words["revision"],
            name=words["save"],
            unanswered=words["unanswered"],
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
    doubts = doubts_about(item.text, item.meeting.attendance.all()) if ":" in item.text else []
    return JsonResponse({"revision": item.revision, "saved_at": clock(item.saved_at), "doubts": doubts})
