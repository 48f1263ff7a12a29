"""An independent adviser is proposed, agreed to, and asked."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone

from compact_portal.access.gate import permission_required
from compact_portal.forms.pages import form_page
from disputes.choices import Side
from disputes.forms import advisers as forms
from disputes.models import Dispute
from disputes.next_steps import stage_going_on
from disputes.queries.disputes import with_stages
from disputes.services import advisers
from disputes.services.states import DisputeMovedOn
from disputes.sides import names_of, side_of
from disputes.views.finding import found_dispute, step_required
from disputes.views.stage import asked


@step_required(advisers.NAME)
def name_adviser(request, reference):
    """The convening Champion names one; without one, both sides agree."""
    dispute, today = found_dispute(request, reference), timezone.localdate()
    side = side_of(request.user, dispute)
    if side:
        advisers.refuse_a_side(dispute, today)
    lead = "Somebody who knows about such matters and has nothing to do with either side."
    return asked(
        request,
        dispute,
        forms.AdviserForm(request.POST or None),
        title="Propose an independent adviser" if side else "Name an independent adviser",
        lead=f"{lead} The other side says whether it agrees." if side else lead,
        do=lambda form: advisers.name_adviser(dispute, **form.cleaned_data, by=request.user, now=timezone.now()),
        done="The other side is asked whether it agrees." if side else "They are asked by email.",
    )


@step_required(advisers.AGREE)
def answer_proposal(request, reference):
    dispute = found_dispute(request, reference)
    stage = stage_going_on(dispute)
    adviser = advisers.proposal_for(side_of(request.user, dispute), stage) if stage else None
    if adviser is None:
        raise DisputeMovedOn(dispute, "No adviser is proposed to you.")
    return asked(
        request,
        dispute,
        forms.AnswerAdviserForm(request.POST or None),
        title="Do you agree to this adviser?",
        do=lambda form: advisers.answer_proposal(
            dispute, accepted=form.agrees, answer=form.cleaned_data["answer"] or "", by=request.user, now=timezone.now()
        ),
        done="Your answer is sent.",
        lead=f"{names_of(dispute, Side(adviser.side))} proposes {adviser.name} ({adviser.email}).",
    )


def dispute_to_advise(request, reference: str) -> Dispute:
    """For somebody who was asked by email. To everyone else it does not exist."""
    dispute = with_stages(Dispute.objects.sent().filter(reference=reference)).first()
    if dispute is None or not request.user.has_perm(advisers.ADVISE, dispute):
        raise Http404
    return dispute


@permission_required(advisers.ADVISE, fn=dispute_to_advise)
def advise(request, reference):
    """Only who the two sides are: an adviser declares before they read what it is about."""
    dispute = dispute_to_advise(request, reference)
    form = forms.AdviseForm(request.POST or None)
    if form.is_valid():
        advisers.answer_invitation(dispute, has_interest=form.has_interest, by=request.user, now=timezone.now())
        if form.has_interest:
            messages.success(request, "Thank you. You stand aside, and will not see it again.")
            return redirect("disputes:index")
        messages.success(request, "You are the adviser. Both sides have been told.")
        return redirect(dispute)
    both = f"{names_of(dispute, Side.RAISING)} and {names_of(dispute, Side.RESPONDING)}"
    return form_page(request, form, title=f"Before you open it: {both}", caption=dispute.reference, back="/disputes/")
