"""One question a page, saved at every step."""

import logging

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from compact_portal.access.gate import permission_required
from funding.answers import Row, in_words, rows
from funding.choices import QuestionKind
from funding.forms.answers import FORMS, AnswerForm
from funding.models import Application, FormAnswer, FormQuestion
from funding.models.files import StoredFile, ending
from funding.nameless_files import nameless
from funding.queries import earlier_answers
from funding.services import applications as services
from funding.services import documents, files
from funding.services.drafts import RoundMovedOn
from funding.stages import seal
from funding.views.applications import EDIT, found_application, found_to_write, reads_own
from funding.views.drafts import posted, saved

PAPERS = "funding.read_papers"
READ_NAMES = "funding.read_names"

log = logging.getLogger(__name__)


def found_row(found: Application, pk: int) -> Row:
    row = next((each for each in rows(found) if each.question and each.question.pk == pk), None)
    if row is None:
        raise Http404
    return row


@permission_required(EDIT, fn=found_to_write)
def answer(request, key, pk):
    """A table is shown as it was read, and what it adds up to, before one goes on."""
    found = found_application(request, key)
    row = found_row(found, pk)
    question = row.question
    refuse_other_stage(found, question)
    if request.method != "POST" and not found.is_open(timezone.now()):
        return redirect(found)
    uploads = [request.FILES] if question.kind == QuestionKind.FILE and request.FILES else []
    earlier = earlier_answers(found, question)
    said = taken(request, earlier) or said_of(found, pk)
    form_class = FORMS.get(question.kind, AnswerForm)
    form = form_class(posted(request), *uploads, question=question, said=said, **also_for(found, question))
    who = {"by": request.user, "now": timezone.now()}
    if saved(form, lambda: save(found, question, form, **who)):
        if left_out := getattr(form, "left_out", ()):
            messages.success(request, f"Left out, because the total is worked out: {'; '.join(left_out)}.")
        return redirect(after(found_application(request, key), question))
    asked = found.questions
    context = {
        "application": found,
        "row": row,
        "form": form,
        "title": f"Question {asked.index(question) + 1} of {len(asked)}",
        "amount_gap": found.amount_gap if question in found.amount_questions[:1] else "",
        "following": following(found, question),
        "earlier": [(each, in_words(question, each.text)) for each in earlier if each.text != said],
        "is_taken": said != said_of(found, pk),
    }
    return render(request, "funding/answer.html", context)


def also_for(found: Application, question: FormQuestion) -> dict:
    """What the form of a file is made with besides: the documents that the organisation keeps and that are good."""
    if question.kind != QuestionKind.FILE:
        return {}
    return {"kept": list(found.organisation.documents.in_date(timezone.localdate()))}


def refuse_other_stage(found: Application, question: FormQuestion) -> None:
    """What is asked later is not there yet; what is sent does not change."""
    if question.stage > found.stage:
        raise Http404
    if question.stage < found.stage:
        raise services.ApplicationMovedOn(found, "The first stage is sent. It does not change any more.")


def taken(request, earlier: list[FormAnswer]) -> str:
    """An earlier answer that somebody asked to see in the box. It is kept only when they save it."""
    return next((each.text for each in earlier if request.GET.get("earlier") == str(each.pk)), "")


def said_of(found: Application, pk: int) -> str:
    return found.said.get(pk, "")


def save(found: Application, question: FormQuestion, form, **who) -> None:
    if question.kind != QuestionKind.FILE:
        services.save_answer(found, question, text=form.said, **who)
    elif upload := form.cleaned_data["upload"]:
        documents.save_file(found, question, upload=upload, keep=form.cleaned_data["keep"], **who)
    elif document := form.cleaned_data["document"]:
        documents.use_document(found, question, document, **who)


def after(found: Application, question: FormQuestion) -> str:
    """A table stays, to be looked at; after every other answer comes the next question."""
    is_table = question.kind == QuestionKind.COSTS and said_of(found, question.pk)
    return found.url("answer", question.pk) if is_table else following(found, question)


def following(found: Application, question: FormQuestion) -> str:
    """The next question; after the last one the list of them."""
    asked = found.questions
    later = asked[asked.index(question) + 1 :]
    return found.url("answer", later[0].pk) if later else found.get_absolute_url()


@require_POST
@permission_required(EDIT, fn=found_to_write)
def remove_file(request, key, pk):
    found = found_application(request, key)
    files.remove_file(found, found_row(found, pk).question, by=request.user, now=timezone.now())
    messages.success(request, "The file is removed.")
    return redirect(found.url("answer", pk))


def found_papers(request, key: str, *args, **kwargs) -> Application:
    """For everyone who may read its answers, with its name or without. To everyone else there is none: 404."""
    application = Application.objects.with_marks().filter(key=key).first()
    if application is None or not request.user.has_perm(PAPERS, application):
        raise Http404
    return application if reads_own(request.user, application) else seal(application, timezone.now())


@require_safe
@permission_required(PAPERS, fn=found_papers)
def file(request, key, pk):
    """Under its name; for those who are not to read whose it is, under one that says nothing."""
    found = found_papers(request, key)
    row = found_row(found, pk)
    if row.file is None:
        raise Http404
    if request.user.has_perm(READ_NAMES, found):
        return download(row.file, row.file.name)
    number = [each.pk for each in found.round.questions.all()].index(pk) + 1
    return download_nameless(found, row.file, f"application-{found.number}-question-{number}")


def download_nameless(found: Application, file: StoredFile, called: str) -> HttpResponse:
    """Without what it says of whoever made it. Raises RoundMovedOn for one of which that cannot be taken out."""
    try:
        with file.file.open() as content:
            made = nameless(content, file.content_type)
    except Exception as error:  # whatever a library raises at what somebody uploaded
        log.warning("File %s cannot be shown without names", file.pk, exc_info=True)
        words = "This file cannot be read here without the name of who made it. Ask the funder to read it to you."
        raise RoundMovedOn(found.round, words) from error
    response = HttpResponse(made, content_type=file.content_type)
    response["Content-Disposition"] = f'attachment; filename="{called}.{ending(file.file.name)}"'
    response["Cache-Control"] = "private, no-store"
    return response


def download(found: StoredFile, called: str) -> FileResponse:
    """Always as a download: nothing that somebody uploaded is opened in the portal's own name."""
    try:
        content = found.file.open()
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(content, as_attachment=True, filename=called, content_type=found.content_type)
    response["Cache-Control"] = "private, no-store"
    return response
