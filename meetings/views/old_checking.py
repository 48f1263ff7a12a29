"""Checking old minutes: the original's lines beside what each was taken for, and a page for each thing to put right."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from compact_portal.access.gate import permission_required
from compact_portal.audit.queries import history_of
from compact_portal.forms.pages import form_page
from compact_portal.lists import page_of
from meetings.forms.old_minutes import (
    HeadingForm,
    LineForm,
    NewAttendeeForm,
    OldActionForm,
    OldAttendeeForm,
    OldDecisionForm,
)
from meetings.models import OldAction, OldAttendee, OldDecision, OldLine, OldMinutes
from meetings.old_checks import check_old_minutes, same_day
from meetings.queries.old_minutes import LINES_A_PAGE, attendees_of, candidates_for, lines_to_check, marked_lines
from meetings.services.old_minutes import checking as services
from meetings.views.finding import RUN

HEADING = ("committee", "title", "date", "written_date", "written_time", "venue", "next_meetings")
ATTENDEE = (
    *("name", "person", "organisation_name", "organisation", "side", "role", "initials", "office", "status"),
    *("capacity", "deputises_for"),
)


def found_old(pk: int) -> OldMinutes:
    """Those that can be looked at: what waits or could not be read has no lines."""
    old = get_object_or_404(OldMinutes.objects.select_related("committee", "meeting__committee"), pk=pk)
    if not (old.is_to_check or old.is_kept):
        raise Http404
    return old


def found_line(pk: int, position: int) -> OldLine:
    old = found_old(pk)
    line = get_object_or_404(old.lines, position=position)
    line.old_minutes = old
    return line


def page_with(line: OldLine) -> str:
    """The check page, at this line."""
    page = (line.position - 1) // LINES_A_PAGE + 1
    return f"{line.old_minutes.url()}{f'?page={page}' if page > 1 else ''}#{line.anchor}"


@require_safe
@permission_required(RUN)
def check(request, pk):
    old = found_old(pk)
    attendees = list(attendees_of(old))
    page = page_of(request, lines_to_check(old), LINES_A_PAGE)
    differing, items = marked_lines(old)
    context = {
        "old": old,
        "page": page,
        "attendees": attendees,
        "differing": differing,
        "findings": check_old_minutes(old, attendees, items, same_day(old)) if old.is_to_check else [],
        "history": history_of(old)[:20],
    }
    return render(request, "meetings/old_minutes/check.html", context)


@permission_required(RUN)
def heading(request, pk):
    old = found_old(pk)
    initial = {name: getattr(old, name) for name in HEADING} | {"seen": old.revision}
    form = HeadingForm(request.POST or None, initial=initial)
    if form.is_valid():
        services.change_heading(old, **form.cleaned_data, by=request.user, now=timezone.now())
        return redirect(old)
    return form_page(request, form, title="Heading of the minutes", caption=old.name, back=old.get_absolute_url())


@permission_required(RUN)
def line(request, pk, position):
    """What one line is. Saving can go on to the next."""
    line = found_line(pk, position)
    form = LineForm(request.POST or None, old_line=line, initial=initial_of(line))
    if form.is_valid():
        seen = form.cleaned_data["seen"]
        services.place_line(line, seen=seen, **form.placed, by=request.user, now=timezone.now())
        following = line.old_minutes.lines.filter(position=line.position + 1).exists()
        if "next" in request.POST and following:
            return redirect(line.old_minutes.url("old-line", line.position + 1))
        return redirect(page_with(line))
    context = {
        "old": line.old_minutes,
        "line": line,
        "form": form,
        "back": page_with(line),
        "around": line.old_minutes.lines.in_order().filter(position__range=(position - 2, position + 2)),
    }
    return render(request, "meetings/old_minutes/line.html", context)


def initial_of(line: OldLine) -> dict:
    """A line that is no title yet offers its words as one."""
    values = {"seen": line.revision, "taken_for": line.taken_for, "kept": line.kept or line.text}
    if line.opens_item:
        named = {name: getattr(line, name) for name in ("number", "title", "presenters")}
        return values | named | {"rest": line.kept}
    return values | {"title": line.text[:300]}


@permission_required(RUN)
def decision_new(request, pk, position):
    form = OldDecisionForm(request.POST or None, initial={"seen": 0})
    return add(request, found_line(pk, position), OldDecision, form, "Add a decision")


@permission_required(RUN)
def action_new(request, pk, position):
    form = OldActionForm(request.POST or None, initial={"seen": 0})
    return add(request, found_line(pk, position), OldAction, form, "Add an action")


@permission_required(RUN)
def attendee_new(request, pk, position):
    initial = {"seen": 0, "status": "present", "capacity": "member"}
    form = NewAttendeeForm(request.POST or None, initial=initial, may_be=[])
    return add(request, found_line(pk, position), OldAttendee, form, "Add someone to the attendance list")


def add(request, line: OldLine, kind, form, title: str):
    if form.is_valid():
        values = {name: value for name, value in form.cleaned_data.items() if name != "seen"}
        services.add_to_line(line, kind, **values, by=request.user, now=timezone.now())
        return redirect(page_with(line))
    return form_page(request, form, title=title, caption=f"Line {line.position}: {line.text}", back=page_with(line))


@permission_required(RUN)
def decision(request, pk, row):
    decision = found_row(OldDecision, pk, row)
    initial = {"seen": decision.revision, "text": decision.text, "kind": decision.kind}
    return change(request, decision, OldDecisionForm(request.POST or None, initial=initial), "A decision")


@permission_required(RUN)
def action(request, pk, row):
    action = found_row(OldAction, pk, row)
    fields = ("text", "owners", "due", "number", "is_open")
    initial = {name: getattr(action, name) for name in fields} | {"seen": action.revision}
    return change(request, action, OldActionForm(request.POST or None, initial=initial), "An action")


@permission_required(RUN)
def attendee(request, pk, row):
    attendee = found_row(OldAttendee, pk, row)
    initial = {name: getattr(attendee, name) for name in ATTENDEE} | {"seen": attendee.revision}
    form = OldAttendeeForm(request.POST or None, initial=initial, may_be=list(candidates_for(attendee)))
    return change(request, attendee, form, "Somebody of the attendance list")


def found_row(kind, pk: int, row: int):
    old = found_old(pk)
    found = get_object_or_404(kind.objects.select_related("line"), pk=row, line__old_minutes=old)
    found.line.old_minutes = old
    return found


def change(request, row, form, title: str):
    if form.is_valid():
        services.change_row(row, **form.cleaned_data, by=request.user, now=timezone.now())
        return redirect(page_with(row.line))
    context = {"form": form, "title": title, "row": row, "line": row.line, "back": page_with(row.line)}
    return render(request, "meetings/old_minutes/row.html", context)


REMOVABLE = {"decision": OldDecision, "action": OldAction, "attendee": OldAttendee}


@require_POST
@permission_required(RUN)
def remove_row(request, pk, kind, row):
    if kind not in REMOVABLE:
        raise Http404
    found = found_row(REMOVABLE[kind], pk, row)
    services.remove_row(found, by=request.user, now=timezone.now())
    return redirect(page_with(found.line))
