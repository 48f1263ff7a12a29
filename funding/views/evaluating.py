"""What a round achieved, written by its funder for everyone."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone

from compact_portal.access.gate import permission_required
from compact_portal.forms.pages import check_page, form_page, goes_back, is_checked
from funding.choices import RoundState
from funding.forms.evaluating import EvaluationForm
from funding.models import Round
from funding.services.evaluating import evaluate_round, refuse_running
from funding.views.deciding import found_to_decide
from funding.views.drafts import RUN, found_round, posted, saved

TITLE = "Write down what the round achieved"


@permission_required(RUN, fn=found_round)
def evaluate(request, slug):
    """Written, looked at as everyone will read it, then published."""
    round_ = found_to_decide(request, slug, RoundState.ANNOUNCED)
    form, checked = EvaluationForm(posted(request)), is_checked(request, round_.revision)
    if saved(form, lambda: publish(request, round_, form) if checked else refuse_running(round_)):
        if checked:
            messages.success(request, "It is published. The round has come to its end.")
            return redirect(round_)
        if not goes_back(request):
            return check(request, round_, form)
    lead = "Everyone can read this on the round’s page. It cannot be changed later."
    return form_page(request, form, title=TITLE, caption=round_.title, lead=lead, back=round_.get_absolute_url())


def publish(request, round_: Round, form: EvaluationForm) -> None:
    evaluate_round(round_, **form.cleaned_data, by=request.user, now=timezone.now())


def check(request, round_: Round, form: EvaluationForm):
    return check_page(
        request,
        form,
        title="Check it before you publish it",
        caption=round_.title,
        rows=[(form.fields[name].label, words) for name, words in form.cleaned_data.items()],
        effects=["Everyone can read it on the round’s page.", "It stays as it is: it cannot be changed later."],
        seen=round_.revision,
        submit="Publish it",
    )
