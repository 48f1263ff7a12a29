"""A name that is withheld: the Champion checks it; the representative asks another one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from compact_portal.access.gate import permission_required
from disputes.choices import Side
from disputes.forms import withheld as forms
from disputes.models import Dispute
from disputes.queries.disputes import with_stages
from disputes.services import withheld as services
from disputes.services.readings import note_reading
from disputes.sides import speaker_of
from disputes.views.finding import found_dispute
from disputes.views.stage import asked


def dispute_to_check(request, reference: str) -> Dispute:
    """For the one Champion who was asked, as long as they stand apart. To everyone else it does not exist."""
    dispute = with_stages(Dispute.objects.sent().filter(reference=reference)).first()
    if dispute is None or not request.user.has_perm(services.CHECK, dispute):
        raise Http404
    return dispute


@permission_required(services.CHECK, fn=dispute_to_check)
def check_name(request, reference):
    """The name, who speaks for it and what lets them. Not what the dispute is about."""
    dispute = dispute_to_check(request, reference)
    note_reading(dispute, request.user, now=timezone.now())
    withheld, form = services.withheld_of(dispute), forms.CheckNameForm(request.POST or None)
    if form.is_valid():
        answer = {"confirmed": form.confirmed, "answer": form.cleaned_data["answer"] or ""}
        try:
            services.answer_check(dispute, **answer, by=request.user, now=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Thank you. Both sides can read your answer, and not the name.")
            return redirect(dispute.url("check-name"))
    context = {"dispute": dispute, "withheld": withheld, "form": form, "speaker": speaker_of(dispute, Side.RAISING)}
    return render(request, "disputes/check_name.html", context)


@permission_required(services.NAME_CHECKER, fn=found_dispute)
def another_checker(request, reference):
    dispute = found_dispute(request, reference)
    return asked(
        request,
        dispute,
        forms.AnotherCheckerForm(request.POST or None, dispute=dispute),
        title="Ask another Champion to check the name",
        do=lambda form: services.name_another_checker(
            dispute, **form.cleaned_data, by=request.user, now=timezone.now()
        ),
        done="The Champion is asked.",
    )
