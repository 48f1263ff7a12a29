"""Asking about a round, and answering for everyone."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from compact_portal.access.gate import permission_required
from compact_portal.forms.pages import form_page
from compact_portal.people.models import Organisation
from compact_portal.people.queries import organisations_acted_for_by
from funding.forms.applications import AnswerAskedForm, AskForm, CorrectAnswerForm
from funding.services import asked as services
from funding.views.drafts import RUN, found_round, posted, saved


@permission_required(services.ASK)
def ask(request, slug):
    round_ = found_round(request, slug)
    own = Organisation.objects.filter(pk__in=organisations_acted_for_by(request.user)).by_name()
    form = AskForm(posted(request), organisations=own)
    who = {"by": request.user, "now": timezone.now()}
    if saved(form, lambda: services.ask_about_round(round_, **form.cleaned_data, **who)):
        messages.success(request, "Your question is sent. You get an email when it is answered.")
        return redirect(round_)
    return form_page(request, form, title="Ask about this round", caption=round_.title, back=round_.get_absolute_url())


@require_safe
@permission_required(RUN, fn=found_round)
def asked(request, slug):
    """For the funder: what waits for an answer, and what was answered."""
    round_ = found_round(request, slug)
    questions = list(round_.asked.select_related("organisation"))
    waiting = [question for question in questions if question.answered_at is None]
    answered = [question for question in questions if question.answered_at]
    context = {
        "round": round_,
        "waiting": waiting,
        "answered": answered,
        "can_be_corrected": round_ if round_.phase(timezone.now()) in services.CAN_BE_ASKED else None,
    }
    return render(request, "funding/asked.html", context)


@permission_required(RUN, fn=found_round)
def answer_asked(request, slug, pk):
    round_ = found_round(request, slug)
    question = round_.asked.filter(pk=pk).first()
    if question is None:
        raise Http404
    if question.answered_at and request.method != "POST":
        return redirect("funding:correct-answer", round_.slug, pk)
    form = AnswerAskedForm(posted(request), initial={"text": question.text})
    who = {"by": request.user, "now": timezone.now()}
    if saved(form, lambda: services.answer_about_round(question, **form.cleaned_data, **who)):
        messages.success(request, "The answer is published.")
        return redirect("funding:asked", round_.slug)
    back = f"{round_.get_absolute_url()}questions/"
    return form_page(request, form, title="Answer for everyone", caption=round_.title, back=back)


@permission_required(RUN, fn=found_round)
def correct_answer(request, slug, pk):
    round_ = found_round(request, slug)
    question = round_.asked.answered().filter(pk=pk).first()
    if question is None:
        raise Http404
    form = CorrectAnswerForm(posted(request), initial={"answer": question.answer})
    who = {"by": request.user, "now": timezone.now()}
    if saved(form, lambda: services.correct_answer(question, **form.cleaned_data, **who)):
        messages.success(request, "The correction is published. Whoever applies is told.")
        return redirect("funding:asked", round_.slug)
    back, lead = f"{round_.get_absolute_url()}questions/", question.text
    return form_page(request, form, title="Correct an answer", caption=round_.title, lead=lead, back=back)
