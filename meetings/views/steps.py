"""The officer's desk: where a meeting stands, what comes next, and the steps from state to state."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from compact_portal.access.gate import permission_required
from compact_portal.audit.queries import history_of
from compact_portal.partnership.models import Partnership
from compact_portal.wording import long_date
from meetings import pdfs
from meetings.checks import check_agenda, check_minutes
from meetings.choices import TRANSITIONS, MeetingState
from meetings.deadlines import clear_days_of
from meetings.forms.meetings import ApproveForm, OverrideForm, PostponeForm, ReasonedStepForm, StepForm
from meetings.models import Meeting
from meetings.queries.agenda import can_approve
from meetings.queries.attendance import quorum_of
from meetings.queries.minutes import read_for_checks, read_minutes
from meetings.services import agenda, minutes, planning
from meetings.services.states import WrongState
from meetings.views.finding import RUN, found_meeting


@dataclass(frozen=True, slots=True)
class Step:
    """How a transition is done in the browser: the service, its form, what the page says before and after."""

    service: object
    form: type[StepForm]
    before: str
    after: str
    goes_to: str = "desk"
    caution: Callable[[Meeting, date], str] = lambda meeting, today: ""  # something to make sure of first


def is_early(meeting: Meeting, today: date) -> str:
    """A meeting started by a slip of the hand keeps a list of who came to a day that has not been."""
    if not meeting.date or meeting.date <= today:
        return ""
    return f"This meeting is on {long_date(meeting.date)}. Today is {long_date(today)}."


STEPS = {
    "publish-agenda": Step(
        agenda.publish_agenda,
        StepForm,
        "Everyone will be able to read the agenda, and members get an email.",
        "The agenda is published. Its PDF is being made.",
    ),
    "start": Step(
        minutes.start_meeting,
        StepForm,
        "The attendance list is filled in from the seats, and you can take minutes.",
        "The meeting has started.",
        "attendance",
        caution=is_early,
    ),
    "undo-start": Step(
        minutes.undo_start,
        StepForm,
        "The meeting is still to come again. You can do this while nobody is marked and nothing is minuted.",
        "The start is undone.",
    ),
    "finish": Step(
        minutes.finish_meeting,
        StepForm,
        "You can still write the minutes. Items with no text are offered for the next agenda.",
        "The meeting has ended. Finish the minutes and publish the draft.",
    ),
    "circulate": Step(
        minutes.circulate_minutes,
        StepForm,
        "Everyone who was there gets an email and can tell you what to put right.",
        "The draft is with those who were there.",
    ),
    "publish": Step(
        minutes.publish_minutes,
        StepForm,
        "Everyone will be able to read the draft minutes, and the owners of actions get an email.",
        "The draft minutes are published. Their PDF is being made.",
    ),
    "revise": Step(
        minutes.revise_minutes,
        ReasonedStepForm,
        "The published draft stays public until you publish the next one.",
        "You can change the minutes again.",
    ),
    "cancel": Step(
        planning.cancel_meeting,
        ReasonedStepForm,
        "The meeting stays in the calendar, marked as cancelled. Members get an email.",
        "The meeting is cancelled.",
    ),
    "postpone": Step(
        planning.postpone_meeting,
        PostponeForm,
        "The agenda moves to the new day. The old day stays in the calendar and points to the new one.",
        "The meeting is postponed.",
    ),
}


@require_safe
@permission_required(RUN, fn=found_meeting)
def desk(request, committee, day):
    """Where the meeting stands, what can be done next, and what the checks say."""
    meeting = found_meeting(request, committee, day)
    possible = [step for verb, step in TRANSITIONS.items() if verb in STEPS and meeting.state in step.sources]
    return render(
        request,
        "meetings/desk.html",
        {
            "meeting": meeting,
            "steps": possible,
            "findings": findings_for(meeting),
            "history": history_of(meeting),
            "corrections_waiting": waiting_in(meeting),
            "approves": meeting.previous if can_approve(meeting) else None,
            "next_meeting": following(meeting) if meeting.state == MeetingState.DRAFT_PUBLISHED else None,
        },
    )


def following(meeting: Meeting) -> Meeting | None:
    """The one at which its minutes can be approved."""
    return meeting.following.exclude(date=None).order_by("date").first()


def waiting_in(meeting: Meeting) -> int:
    """How many proposed corrections wait; before a draft was circulated there can be none."""
    if meeting.to_come or meeting.is_in_session:
        return 0
    return meeting.proposals.waiting().count()


def findings_for(meeting: Meeting) -> list:
    if meeting.to_come:
        clear_days = clear_days_of(meeting.committee, Partnership.current())
        return check_agenda(meeting, timezone.localdate(), clear_days)
    return check_minutes(read_for_checks(meeting)) if meeting.minutes_open else []


@permission_required(RUN, fn=found_meeting)
def take(request, committee, day, verb):
    """Ask before a step is taken, then take it. A stale form or a second click is told so and changes nothing."""
    meeting = found_meeting(request, committee, day)
    if verb not in STEPS:
        raise Http404
    step, transition = STEPS[verb], TRANSITIONS[verb]
    if meeting.state not in transition.sources and request.method != "POST":
        raise WrongState(meeting, transition.label)
    findings = findings_for(meeting) if verb in ("publish-agenda", "publish") else []
    form_class = OverrideForm if findings else step.form
    form = form_class(request.POST or None, initial={"seen": meeting.revision})
    form.submit = transition.label
    if form.is_valid():
        try:
            meeting = step.service(meeting, **form.cleaned_data, by=request.user, now=timezone.now())
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, step.after)
            return redirect(meeting.url(step.goes_to))
    return render(
        request,
        "meetings/step.html",
        {
            "meeting": meeting,
            "form": form,
            "transition": transition,
            "step": step,
            "findings": findings,
            "caution": step.caution(meeting, timezone.localdate()),
        },
    )


@require_safe
@permission_required(RUN, fn=found_meeting)
def preview(request, committee, day):
    """The minutes as the public will read them, before they are published."""
    meeting = found_meeting(request, committee, day)
    minutes = read_minutes(meeting)
    context = {
        "meeting": meeting,
        "data": pdfs.minutes_document(minutes),
        "findings": check_minutes(minutes) if meeting.minutes_open else [],
    }
    return render(request, "meetings/preview.html", context)


def numbers_of(meeting: Meeting) -> set[str]:
    """The items that a correction can name."""
    return {number.rstrip(".") for number in meeting.items.values_list("number", flat=True)}


@permission_required(RUN, fn=found_meeting)
def approve_previous(request, committee, day):
    """Approve the minutes of the last meeting at this one, with the corrections this meeting agreed."""
    meeting = found_meeting(request, committee, day)
    previous = meeting.previous
    if previous and previous.state == MeetingState.APPROVED:
        messages.info(request, f"The minutes of {long_date(previous.date)} are approved already.")
        return redirect(meeting.url("desk"))
    if not can_approve(meeting):
        raise Http404
    form = ApproveForm(request.POST or None, initial={"seen": previous.revision}, numbers=numbers_of(previous))
    if form.is_valid():
        minutes.approve_minutes(previous, approved_by=meeting, **form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, "The minutes of the last meeting are approved.")
        return redirect(meeting.url("desk"))
    context = {"meeting": meeting, "previous": previous, "form": form, "quorum": quorum_of(meeting)}
    return render(request, "meetings/approve.html", context)


@permission_required(RUN, fn=found_meeting)
def correct(request, committee, day):
    """Add to the register of corrections of approved minutes."""
    meeting = found_meeting(request, committee, day)
    if meeting.state != MeetingState.APPROVED or not meeting.approved_by_meeting:
        raise Http404
    form = ApproveForm(request.POST or None, initial={"seen": meeting.revision}, numbers=numbers_of(meeting))
    form.submit = "Record the corrections"
    if form.is_valid():
        minutes.correct_approved_minutes(
            meeting,
            agreed_at=meeting.approved_by_meeting,
            **form.cleaned_data,
            by=request.user,
            now=timezone.now(),
        )
        return redirect(meeting.url("desk"))
    return render(request, "meetings/approve.html", {"meeting": meeting, "previous": meeting, "form": form})
