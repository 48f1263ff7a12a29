"""Planning meetings and the forward plan."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from compact_portal.access.gate import permission_required
from compact_portal.forms.pages import form_page
from meetings.forms.meetings import DetailsForm, PlanMeetingForm
from meetings.forms.minutes import BringBackForm
from meetings.models import Committee
from meetings.services import planning as services
from meetings.services.actions import a_year_after
from meetings.views.finding import RUN, found_committee, found_item, found_meeting


@require_safe
@permission_required(RUN)
def choose_committee(request):
    committees = Committee.objects.current(timezone.localdate()).by_name()
    return render(request, "meetings/committees/choose.html", {"committees": committees})


@permission_required(RUN, fn=found_committee)
def plan(request, slug):
    committee = found_committee(request, slug)
    form = PlanMeetingForm(request.POST or None, committee=committee)
    if form.is_valid():
        try:
            meeting = services.plan_meeting(committee, **form.cleaned_data, by=request.user, now=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "The meeting is planned. Now write its agenda.")
            return redirect(meeting.url("agenda-edit"))
    return form_page(request, form, title="Plan a meeting", caption=committee.name, back=committee.get_absolute_url())


@permission_required(RUN, fn=found_meeting)
def details(request, committee, day):
    meeting = found_meeting(request, committee, day)
    fields = ("date", "starts_at", "ends_at", "venue", "title", "next_meetings", "closing")
    form = DetailsForm(request.POST or None, initial={name: getattr(meeting, name) for name in fields})
    if form.is_valid():
        try:
            meeting = services.change_meeting(meeting, **form.cleaned_data, by=request.user, now=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "The meeting is saved.")
            return redirect(meeting.url("desk"))
    return form_page(request, form, title="When and where", caption=str(meeting), back=meeting.url("desk"))


@permission_required(RUN, fn=found_meeting)
def bring_back(request, committee, day, pk):
    item = found_item(request, committee, day, pk)
    start = item.meeting.date or timezone.localdate()
    form = BringBackForm(request.POST or None, initial={"title": item.title, "not_before": a_year_after(start)})
    if form.is_valid():
        services.bring_back(item, **form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, "It is on the forward plan.")
        return redirect(item.meeting.url("minute", pk))
    return form_page(
        request, form, title="Bring this back later", caption=str(item), back=item.meeting.url("minute", pk)
    )


@require_safe
@permission_required(RUN, fn=found_committee)
def forward_plan(request, slug):
    committee = found_committee(request, slug)
    entries = committee.forward_plan.waiting().select_related("from_item__meeting__committee")
    return render(request, "meetings/committees/forward_plan.html", {"committee": committee, "entries": entries})


@require_POST
@permission_required(RUN, fn=found_committee)
def drop(request, slug, pk):
    entry = get_object_or_404(found_committee(request, slug).forward_plan.waiting(), pk=pk)
    services.drop_from_plan(entry, by=request.user, now=timezone.now())
    messages.success(request, f"“{entry.title}” is no longer on the forward plan.")
    return redirect("meetings:forward-plan", slug)
