"""The application form of a draft, question by question."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from compact_portal.access.gate import permission_required
from compact_portal.forms.pages import form_page
from funding.forms.applications import QuestionForm
from funding.forms.stages import StagedQuestionForm
from funding.models import FormQuestion, Round
from funding.services import questions as services
from funding.views.drafts import EDIT, found_draft, posted, saved

FIELDS = ("text", "help_text", "kind", "most_words", "options", "is_amount_asked", "is_required")


def found_question(round_: Round, pk: int) -> FormQuestion:
    question = next((each for each in round_.questions.all() if each.pk == pk), None)
    if question is None:
        raise Http404
    return question


@require_safe
@permission_required(EDIT, fn=found_draft)
def questions(request, key):
    round_ = found_draft(request, key)
    stages = [(stage, round_.questions_of(stage)) for stage in round_.stages]
    return render(request, "funding/questions.html", {"round": round_, "stages": stages})


@permission_required(EDIT, fn=found_draft)
def add_question(request, key):
    return question_page(request, found_draft(request, key), None)


@permission_required(EDIT, fn=found_draft)
def question(request, key, pk):
    round_ = found_draft(request, key)
    return question_page(request, round_, found_question(round_, pk))


def question_page(request, round_: Round, there: FormQuestion | None):
    kind, fields = (StagedQuestionForm, (*FIELDS, "stage")) if round_.has_two_stages else (QuestionForm, FIELDS)
    form = kind(posted(request), initial={name: getattr(there, name) for name in fields} if there else {})
    who = {"by": request.user, "now": timezone.now()}
    if saved(form, lambda: services.save_question(round_, there, **form.cleaned_data, **who)):
        messages.success(request, "The question is saved.")
        return redirect(round_.draft_url("questions"))
    title = "Change the question" if there else "Add a question"
    return form_page(request, form, title=title, caption=round_.title, back=round_.draft_url("questions"))


@require_POST
@permission_required(EDIT, fn=found_draft)
def remove_question(request, key, pk):
    round_ = found_draft(request, key)
    services.remove_question(round_, found_question(round_, pk), by=request.user, now=timezone.now())
    messages.success(request, "The question is removed.")
    return redirect(round_.draft_url("questions"))


@require_POST
@permission_required(EDIT, fn=found_draft)
def move_question_up(request, key, pk):
    round_ = found_draft(request, key)
    services.move_question_up(round_, found_question(round_, pk), by=request.user, now=timezone.now())
    return redirect(round_.draft_url("questions"))
