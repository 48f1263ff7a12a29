"""Decisions and actions while the minutes are written."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from compact_portal.access.gate import permission_required
from compact_portal.forms.pages import confirm_page, form_page
from meetings.forms.minutes import ActionForm, AnswerForm, ChangeActionForm, ChangeDecisionForm, DecisionForm
from meetings.models import Action, ActionOwner, Decision, Meeting
from meetings.queries.attendance import people_known_to
from meetings.queries.owners import owners_with_people
from meetings.services import actions as action_services
from meetings.services import decisions as services
from meetings.services.states import MeetingMovedOn
from meetings.views.finding import RUN, found_item, found_meeting


@permission_required(RUN, fn=found_meeting)
def decision_new(request, committee, day, pk):
    item = found_item(request, committee, day, pk)
    form = DecisionForm(request.POST or None)
    if form.is_valid():
        services.record_decision(item, **form.cleaned_data, by=request.user, now=timezone.now())
        return redirect(f"{item.meeting.url('minute', pk)}#outcomes")
    return form_page(request, form, title="Record a decision", caption=str(item), back=item.meeting.url("minute", pk))


def found_decision(request, committee, day, pk, *args, **kwargs) -> Decision:
    meeting = found_meeting(request, committee, day)
    found = Decision.objects.select_related("item__meeting__committee").filter(item__meeting=meeting, pk=pk).first()
    return found or is_gone(request, meeting, "decision")


def is_gone(request, meeting: Meeting, what: str):
    """Raises what says so: words that were sent for it are shown to their writer, to be copied."""
    if request.method != "POST":
        raise Http404
    raise MeetingMovedOn(meeting, f"This {what} was removed after you opened the page.")


@permission_required(RUN, fn=found_meeting)
def decision_edit(request, committee, day, pk):
    decision = found_decision(request, committee, day, pk)
    fields = ("text", "kind", "needs_adoption")
    form = ChangeDecisionForm(request.POST or None, initial={name: getattr(decision, name) for name in fields})
    back = decision.item.meeting.url("minute", decision.item_id)
    if form.is_valid():
        services.change_decision(decision, **form.cleaned_data, by=request.user, now=timezone.now())
        return redirect(f"{back}#outcomes")
    return form_page(request, form, title="Change the decision", caption=str(decision.item), back=back)


@permission_required(RUN, fn=found_meeting)
def decision_remove(request, committee, day, pk):
    decision = found_decision(request, committee, day, pk)
    back = f"{decision.item.meeting.url('minute', decision.item_id)}#outcomes"
    if request.method != "POST":
        return ask_to_remove(request, "decision", decision.text, caption=decision.item, back=back)
    services.remove_decision(decision, by=request.user, now=timezone.now())
    messages.success(request, "The decision is removed.")
    return redirect(back)


def ask_to_remove(request, what: str, text: str, *, caption, back: str):
    """Its words stand nowhere else: a line of the minute that became a decision or an action has left the minute."""
    return confirm_page(
        request,
        title=f"Remove this {what}?",
        caption=str(caption or ""),
        words=f"“{text}”",
        warning="These words are in no other place of the minutes. If you need them there, copy them first.",
        submit=f"Remove the {what}",
        back=back,
    )


@permission_required(RUN, fn=found_meeting)
def answer(request, committee, day, pk, answer):
    decision = found_decision(request, committee, day, pk)
    answer = get_object_or_404(decision.answers.select_related("organisation"), pk=answer)
    form = AnswerForm(
        request.POST or None, initial={"to": answer.answer, "on": answer.answered_on, "note": answer.note}
    )
    if form.is_valid():
        services.answer_decision(answer, **form.cleaned_data, by=request.user, now=timezone.now())
        return redirect("actions:decision", decision.pk)
    title = f"Answer of {answer.organisation}"
    return form_page(request, form, title=title, caption=decision.text, back=f"/decisions/{decision.pk}/")


@permission_required(RUN, fn=found_meeting)
def action_new(request, committee, day, pk):
    item = found_item(request, committee, day, pk)
    known = people_known_to(item.meeting)
    form = ActionForm(request.POST or None, meeting=item.meeting, known=known)
    if form.is_valid():
        action = action_services.record_action(item, **action_fields(form), by=request.user, now=timezone.now())
        say_who_is_not_reached(request, action)
        return redirect(f"{item.meeting.url('minute', pk)}#outcomes")
    return form_page(request, form, title="Record an action", caption=str(item), back=item.meeting.url("minute", pk))


def action_fields(form: ActionForm) -> dict:
    wanted = {name: form.cleaned_data[name] for name in ("text", "due_rule", "due_on")}
    return wanted | {"owners": form.owners}


def say_who_is_not_reached(request, action: Action) -> None:
    """Reminders go by email: who cannot get one is named at once, while whoever knows them is in the room."""
    saved = Action.objects.prefetch_related(owners_with_people()).get(pk=action.pk)
    if unreached := [str(owner) for owner in saved.owner_list if not owner.is_reached]:
        messages.info(
            request,
            f"The action is saved. {' and '.join(unreached)} will get no reminders: the portal knows no email address. "
            "You can change the action, and enter the address they sign in with, an organisation, or a contact.",
        )


def found_action(request, committee, day, pk, *args, **kwargs) -> Action:
    meeting = found_meeting(request, committee, day)
    actions = Action.objects.select_related("item", "meeting__committee").prefetch_related(owners_with_people())
    return actions.filter(meeting=meeting, pk=pk).first() or is_gone(request, meeting, "action")


@permission_required(RUN, fn=found_meeting)
def action_edit(request, committee, day, pk):
    action = found_action(request, committee, day, pk)
    owners = action.owner_list
    form = ChangeActionForm(
        request.POST or None,
        meeting=action.meeting,
        known=people_known_to(action.meeting) | known_as_owners(owners),
        initial={
            "text": action.text,
            "who": ", ".join(str(owner) for owner in owners),
            "contact": next((str(owner.contact) for owner in owners if owner.contact), ""),
            "due_rule": action.due_rule,
            "due_on": action.due_on,
        },
    )
    back = action.meeting.url("minute", action.item_id)
    if form.is_valid():
        action_services.change_action(action, **action_fields(form), by=request.user, now=timezone.now())
        say_who_is_not_reached(request, action)
        return redirect(f"{back}#outcomes")
    return form_page(request, form, title="Change the action", caption=str(action.item), back=back)


def known_as_owners(owners: list[ActionOwner]) -> dict[str, object]:
    """Who was chosen by an address before stays who they are, under the name that the form shows."""
    return {str(owner).lower(): owner.person or owner.organisation for owner in owners if owner.group == ""}


@permission_required(RUN, fn=found_meeting)
def action_remove(request, committee, day, pk):
    action = found_action(request, committee, day, pk)
    back = f"{action.meeting.url('minute', action.item_id)}#outcomes"
    if request.method != "POST":
        return ask_to_remove(request, "action", action.text, caption=action.item, back=back)
    try:
        action_services.remove_action(action, by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, "The action is removed.")
    return redirect(back)
