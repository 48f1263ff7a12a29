"""What a round achieved, written by its funder for everyone."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone

from compact_portal.access.gate import permission_required
from compact_portal.forms.pages import form_page
from funding.choices import RoundState
from funding.forms.evaluating import EvaluationForm
from funding.services.evaluating import evaluate_round
from funding.views.deciding import found_to_decide
from funding.views.drafts import RUN, found_round, posted, saved


@permission_required(RUN, fn=found_round)
def evaluate(request, slug):
    round_ = found_to_decide(request, slug, RoundState.ANNOUNCED)
    form, who = EvaluationForm(posted(request)), {"by": request.user, "now": timezone.now()}
    if saved(form, lambda: evaluate_round(round_, **form.cleaned_data, **who)):
        messages.success(request, "It is published. The round has come to its end.")
        return redirect(round_)
    lead = "Everyone can read this on the round’s page. It cannot be changed later."
    title = "Write down what the round achieved"
    return form_page(request, form, title=title, caption=round_.title, lead=lead, back=round_.get_absolute_url())
