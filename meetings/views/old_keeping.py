"""Old minutes become a record, and can be taken back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import format_html

from compact_portal.access.gate import permission_required
from meetings.forms.old_minutes import KeepForm, SeenForm
from meetings.old_checks import check_old_minutes, same_day
from meetings.queries.old_minutes import attendees_of, marked_lines, next_to_check
from meetings.services.old_minutes import keeping as services
from meetings.views.finding import RUN
from meetings.views.old_checking import found_old


@permission_required(RUN)
def keep(request, pk):
    """What is kept, what still differs, and what becomes of it: asked once, then done."""
    old = found_old(pk)
    if request.method != "POST" and not old.is_to_check:
        return redirect(old)
    attendees = list(attendees_of(old))
    differing, items = marked_lines(old)
    already = same_day(old)
    initial = {"seen": services.changes_of(old)}
    form = KeepForm(request.POST or None, initial=initial, differs=bool(differing))
    if form.is_valid():
        try:
            meeting = services.keep_as_record(old, **form.cleaned_data, by=request.user, now=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, said_after_keeping())
            return redirect(meeting if meeting.minutes_public else meeting.url("desk"))
    context = {
        "old": old,
        "form": form,
        "differing": differing,
        "findings": check_old_minutes(old, attendees, items, already),
        "already": already,
        "kept": services.counts_of(old, attendees),
    }
    return render(request, "meetings/old_minutes/keep.html", context)


def said_after_keeping() -> str:
    """With a cupboard full of files one goes on with the next."""
    said = "The minutes are kept as a record. Nobody was sent an email."
    if old := next_to_check():
        link = '{} <a class="govuk-notification-banner__link" href="{}">Check the next: {}</a>'
        return format_html(link, said, old.get_absolute_url(), old.name)
    return said


@permission_required(RUN)
def take_back(request, pk):
    old = found_old(pk)
    if not old.is_kept:
        if request.method == "POST":
            services.take_back(old, by=request.user, now=timezone.now())  # says where they stand now
        raise Http404
    form = SeenForm(request.POST or None, initial={"seen": services.changes_of(old)})
    form.submit, form.submit_class = "Take it back", "govuk-button--warning"
    if form.is_valid():
        try:
            services.take_back(old, by=request.user, now=timezone.now())
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, "The record is taken back. The minutes are to be checked again.")
            return redirect(old)
    return render(request, "meetings/old_minutes/take_back.html", {"old": old, "form": form})
