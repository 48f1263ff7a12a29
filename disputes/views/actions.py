"""What was agreed to be done: the side that does it reports, the other one answers."""

from django.http import Http404
from django.utils import timezone

from compact_portal.access.gate import permission_required
from compact_portal.wording import long_date
from disputes.forms.actions import ConfirmDoneForm, DoneForm
from disputes.models import AgreedAction, Dispute
from disputes.services import actions as services
from disputes.services.states import DisputeMovedOn
from disputes.sides import side_of
from disputes.views.finding import VIEW, found_dispute
from disputes.views.stage import asked


@permission_required(VIEW, fn=found_dispute)
def action(request, reference, pk):
    dispute = found_dispute(request, reference)
    found = AgreedAction.objects.agreed().filter(dispute=dispute, pk=pk).first()
    if found is None:
        raise Http404
    side = side_of(request.user, dispute)
    if not services.waits_for(found, side):
        raise DisputeMovedOn(dispute, "This action does not wait for you.")
    ask = ask_the_doer if found.side == side else ask_the_other
    return ask(request, dispute, found)


def ask_the_doer(request, dispute: Dispute, found: AgreedAction):
    missing = f" The other side says: “{found.question}”" if found.question else ""
    return asked(
        request,
        dispute,
        DoneForm(request.POST or None),
        title="Is it done?",
        lead=f"{found.text} By {long_date(found.due)}.{missing}",
        do=lambda form: services.report_done(
            dispute, pk=found.pk, **form.cleaned_data, by=request.user, now=timezone.now()
        ),
        done="The other side is asked to confirm it.",
    )


def ask_the_other(request, dispute: Dispute, found: AgreedAction):
    return asked(
        request,
        dispute,
        ConfirmDoneForm(request.POST or None),
        title="Is it done?",
        lead=f"{found.text} The other side says: “{found.note}”",
        do=lambda form: services.answer_done(
            dispute,
            pk=found.pk,
            confirmed=form.agrees,
            question=form.cleaned_data["answer"] or "",
            by=request.user,
            now=timezone.now(),
        ),
        done="Your answer is sent.",
    )
