"""Taking attendance and recording interests."""

from itertools import groupby

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from compact_portal.access.gate import permission_required
from compact_portal.forms.pages import confirm_page, form_page
from meetings.choices import AttendanceStatus
from meetings.forms.minutes import AttendanceDetailsForm, AttendanceForm, DeclarationForm
from meetings.models import Attendance, Declaration
from meetings.pdfs import side_of, side_order
from meetings.queries.attendance import attendance_of, quorum_of
from meetings.services import attendance as services
from meetings.views.finding import RUN, found_item, found_meeting


@permission_required(RUN, fn=found_meeting)
def register(request, committee, day):
    """The attendance list: one choice for each line, saved together; quorum counted from what is saved."""
    meeting = found_meeting(request, committee, day)
    if request.method == "POST":
        services.set_statuses(meeting, statuses=posted_statuses(request), by=request.user, now=timezone.now())
        if request.headers.get("X-Requested-With") != "fetch":  # a mark saved as it is made says so beside the list
            messages.success(request, "The attendance is saved.")
        return redirect(meeting.url("attendance"))
    lines = list(attendance_of(meeting))
    return render(
        request,
        "meetings/minutes/attendance.html",
        {
            "meeting": meeting,
            "sides": sides_of(lines),
            "quorum": quorum_of(meeting, lines),
            "statuses": AttendanceStatus.choices,
        },
    )


def sides_of(lines: list[Attendance]) -> list[tuple[str, list[Attendance]]]:
    """The list under its sides, as the minutes will have it: whoever was added later stands with their side."""
    return [(side, list(there)) for side, there in groupby(sorted(lines, key=side_order(lines)), key=side_of)]


def posted_statuses(request) -> dict[int, str]:
    """{line's id: status} from fields named "line-12"; anything else is ignored.

    A line that stands as the page was shown with ("was-12") is nobody's mark: a colleague may have made one meanwhile.
    """
    asked = {name.removeprefix("line-"): value for name, value in request.POST.items() if name.startswith("line-")}
    return {
        int(line): value
        for line, value in asked.items()
        if line.isdigit() and value in AttendanceStatus.values and value != request.POST.get(f"was-{line}")
    }


@permission_required(RUN, fn=found_meeting)
def add(request, committee, day):
    meeting = found_meeting(request, committee, day)
    form = AttendanceForm(request.POST or None, meeting=meeting)
    if form.is_valid():
        try:
            line = services.add_attendance(meeting, **form.cleaned_data, by=request.user, now=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"{line.name} is on the list.")
            return redirect(meeting.url("attendance"))
    return form_page(request, form, title="Add someone", caption=str(meeting), back=meeting.url("attendance"))


@permission_required(RUN, fn=found_meeting)
def details(request, committee, day, pk):
    meeting = found_meeting(request, committee, day)
    line = get_object_or_404(meeting.attendance.select_related("meeting"), pk=pk)
    form = AttendanceDetailsForm(request.POST or None, line=line)
    form.initial = {name: getattr(line, name) for name in form.fields}
    if form.is_valid():
        try:
            services.change_attendance(line, **form.cleaned_data, by=request.user, now=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect(meeting.url("attendance"))
    return form_page(request, form, title=line.name, caption=str(meeting), back=meeting.url("attendance"))


@require_POST
@permission_required(RUN, fn=found_meeting)
def remove(request, committee, day, pk):
    meeting = found_meeting(request, committee, day)
    services.remove_attendance(get_object_or_404(meeting.attendance, pk=pk), by=request.user, now=timezone.now())
    return redirect(meeting.url("attendance"))


@permission_required(RUN, fn=found_meeting)
def declare(request, committee, day, pk):
    item = found_item(request, committee, day, pk)
    form = DeclarationForm(request.POST or None, meeting=item.meeting)
    if form.is_valid():
        services.declare_interest(item, **form.cleaned_data, by=request.user, now=timezone.now())
        return redirect(item.meeting.url("minute", pk))
    return form_page(request, form, title="Record an interest", caption=str(item), back=item.meeting.url("minute", pk))


@permission_required(RUN, fn=found_meeting)
def undeclare(request, committee, day, pk):
    meeting = found_meeting(request, committee, day)
    declaration = get_object_or_404(
        Declaration.objects.select_related("item", "attendance"), item__meeting=meeting, pk=pk
    )
    back = f"{meeting.url('minute', declaration.item_id)}#outcomes"
    if request.method != "POST":
        return confirm_page(
            request,
            title=f"Remove the interest of {declaration.attendance.name}?",
            caption=str(declaration.item),
            words=f"“{declaration.interest}”",
            submit="Remove the interest",
            back=back,
        )
    services.remove_declaration(declaration, by=request.user, now=timezone.now())
    messages.success(request, "The interest is removed.")
    return redirect(back)
