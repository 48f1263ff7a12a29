"""Stage 2: what Champions do, and what the two sides send them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from compact_portal.access.gate import permission_required
from compact_portal.forms.pages import form_page
from compact_portal.wording import long_date
from disputes.choices import Side
from disputes.forms import hearing as forms
from disputes.forms.actions import OutcomeForm
from disputes.models import Dispute, Objection
from disputes.next_steps import stage_going_on
from disputes.queries.disputes import with_stages
from disputes.services import hearing
from disputes.sides import names_of, other, side_of
from disputes.views.finding import found_dispute, step_required
from disputes.views.stage import asked, with_actions

CONVENE = "disputes.convene_dispute"
SEND = "disputes.send_statement"


def dispute_to_hear(request, reference: str) -> Dispute:
    """For a Champion who stands apart and has not taken it up. To one who is close to a side it does not exist."""
    dispute = with_stages(Dispute.objects.sent().filter(reference=reference)).first()
    if dispute is None or not request.user.has_perm("disputes.hear_dispute", dispute):
        raise Http404
    return dispute


@permission_required("disputes.hear_dispute", fn=dispute_to_hear)
def hear(request, reference):
    """Only who the two sides are: a Champion declares before they read what it is about."""
    dispute = dispute_to_hear(request, reference)
    form = forms.InterestForm(request.POST or None)
    if form.is_valid():
        hearing.declare_interest(dispute, has_interest=form.has_interest, by=request.user, now=timezone.now())
        if form.has_interest:
            messages.success(request, "Thank you. You stand aside, and will not see it again.")
            return redirect("disputes:index")
        messages.success(request, "You hear it. Both sides have been told.")
        return redirect(dispute)
    both = f"{names_of(dispute, Side.RAISING)} and {names_of(dispute, Side.RESPONDING)}"
    return form_page(request, form, title=f"Before you open it: {both}", caption=dispute.reference, back="/disputes/")


@step_required("disputes.leave_panel")
def leave(request, reference):
    dispute = found_dispute(request, reference)
    return asked(
        request,
        dispute,
        forms.LeavePanelForm(request.POST or None),
        title="Step down",
        do=lambda form: hearing.leave_panel(dispute, **form.cleaned_data, by=request.user, now=timezone.now()),
        done="You have stepped down.",
        then="disputes:index",
    )


@step_required(CONVENE)
def timetable(request, reference):
    dispute = found_dispute(request, reference)
    stage = stage_going_on(dispute)
    there = getattr(stage, "timetable", None)
    days = ("statements_due", "meeting_on", "outcome_due")
    return asked(
        request,
        dispute,
        forms.TimetableForm(request.POST or None, initial={day: getattr(there, day) for day in days} if there else {}),
        title="Set the timetable",
        do=lambda form: hearing.set_timetable(dispute, **form.cleaned_data, by=request.user, now=timezone.now()),
        done="The timetable is set. Both sides have been told.",
        lead=f"Stage {stage.definition.number} is due on {long_date(stage.clock.due)}.",
    )


@step_required(SEND)
def statement(request, reference):
    dispute = found_dispute(request, reference)
    side = side_of(request.user, dispute)
    sent = {statement.side: statement for statement in stage_going_on(dispute).statements_sent}
    own, is_the_second = sent.get(side), other(side) in sent
    return asked(
        request,
        dispute,
        forms.StatementForm(request.POST or None, initial={"text": own.text} if own else {}),
        title="Your statement",
        do=lambda form: hearing.send_statement(dispute, **form.cleaned_data, by=request.user, now=timezone.now()),
        done="Both statements are in. Both sides can read both of them now."
        if is_the_second
        else "Your statement is kept. The other side reads it when both are in, or when the day has passed.",
    )


@step_required(CONVENE)
def outcome(request, reference):
    dispute = found_dispute(request, reference)
    there = stage_going_on(dispute).draft_shown
    initial = {"outcome": there.outcome, "text": there.text} if there else {}
    actions = there.actions.all() if there else ()
    return asked(
        request,
        dispute,
        OutcomeForm(request.POST or None, initial=initial, dispute=dispute, actions=actions),
        title="Write the outcome",
        lead=still_to_come(dispute),
        do=lambda form: hearing.draft_outcome(
            dispute, **form.said, actions=form.actions, by=request.user, now=timezone.now()
        ),
        done="Both sides can read the draft now, and say where the facts are wrong.",
    )


def still_to_come(dispute: Dispute) -> str:
    """What those who write an outcome may want to wait for."""
    timetable, today = getattr(stage_going_on(dispute), "timetable", None), timezone.localdate()
    is_ahead = timetable is not None and timetable.meeting_on > today
    said = [f"The meeting with both sides is on {long_date(timetable.meeting_on)}."] if is_ahead else []
    asked = Objection.objects.open().filter(member__dispute=dispute, member__left_at=None)
    said += ["An objection to somebody on the panel is not answered yet."] if asked.exists() else []
    return " ".join(said)


@step_required(SEND)
def comment(request, reference):
    dispute = found_dispute(request, reference)
    draft = stage_going_on(dispute).draft_shown
    return asked(
        request,
        dispute,
        forms.FactCommentForm(request.POST or None),
        title="Comment on the facts",
        do=lambda form: hearing.comment_on_facts(dispute, **form.cleaned_data, by=request.user, now=timezone.now()),
        done="Your comment is sent to those who hear it.",
        lead=f"{draft.get_outcome_display()}\n{with_actions(draft.text, draft, dispute)}" if draft else "",
    )


@step_required(CONVENE)
def issue(request, reference):
    """What will be issued, word for word; then it is."""
    dispute, error = found_dispute(request, reference), ""
    draft = stage_going_on(dispute).draft_shown
    if request.method == "POST":
        try:
            hearing.issue_outcome(dispute, by=request.user, now=timezone.now())
        except ValidationError as refused:
            error = refused.messages[0]
        else:
            messages.success(request, "The outcome is issued. Both sides have been told.")
            return redirect(dispute)
    context = {
        "dispute": dispute,
        "draft": draft,
        "error": error,
        "words": with_actions(draft.text, draft, dispute) if draft else "",
        "names": {side: names_of(dispute, side) for side in Side.values},
    }
    return render(request, "disputes/issue.html", context)
