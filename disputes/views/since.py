"""Asking whether anything followed from raising a dispute, and reading the answer."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from compact_portal.access.gate import permission_required
from disputes.choices import Side
from disputes.forms.since import SinceForm
from disputes.models import Dispute, SinceAnswer
from disputes.panels import stands_apart
from disputes.queries.disputes import with_everyone
from disputes.services import since as services
from disputes.services.states import DisputeMovedOn
from disputes.sides import side_of
from disputes.since import not_asked, question_now
from disputes.views.finding import VIEW, found_dispute
from disputes.views.stage import asked


@permission_required(VIEW, fn=found_dispute)
def since(request, reference):
    """For the raising side; to the other one the page does not exist."""
    dispute = found_dispute(request, reference)
    if side_of(request.user, dispute) != Side.RAISING:
        raise Http404
    today = timezone.localdate()
    if not request.user.has_perm(services.ANSWER, dispute):
        raise DisputeMovedOn(dispute, "Nothing is asked at the moment. We ask 3 and 6 months after it closed.")
    if question_now(dispute, today) is None:
        raise DisputeMovedOn(dispute, not_asked(dispute, today))
    return asked(
        request,
        dispute,
        SinceForm(request.POST or None),
        title="How are things since?",
        lead="Nobody may treat you worse because you raised a concern. The other side does not see that we ask you.",
        do=lambda form: services.answer_since(
            dispute,
            something_followed=form.something_followed,
            text=form.cleaned_data["text"] or "",
            by=request.user,
            now=timezone.now(),
        ),
        done="Thank you. Your answer is sent.",
    )


@require_safe
def since_answer(request, reference, pk):
    """For the one Champion who was chosen to read it, as long as they stand apart."""
    found = SinceAnswer.objects.filter(pk=pk, dispute__reference=reference, reader=request.user.person_id).first()
    dispute = found and with_everyone(Dispute.objects.filter(pk=found.dispute_id)).get()
    if found is None or not stands_apart(request.user, dispute, timezone.localdate()):
        raise Http404
    return render(request, "disputes/since_answer.html", {"dispute": dispute, "answer": found})
