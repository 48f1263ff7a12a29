"""The records: every action and what became of it, every decision and what each signatory made of it."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from compact_portal.access.gate import permission_required
from compact_portal.csv_download import csv_response
from compact_portal.forms.pages import form_page
from compact_portal.lists import page_of
from meetings.choices import ActionState
from meetings.filters import ActionFilter, DecisionFilter
from meetings.forms.minutes import ActionUpdateForm
from meetings.forms.records import NewDateForm
from meetings.models import Action, Decision
from meetings.pdfs import owners_text
from meetings.queries.owners import owners_with_people, with_owners
from meetings.records import action_at, action_log, by_meeting, decisions_made, kept_back, meetings_with, updates_of
from meetings.services.actions import set_due, update_action
from meetings.views.finding import RUN

ROWS_AT_A_TIME = 500
MEETINGS_A_PAGE = 15


def actions_asked_for(request) -> ActionFilter:
    """What this person may see of the action log, narrowed as the address says; undated actions last."""
    return ActionFilter(request.GET, action_log(drafts=request.user.has_perm(RUN)).soonest_first())


@login_not_required
@require_safe
def actions(request):
    """The action log: what is to be done, by whom, by when."""
    chosen = actions_asked_for(request)
    page = page_of(request, chosen.rows)
    with_owners(page.rows)
    context = {"filter": chosen, "page": page, "today": timezone.localdate()}
    context["runs_meetings"] = request.user.has_perm(RUN)
    return render(request, "records/actions.html", context)


@login_not_required
@require_safe
def actions_csv(request):
    header = ["Number", "Action", "Who", "Due", "State", "Committee", "Meeting", "Item", "Link"]
    rows = actions_asked_for(request).rows.prefetch_related(owners_with_people())
    return csv_response("actions.csv", header, map(action_row, rows.iterator(chunk_size=ROWS_AT_A_TIME)))


def action_row(action: Action) -> list[str]:
    meeting = action.meeting
    return [
        action.number,
        action.text,
        owners_text(action),
        action.due_on.isoformat() if action.due_on else "",
        ", ".join(filter(None, [action.get_state_display(), kept_back(action)])),
        meeting.committee.name,
        meeting.date.isoformat() if meeting.date else meeting.written_date,
        str(action.item or ""),
        f"{settings.SITE_URL}{action.get_absolute_url()}",
    ]


def visible_action(request, pk: int) -> Action:
    """Published actions are for everyone; drafts and confidential ones for officers and those who own them."""
    action = action_at(pk)
    if action is None or not request.user.has_perm("meetings.view_action", action):
        raise Http404
    return action


@login_not_required
@require_safe
def action(request, pk):
    action = visible_action(request, pk)
    context = {
        "action": action,
        "updates": updates_of(pk),
        "today": timezone.localdate(),
        "may_update": request.user.has_perm("meetings.update_action", action),
        "runs_meetings": request.user.has_perm(RUN),
    }
    return render(request, "records/action.html", context)


@permission_required("meetings.update_action", fn=visible_action)
def update(request, pk):
    """Report progress; done, dropped and open again are reported here too."""
    action = visible_action(request, pk)
    form = ActionUpdateForm(request.POST or None, initial={"state": action.state})
    if form.is_valid():
        update_action(action, **form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, "Thank you. The action’s history has your report.")
        return redirect(action)
    return form_page(request, form, title="Report progress", caption=action.text, back=action.get_absolute_url())


@permission_required(RUN, fn=visible_action)
def new_date(request, pk):
    action = visible_action(request, pk)
    if action.state != ActionState.OPEN:
        raise Http404
    form = NewDateForm(request.POST or None, meeting=action.meeting, initial={"on": action.due_on})
    if form.is_valid():
        set_due(action, **form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, "The action has a new date.")
        return redirect(action)
    return form_page(request, form, title="Set a new date", caption=action.text, back=action.get_absolute_url())


def decisions_asked_for(request) -> DecisionFilter:
    return DecisionFilter(request.GET, decisions_made(drafts=request.user.has_perm(RUN)).newest_first())


@login_not_required
@require_safe
def decisions(request):
    """What was decided, meeting by meeting, latest first."""
    chosen = decisions_asked_for(request)
    page = page_of(request, meetings_with(chosen.rows), MEETINGS_A_PAGE)
    context = {"filter": chosen, "page": page, "decided": by_meeting(chosen.rows, page.rows)}
    return render(request, "records/decisions.html", context)


@login_not_required
@require_safe
def decisions_csv(request):
    header = ["Decision", "How", "Committee", "Meeting", "Item", "Link"]
    rows = decisions_asked_for(request).rows.iterator(chunk_size=ROWS_AT_A_TIME)
    return csv_response("decisions.csv", header, map(decision_row, rows))


def decision_row(decision: Decision) -> list[str]:
    meeting = decision.item.meeting
    return [
        decision.text,
        ", ".join(filter(None, [decision.get_kind_display(), kept_back(decision)])),
        meeting.committee.name,
        meeting.date.isoformat() if meeting.date else meeting.written_date,
        str(decision.item),
        f"{settings.SITE_URL}{decision.get_absolute_url()}",
    ]


@login_not_required
@require_safe
def decision(request, pk):
    """One decision; where signatories take it through their own governance, what each of them said."""
    runs_meetings = request.user.has_perm(RUN)
    decision = get_object_or_404(decisions_made(drafts=runs_meetings), pk=pk)
    context = {
        "decision": decision,
        "answers": decision.answers.select_related("organisation"),
        "runs_meetings": runs_meetings,
    }
    return render(request, "records/decision.html", context)
