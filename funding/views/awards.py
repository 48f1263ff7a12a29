"""Awards: everyone reads those that were taken; the funder and the organisation read and do more."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from compact_portal.access.gate import permission_required
from compact_portal.forms.pages import form_page
from compact_portal.lists import page_of
from compact_portal.remembered import once_per_request
from funding.choices import PAYMENT_TRANSITIONS, RUNNING, YES, AwardState
from funding.filters import AwardFilter
from funding.forms import deciding as forms
from funding.forms.reports import CloseForm
from funding.models import Award, Payment
from funding.queries import in_reserve
from funding.services import awards as services
from funding.services import closing
from funding.views.drafts import posted, saved

VIEW = "funding.view_award"
#: What each asks for, where that is not a reason that everyone can read.
ASKS = {"pay": forms.PaidForm, "correct": forms.CorrectForm}
#: Those that ask for a reason, each with the title of its page.
WHY = {
    "correct": "Correct a payment that was written down",
    "withhold": "Hold a payment back",
    "reinvest": "Put the money into something else",
    "return": "The money goes back to the funder",
}


@login_not_required
@require_safe
def awards(request):
    """All that were taken, the latest first."""
    chosen = AwardFilter(request.GET, Award.objects.public().for_lines())
    return render(request, "funding/awards.html", {"filter": chosen, "page": page_of(request, chosen.rows)})


@once_per_request
def award_called(reference: str) -> Award | None:
    """Both the gate and the page ask for it."""
    return Award.objects.with_everything().filter(reference=reference).first()


def found_award(request, reference: str, *args, **kwargs) -> Award:
    """For the funder and the organisation. To everyone else there is none: 404."""
    award = award_called(reference)
    if award is None or not request.user.has_perm(VIEW, award):
        raise Http404
    return award


@require_safe
@permission_required(VIEW, fn=found_award)
def award(request, reference):
    found = found_award(request, reference)
    runs = request.user.has_perm(services.RUN, found)
    concerns = list(found.concerns.all())
    context = {
        "award": found,
        "concerns": concerns,
        "may_offer_next": runs and found.state == AwardState.DECLINED and in_reserve(found.lot).exists(),
        "may_raise": runs and found.state in RUNNING and all(each.is_resolved for each in concerns),
        "runs": runs,
        "may_answer": found.state == AwardState.OFFERED and request.user.has_perm(services.ANSWER, found),
        "may_plan": runs and found.state in (AwardState.OFFERED, AwardState.ACCEPTED),
        "may_close": runs and found.state in RUNNING and found.is_settled and bool(found.payments.all()),
        "payments": [(each, steps_for(found, each) if runs else []) for each in found.payments.all()],
    }
    return render(request, "funding/award.html", context)


def steps_for(award: Award, payment: Payment) -> list[tuple[str, str]]:
    """What can be done with it: the verb, and what the link says."""
    if award.state not in RUNNING:
        return []
    return [(verb, each.label) for verb, each in PAYMENT_TRANSITIONS.items() if payment.state in each.sources]


@permission_required(services.ANSWER, fn=found_award)
def answer(request, reference):
    found = found_award(request, reference)
    form = forms.OfferForm(posted(request))
    who = {"by": request.user, "now": timezone.now()}
    if saved(form, lambda: services.answer_offer(found, accepts=form.cleaned_data["accepts"] == YES, **who)):
        messages.success(request, "Your answer is sent.")
        return redirect(found)
    return form_page(request, form, title="Answer the offer", caption=str(found), back=found.get_absolute_url())


@permission_required(services.RUN, fn=found_award)
def purpose(request, reference):
    found = found_award(request, reference)
    form = forms.PurposeForm(posted(request), initial={"purpose": found.purpose})
    who = {"by": request.user, "now": timezone.now()}
    if saved(form, lambda: services.describe_award(found, **form.cleaned_data, **who)):
        messages.success(request, "It is saved, and everyone can read it once the award is accepted.")
        return redirect(found)
    return form_page(request, form, title="What the award is for", caption=str(found), back=found.get_absolute_url())


@permission_required(services.RUN, fn=found_award)
def payments(request, reference):
    """How it is paid, all of it at once: the lines sum to the award."""
    found = found_award(request, reference)
    form = forms.PaymentsForm(posted(request), award=found)
    who = {"by": request.user, "now": timezone.now()}
    if saved(form, lambda: services.plan_payments(found, payments=form.payments, **who)):
        messages.success(request, "The payments are saved.")
        return redirect(found)
    return form_page(request, form, title="How it is paid", caption=str(found), back=found.get_absolute_url())


@permission_required(services.RUN, fn=found_award)
def payment(request, reference, number, verb):
    """One step of one payment: paid, held back, and what becomes of it."""
    found = found_award(request, reference)
    line = next((each for each in found.payments.all() if each.number == number), None)
    if line is None or verb not in PAYMENT_TRANSITIONS or verb == "release":
        raise Http404
    form = ASKS.get(verb, forms.WhyForm)(posted(request))
    who = {"by": request.user, "now": timezone.now()}
    if saved(form, lambda: services.move_payment(line, verb, **form.cleaned_data, **who)):
        messages.success(request, "It is saved, and the organisation is told.")
        return redirect(found)
    title = WHY.get(verb, f"{line} was paid")
    return form_page(request, form, title=title, caption=str(found), back=found.get_absolute_url())


@require_POST
@permission_required(services.RUN, fn=found_award)
def release(request, reference, number):
    found = found_award(request, reference)
    line = next((each for each in found.payments.all() if each.number == number), None)
    if line is None:
        raise Http404
    services.move_payment(line, "release", by=request.user, now=timezone.now())
    messages.success(request, "It is to be paid again.")
    return redirect(found)


@permission_required(services.RUN, fn=found_award)
def close(request, reference):
    """With what is still missing, and why that is no matter."""
    found = found_award(request, reference)
    if found.state not in RUNNING:
        raise services.AwardMovedOn(found, f"It cannot be closed while it is “{found.get_state_display()}”.")
    form = CloseForm(posted(request), award=found)
    who = {"by": request.user, "now": timezone.now()}
    if saved(form, lambda: closing.close_award(found, **form.cleaned_data, **who)):
        messages.success(request, "The award is closed.")
        return redirect(found)
    lead = "Nothing changes any more afterwards. The organisation is told."
    title, back = "Close the award", found.get_absolute_url()
    return form_page(request, form, title=title, caption=str(found), lead=lead, back=back)
