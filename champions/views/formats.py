"""Asking for the Compact in another format: anyone may; officers answer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from champions.deadlines.formats import DAYS_TO_ANSWER
from champions.forms.formats import FormatAnswerForm, FormatRequestForm
from champions.models import FormatRequest
from champions.services import formats as services
from compact_portal.access.gate import permission_required
from compact_portal.dates import add_working_days
from compact_portal.forms.pages import form_page

ANSWER = "champions.answer_format_request"


@login_not_required
def ask(request):
    form = FormatRequestForm(request.POST or None)
    if form.is_valid():
        try:
            services.ask_for_format(**form.cleaned_data, now=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("compact:format-asked")
    return form_page(request, form, title="Ask for another format or language", back="/compact/")


@login_not_required
@require_safe
def asked(request):
    """What happens next. It says nothing of what was asked, so that anyone may open it."""
    due = add_working_days(timezone.localdate(), DAYS_TO_ANSWER)
    return render(request, "champions/formats/asked.html", {"due": due})


@require_safe
@permission_required(ANSWER)
def request_list(request):
    """What waits for an answer, oldest first; then the latest answered."""
    waiting = [(found, services.due_of(found)) for found in FormatRequest.objects.open()]
    answered = FormatRequest.objects.answered().order_by("-answered_at")[:20]
    return render(request, "champions/formats/list.html", {"waiting": waiting, "answered": answered})


def found_request(request, pk: int) -> FormatRequest:
    """For officers. To everyone else a request and one that never was are the same."""
    if request.user.is_authenticated and not request.user.has_perm(ANSWER):
        raise Http404
    return get_object_or_404(FormatRequest, pk=pk) if request.user.is_authenticated else None


@permission_required(ANSWER, fn=found_request)
def answer(request, pk):
    found = found_request(request, pk)
    form = FormatAnswerForm(request.POST or None)
    if form.is_valid():
        services.answer_format_request(found, **form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, "The request is answered.")
        return redirect("compact:format-requests")
    return render(
        request, "champions/formats/answer.html", {"asked": found, "due": services.due_of(found), "form": form}
    )
