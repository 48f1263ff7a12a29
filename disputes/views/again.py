"""A dispute that belongs elsewhere, and one that is opened again."""

from django.utils import timezone

from compact_portal.wording import long_date
from disputes.choices import Side
from disputes.forms import again as forms
from disputes.models import Dispute
from disputes.next_steps import stage_going_on
from disputes.services import again, redirects
from disputes.services.states import DisputeMovedOn
from disputes.sides import names_of, side_of
from disputes.views.finding import found_dispute, step_required
from disputes.views.stage import asked


@step_required(redirects.REDIRECT)
def redirect_dispute(request, reference):
    dispute = found_dispute(request, reference)
    if redirects.is_redirected_once(dispute, stage_going_on(dispute)):
        raise DisputeMovedOn(dispute, "This was said before, and the dispute goes on. Talk about it, or decide it.")
    return asked(
        request,
        dispute,
        forms.RedirectForm(request.POST or None),
        title="It belongs elsewhere",
        do=lambda form: redirects.redirect_dispute(dispute, **form.cleaned_data, by=request.user, now=timezone.now()),
        done="It has ended here. The side that raised it can ask for another look.",
        lead="A complaint about a service or about a person has procedures of its own. The dispute ends here, and the "
        "side that raised it can ask for another look.",
    )


@step_required(redirects.ASK)
def ask_to_look_again(request, reference):
    dispute, today = found_dispute(request, reference), timezone.localdate()
    redirect = redirects.redirect_of(dispute)
    last = long_date(redirect.last_day_to_ask(dispute.procedure))
    if not redirects.can_be_asked(dispute, redirect, today):
        raise DisputeMovedOn(dispute, f"You can ask for another look once, until {last}.")
    if redirects.who_looks_again(dispute, redirect, today):
        then = "Somebody else of those who hear it looks at it again and answers in writing."
    else:
        then = "Then it goes on, with a new date, and nobody can end it so a second time."
    return asked(
        request,
        dispute,
        forms.AskToLookAgainForm(request.POST or None),
        title="Ask for another look",
        do=lambda form: redirects.ask_to_look_again(dispute, **form.cleaned_data, by=request.user, now=timezone.now()),
        done="You have asked for another look.",
        lead=f"You can ask until {last}. {then}",
    )


@step_required(redirects.LOOK)
def look_again(request, reference):
    dispute = found_dispute(request, reference)
    redirect = redirects.redirect_to_look_at(request.user, dispute, timezone.localdate())
    if redirect is None:
        raise DisputeMovedOn(dispute, "Nobody waits for you to look at it again.")
    return asked(
        request,
        dispute,
        forms.LookAgainForm(request.POST or None),
        title="Look at it again",
        do=lambda form: redirects.look_again(
            dispute,
            for_the_compact=form.for_the_compact,
            answer=form.cleaned_data["answer"] or "",
            by=request.user,
            now=timezone.now(),
        ),
        done="Your answer is sent to both sides.",
        lead=f"{names_of(dispute, Side.RAISING)}: “{redirect.asked_because}”",
    )


@step_required(again.REOPEN)
def reopen(request, reference):
    dispute = found_dispute(request, reference)
    refuse_too_late(dispute)
    return asked(
        request,
        dispute,
        forms.ReopenForm(request.POST or None, side=side_of(request.user, dispute)),
        title="Open it again",
        do=lambda form: again.reopen_dispute(dispute, **form.cleaned_data, by=request.user, now=timezone.now()),
        done="It is open again.",
        lead=f"You can open it again until {long_date(again.last_day_to_reopen(dispute))}. It goes on where it ended, "
        "with a new date. Everything that happened before stays as it is.",
    )


def refuse_too_late(dispute: Dispute) -> None:
    last = again.last_day_to_reopen(dispute)
    if timezone.localdate() > last:
        raise DisputeMovedOn(dispute, f"It could be opened again until {long_date(last)}. You can raise a new concern.")
