"""Writing the agenda."""

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from compact_portal.access.gate import permission_required
from compact_portal.forms.pages import form_page
from compact_portal.forms.uploads import content_type_of
from meetings.forms.meetings import ItemForm, PaperForm, QuickItemForm
from meetings.models import Item, Paper
from meetings.queries.agenda import offers_for
from meetings.services import agenda as services
from meetings.services.states import WrongState
from meetings.views.finding import RUN, found_item, found_meeting


@permission_required(RUN, fn=found_meeting)
def edit(request, committee, day):
    """The whole agenda on one page: items in order, what earlier meetings left, a form for the next item."""
    meeting = found_meeting(request, committee, day)
    form = QuickItemForm(request.POST or None)
    if form.is_valid():
        services.add_item(meeting, **form.cleaned_data, by=request.user, now=timezone.now())
        return redirect(f"{meeting.url('agenda-edit')}#add")
    return render(
        request,
        "meetings/agenda/edit.html",
        {
            "meeting": meeting,
            "items": meeting.items.in_order().prefetch_related(Prefetch("papers", to_attr="paper_list")),
            "offers": offers_for(meeting, timezone.localdate()),
            "form": form,
        },
    )


@permission_required(RUN, fn=found_meeting)
def item_edit(request, committee, day, pk):
    item = found_item(request, committee, day, pk)
    fields = ("title", "level", "presenters", "purpose", "kind", "confidential")
    form = ItemForm(request.POST or None, initial={name: getattr(item, name) for name in fields})
    if form.is_valid():
        services.change_item(item, **form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, "The item is saved.")
        return redirect(item.meeting.url("agenda-edit"))
    back = item.meeting.url("agenda-edit")
    return form_page(request, form, title="Change the item", caption=str(item), back=back)


@require_POST
@permission_required(RUN, fn=found_meeting)
def item_move(request, committee, day, pk):
    item = found_item(request, committee, day, pk)
    services.move_item(item, up=request.POST.get("to") == "up", by=request.user, now=timezone.now())
    return redirect(f"{item.meeting.url('agenda-edit')}#{item.anchor}")


@require_POST
@permission_required(RUN, fn=found_meeting)
def item_remove(request, committee, day, pk):
    """An item with papers asks first: they would have to be found and added again."""
    item = found_item(request, committee, day, pk)
    papers = list(item.papers.all())
    if papers and "sure" not in request.POST:
        return render(request, "meetings/agenda/remove_item.html", {"item": item, "papers": papers})
    try:
        services.remove_item(item, by=request.user, now=timezone.now())
    except WrongState as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"“{item.title}” is removed.")
    return redirect(item.meeting.url("agenda-edit"))


@permission_required(RUN, fn=found_meeting)
def paper_add(request, committee, day, pk):
    item = found_item(request, committee, day, pk)
    form = PaperForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        services.add_paper(
            item,
            title=form.cleaned_data["title"],
            file=file,
            content_type=content_type_of(file),
            by=request.user,
            now=timezone.now(),
        )
        messages.success(request, "The paper is added.")
        return redirect(item.meeting.url("agenda-edit"))
    back = item.meeting.url("agenda-edit")
    return form_page(request, form, title="Add a paper", caption=str(item), back=back)


@require_POST
@permission_required(RUN, fn=found_meeting)
def paper_remove(request, committee, day, pk):
    meeting = found_meeting(request, committee, day)
    services.remove_paper(get_object_or_404(Paper, item__meeting=meeting, pk=pk), by=request.user, now=timezone.now())
    return redirect(meeting.url("agenda-edit"))


@require_POST
@permission_required(RUN, fn=found_meeting)
def take_offer(request, committee, day):
    """Put something earlier meetings left on this agenda: an item, or an entry of the forward plan."""
    meeting = found_meeting(request, committee, day)
    if request.POST.get("entry", "").isdigit():
        entry = get_object_or_404(meeting.committee.forward_plan.waiting(), pk=request.POST["entry"])
        services.take_up(meeting, entry, by=request.user, now=timezone.now())
    elif request.POST.get("item", "").isdigit():
        item = get_object_or_404(Item, meeting__committee=meeting.committee, pk=request.POST["item"])
        services.carry_over(meeting, item, by=request.user, now=timezone.now())
    return redirect(meeting.url("agenda-edit"))
