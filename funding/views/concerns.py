"""A concern about an award: raised by the funder, put right together, resolved; or notice. The group sees all of it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from compact_portal.access.gate import permission_required
from compact_portal.forms.pages import form_page
from compact_portal.wording import long_date
from funding.choices import CONCERN_TRANSITIONS, RUNNING, ConcernState
from funding.forms import concerns as forms
from funding.models import Award, Concern
from funding.services import concerns as services
from funding.services.awards import RUN, AwardMovedOn
from funding.views.awards import VIEW, found_award
from funding.views.drafts import posted, saved


def found_concern(request, reference: str, number: int) -> Concern:
    award = found_award(request, reference)
    concern = award.concerns.with_everything().filter(number=number).first()
    if concern is None:
        raise Http404
    concern.award = award
    return concern


def concern_for(request, reference: str, number: int, verb: str) -> Concern:
    """One for which a step of the table is possible. Raises AwardMovedOn for any other."""
    concern, transition = found_concern(request, reference, number), CONCERN_TRANSITIONS[verb]
    if not can(concern, verb):
        words = f"{transition.label}: not possible while it is “{concern.get_state_display()}”."
        raise AwardMovedOn(concern.award, words)
    return concern


def can(concern: Concern, verb: str) -> bool:
    return concern.award.state in RUNNING and concern.state in CONCERN_TRANSITIONS[verb].sources


def concern_page(request, form, concern: Concern, title: str, lead: str = ""):
    return form_page(request, form, title=title, caption=str(concern), lead=lead, back=concern.get_absolute_url())


def who(request) -> dict:
    return {"by": request.user, "now": timezone.now()}


@permission_required(RUN, fn=found_award)
def raise_concern(request, reference):
    award: Award = found_award(request, reference)
    if award.state not in RUNNING:
        raise AwardMovedOn(award, f"Nothing can be raised while it is “{award.get_state_display()}”.")
    form, made = forms.ConcernForm(posted(request)), []
    if saved(form, lambda: made.append(services.raise_concern(award, **form.cleaned_data, **who(request)))):
        messages.success(request, "The concern is raised, and the organisation is told.")
        return redirect(made[0])
    lead = "The organisation is told, reads it and can reply. Next you agree on a timetable to put it right."
    back = award.get_absolute_url()
    return form_page(request, form, title="Raise a concern", caption=str(award), lead=lead, back=back)


@require_safe
@permission_required(VIEW, fn=found_award)
def concern(request, reference, number):
    found = found_concern(request, reference, number)
    runs = request.user.has_perm(RUN, found.award)
    context = {
        "award": found.award,
        "concern": found,
        "steps": found.steps.all(),
        "may_mark": runs and found.state == ConcernState.IMPROVING and found.award.state in RUNNING,
        "may_plan": runs and can(found, "plan") and not found.is_begun,
        "may_resolve": runs and can(found, "resolve"),
        "may_give_notice": runs and can(found, "give-notice"),
        "may_reply": not found.is_resolved and request.user.has_perm(services.REPLY, found.award),
    }
    return render(request, "funding/concern.html", context)


@permission_required(RUN, fn=found_award)
def timetable(request, reference, number):
    found = concern_for(request, reference, number, "plan")
    if found.is_begun:
        raise AwardMovedOn(found.award, "A step is marked already, so the timetable stays as it is.")
    form = forms.TimetableForm(posted(request), concern=found)
    if saved(form, lambda: services.set_timetable(found, steps=form.steps, **who(request))):
        messages.success(request, "The timetable is saved, and the organisation is told.")
        return redirect(found)
    lead = "What is to be done, and by when. Talk with the organisation first, so that the days can be kept."
    return concern_page(request, form, found, "A timetable to put it right", lead)


@permission_required(RUN, fn=found_award)
def step(request, reference, number, step):
    found = found_concern(request, reference, number)
    marked = next((each for each in found.steps.all() if each.number == step), None)
    if marked is None:
        raise Http404
    marked.concern = found
    if marked.outcome or found.state != ConcernState.IMPROVING or found.award.state not in RUNNING:
        raise AwardMovedOn(found.award, "This step does not wait to be marked.")
    form = forms.StepForm(posted(request))
    if saved(form, lambda: services.mark_step(marked, **form.cleaned_data, **who(request))):
        messages.success(request, "It is saved, and the organisation is told.")
        return redirect(found)
    return concern_page(request, form, found, str(marked), f"{marked.text} By {long_date(marked.due)}.")


@permission_required(services.REPLY, fn=found_award)
def reply(request, reference, number):
    found = found_concern(request, reference, number)
    if found.is_resolved:
        raise AwardMovedOn(found.award, "The concern is resolved, so there is nothing to reply to.")
    form = forms.ReplyForm(posted(request))
    if saved(form, lambda: services.reply(found, **form.cleaned_data, **who(request))):
        messages.success(request, "Your reply is sent.")
        return redirect(found)
    return concern_page(request, form, found, "Reply")


@permission_required(RUN, fn=found_award)
def resolve(request, reference, number):
    found = concern_for(request, reference, number, "resolve")
    form = forms.ResolveForm(posted(request))
    if saved(form, lambda: services.resolve(found, **form.cleaned_data, **who(request))):
        messages.success(request, "The concern is resolved, and the organisation is told.")
        return redirect(found)
    return concern_page(request, form, found, "Resolve the concern")


@permission_required(RUN, fn=found_award)
def notice(request, reference, number):
    """The last step there is, with the length that it has at least."""
    found, today = concern_for(request, reference, number, "give-notice"), timezone.localdate()
    form = forms.NoticeForm(posted(request), concern=found, today=today)
    if saved(form, lambda: services.give_notice(found, **form.cleaned_data, **who(request))):
        messages.success(request, "Notice is given, and the organisation is told.")
        return redirect(found)
    counted = f"Notice is until {long_date(found.earliest_end(today))} at least: {found.how_counted(today)}"
    lead = counted if found.has_failed else f"{services.why_not_yet(found)}\n\n{counted}"
    return concern_page(request, form, found, "Give notice", lead)
