"""From agreed marks to the announcement."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from compact_portal.access.gate import permission_required
from compact_portal.forms.pages import form_page
from compact_portal.wording import date_and_time
from funding.choices import RoundState, Step
from funding.forms import deciding as forms
from funding.marks import in_words
from funding.models import Application, Round, VerdictsPutOff
from funding.money import pounds
from funding.queries import free_in, total_of
from funding.services import deciding as services
from funding.services import reserves
from funding.services.drafts import RoundMovedOn
from funding.views.drafts import RUN, found_round, posted, saved


def found_to_decide(request, slug: str, *states: str) -> Round:
    round_ = found_round(request, slug)
    if round_.state not in states:
        raise RoundMovedOn(round_, f"Not possible while it is “{round_.get_state_display()}”.")
    return round_


def title_of(application: Application) -> str:
    """With its total, what was asked for, and whose it is."""
    asked = f", asks for {pounds(application.asked_for)}" if application.asked_for else ""
    total = f", {in_words(total_of(application))} of 100" if application.lot.criteria.all() else ""
    return f"{application.called}: {application.organisation}{total}{asked}"


def recommended_since(application: Application, put_off: VerdictsPutOff | None) -> str:
    """What was typed before a colleague recommended something else does not hide what that is."""
    now = next((each for each in application.verdicts.all() if each.step == Step.RECOMMENDED), None)
    if not (put_off and now and now.made_at > put_off.saved_at):
        return ""
    amount = f", {pounds(now.amount)}" if now.amount else ""
    return f"Recommended since this was written: {now.get_verdict_display().lower()}{amount}. Why: {now.reason}"


def verdicts_form(form_class, request, round_: Round, step: str, **initial):
    """Begins with what was said at this step, or at the one before."""
    applications = services.eligible(round_)
    said = {}
    for each in applications:
        by_step = {verdict.step: verdict for verdict in each.verdicts.all()}
        said[each.pk] = by_step.get(step) or by_step.get(Step.RECOMMENDED)
    there = round_.verdicts_put_off.filter(step=step).select_related("saved_by__person").first()
    initial["seen"] = services.put_off_at(there)
    return form_class(
        posted(request),
        applications=applications,
        said=said,
        titles={each.pk: title_of(each) for each in applications},
        since={each.pk: recommended_since(each, there) for each in applications},
        put_off=there,
        initial=initial,
    )


def is_answered(request, round_: Round, form, step: str, save: Callable[[], object], words: str) -> bool:
    """Saved, or put off to go on with later, which finds fault with nothing; a message says which."""
    if "later" not in request.POST:
        is_done = saved(form, save)
    else:
        is_done, words = put_off(request, round_, form, step), "What you wrote is kept. Nobody is told anything yet."
    if is_done:
        messages.success(request, words)
    return is_done


def put_off(request, round_: Round, form, step: str) -> bool:
    who, seen = {"by": request.user, "now": timezone.now()}, request.POST.get("seen", "")
    try:
        services.put_off(round_, step, typed=form.typed, seen=seen, **who)
    except ValidationError as error:
        form.errors.clear()
        form.add_error(None, error)
        return False
    return True


@permission_required(RUN, fn=found_round)
def recommend(request, slug):
    round_ = found_to_decide(request, slug, RoundState.MODERATED, RoundState.RECOMMENDED)
    who = {"by": request.user, "now": timezone.now()}
    if refused := kept_out(request, round_):
        return refused
    form = verdicts_form(forms.VerdictsForm, request, round_, Step.RECOMMENDED)
    words = "Your recommendation is saved. It can be changed until it is decided."

    def save():
        services.recommend(round_, verdicts=form.verdicts, **who)

    if is_answered(request, round_, form, Step.RECOMMENDED, save, words):
        return redirect("funding:assessment", round_.slug)
    return page(request, round_, form, "Recommend")


@permission_required(RUN, fn=found_round)
def decide(request, slug):
    round_ = found_to_decide(request, slug, RoundState.RECOMMENDED, RoundState.DECIDED)
    who = {"by": request.user, "now": timezone.now()}
    if refused := kept_out(request, round_):
        return refused
    form = verdicts_form(forms.DecisionForm, request, round_, Step.DECIDED, **decision_before(round_))
    words = "The decision is saved. Nobody outside reads it before it is announced."

    def save():
        services.decide(round_, verdicts=form.verdicts, **form.decision, **who)

    if is_answered(request, round_, form, Step.DECIDED, save, words):
        return redirect("funding:assessment", round_.slug)
    return page(request, round_, form, "Write down the decision")


def decision_before(round_: Round) -> dict:
    """What the form begins with. Until it is decided, a round has the day on which it is to be."""
    if round_.state != RoundState.DECIDED:
        return {"decided_by": round_.decided_by}
    return {
        "decided_by": round_.decided_by,
        "decided_on": round_.decided_on,
        "minutes": round_.decision_minutes,
    }


def kept_out(request, round_: Round):
    """Whoever stands aside from an applicant is shown none of them here."""
    try:
        services.refuse_ties(round_, request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("funding:assessment", round_.slug)
    return None


def page(request, round_: Round, form, title: str):
    money = "; ".join(f"{pounds(lot.budget)}{f' for {lot}' if lot.title else ''}" for lot in round_.lot_list)
    lead, back = f"There is {money}.", f"{round_.get_absolute_url()}assessment/"
    if form.put_off and not form.is_bound:
        when = date_and_time(form.put_off.saved_at)
        lead += f"\nThis is what {form.put_off.saved_by or 'a colleague'} wrote up to {when}. Nothing came of it yet."
    context = {"form": form, "title": title, "caption": round_.title, "lead": lead, "back": back}
    return render(request, "funding/verdicts.html", context)


@permission_required(RUN, fn=found_round)
def announce(request, slug):
    """What will happen, and then it does."""
    round_ = found_to_decide(request, slug, RoundState.DECIDED)
    now = timezone.now()
    try:
        services.refuse_early(round_, now)
        if request.method != "POST":
            return render(request, "funding/announce.html", {"round": round_})
        services.announce(round_, by=request.user, now=now)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("funding:assessment", round_.slug)
    messages.success(request, "It is announced. Everyone who applied is told.")
    return redirect(round_)


@permission_required(RUN, fn=found_round)
def reserve(request, slug, number):
    """To the next in reserve of a lot, once an offer was declined."""
    round_ = found_to_decide(request, slug, RoundState.ANNOUNCED)
    lot = next((each for each in round_.lot_list if each.number == number), None)
    if lot is None:
        raise Http404
    if refused := kept_out(request, round_):
        return refused
    application, free = reserves.next_in_reserve(lot), free_in(lot)
    suggested = min(application.asked_for or free, free)
    form = forms.ReserveForm(posted(request), initial={"amount": suggested, "seen": application.pk})
    who = {"by": request.user, "now": timezone.now()}
    if saved(form, lambda: reserves.offer_to_reserve(lot, **form.cleaned_data, **who)):
        messages.success(request, "It is offered, and the organisation is told.")
        return redirect("funding:assessment", round_.slug)
    lead = f"{title_of(application)}. An offer was declined, so {pounds(free)} is free."
    back = f"{round_.get_absolute_url()}assessment/"
    return form_page(request, form, title="Offer it to the next in reserve", caption=round_.title, lead=lead, back=back)
