"""What the two sides can do while a stage goes on, one form a page."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone

from compact_portal.access.gate import permission_required
from compact_portal.forms.pages import form_page
from compact_portal.wording import long_date
from disputes.forms import disputes as forms
from disputes.forms.actions import SettlementForm
from disputes.forms.withheld import refuse_name
from disputes.models import Dispute, OutcomeDraft, Settlement
from disputes.next_steps import refer_in_words, stage_going_on
from disputes.services import settling, stages
from disputes.services.states import DisputeMovedOn
from disputes.sides import names_of, side_of
from disputes.views.finding import VIEW, found_dispute, step_required


def asked(
    request,
    dispute: Dispute,
    form,
    *,
    title: str,
    do: Callable[..., object],
    done: str,
    lead: str = "",
    then: str = "",
):
    """A form on a page of its own: what it asks is done by a service, and the dispute's page (or `then`) says so."""
    refuse_name(form, dispute, request.user)
    if form.is_valid():
        try:
            do(form)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, done)
            return redirect(then or dispute)
    back = dispute.get_absolute_url()
    return form_page(request, form, title=title, caption=dispute.reference, back=back, lead=lead)


@step_required(stages.MOVE)
def more_time(request, reference):
    dispute = found_dispute(request, reference)
    latest = stage_going_on(dispute).clock.latest_extension
    return asked(
        request,
        dispute,
        forms.MoreTimeForm(request.POST or None, latest=latest),
        title="Ask for more time",
        do=lambda form: stages.ask_for_more_time(dispute, **form.cleaned_data, by=request.user, now=timezone.now()),
        done="The other side is asked. The date stays as it is until they agree.",
        lead="Both sides must agree to a later date. No answer means no.",
    )


@permission_required(VIEW, fn=found_dispute)
def answer_more_time(request, reference):
    dispute = found_dispute(request, reference)
    stage = stage_going_on(dispute)
    question = stages.open_request(stage, timezone.localdate()) if stage else None
    if question is None or question.side == side_of(request.user, dispute):
        raise DisputeMovedOn(dispute, "There is no question about more time for you to answer.")
    return asked(
        request,
        dispute,
        forms.AnswerMoreTimeForm(request.POST or None),
        title="Do you agree to more time?",
        do=lambda form: stages.answer_request_for_time(
            dispute, accepted=form.agrees, answer=form.cleaned_data["answer"] or "", by=request.user, now=timezone.now()
        ),
        done="Your answer is sent.",
        lead=f"Until {long_date(question.due)}: “{question.reason}”",
    )


@permission_required(VIEW, fn=found_dispute)
def agree(request, reference):
    """Begins with what this side took back to change it."""
    dispute = found_dispute(request, reference)
    before = settling.taken_back_by(dispute, side_of(request.user, dispute))
    begun = {"initial": {"terms": before.terms}, "actions": before.actions.all()} if before else {}
    return asked(
        request,
        dispute,
        SettlementForm(request.POST or None, dispute=dispute, **begun),
        title="Write down what was agreed",
        do=lambda form: settling.propose_settlement(
            dispute, **form.said, actions=form.actions, by=request.user, now=timezone.now()
        ),
        done="The other side is asked to confirm it.",
    )


@step_required("disputes.confirm_settlement")
def take_back(request, reference):
    """Only what this side wrote down, and as long as the other has not answered."""
    dispute = found_dispute(request, reference)
    settlement = settling.waiting_of(dispute, side_of(request.user, dispute))
    if settlement is None:
        raise DisputeMovedOn(dispute, "Nothing that you wrote down waits for an answer.")
    if request.method != "POST":
        context = {
            "dispute": dispute,
            "title": "Take back what you wrote down?",
            "lead": "The other side is told. Then you can change it and ask them again.",
            "words": with_actions(settlement.terms, settlement, dispute),
            "submit": "Take it back",
        }
        return render(request, "disputes/sure.html", context)
    settling.take_back_settlement(dispute, by=request.user, now=timezone.now())
    messages.success(request, "It is taken back. Change it here, or leave it for now.")
    return redirect(dispute.url("agree"))


@permission_required(VIEW, fn=found_dispute)
def answer_agreement(request, reference, pk):
    dispute = found_dispute(request, reference)
    settlement = dispute.settlements.open().filter(pk=pk).first()
    if settlement is None or settlement.side == side_of(request.user, dispute):
        raise DisputeMovedOn(dispute, "These words do not wait for your answer any more.")
    return asked(
        request,
        dispute,
        forms.AnswerSettlementForm(request.POST or None),
        title="Is this what was agreed?",
        do=lambda form: settling.answer_settlement(
            dispute,
            settlement,
            confirmed=form.agrees,
            answer=form.cleaned_data["answer"] or "",
            by=request.user,
            now=timezone.now(),
        ),
        done="Your answer is sent.",
        lead=with_actions(settlement.terms, settlement, dispute),
    )


def with_actions(text: str, owner: Settlement | OutcomeDraft, dispute: Dispute) -> str:
    """What is written down, and below it what is to be done."""
    actions = (
        f"{names_of(dispute, action.side)}, by {long_date(action.due)}: {action.text}" for action in owner.actions.all()
    )
    return "\n".join([text, *actions])


@step_required("disputes.withdraw_dispute")
def withdraw(request, reference):
    dispute = found_dispute(request, reference)
    return asked(
        request,
        dispute,
        forms.WithdrawForm(request.POST or None),
        title="Withdraw it",
        lead="Then it is over for both sides. You can raise it again.",
        do=lambda form: settling.withdraw_dispute(dispute, **form.cleaned_data, by=request.user, now=timezone.now()),
        done="It is withdrawn. You can raise it again.",
    )


@step_required("disputes.refer_dispute")
def refer(request, reference):
    """On to the next stage of the procedure: as a rule the Champions'."""
    dispute = found_dispute(request, reference)
    following = stage_going_on(dispute).definition.following
    if following is None:
        raise DisputeMovedOn(dispute, "There is no stage after this one.")
    to_the_sides = following.is_for_the_sides
    form = (forms.NextStageForm if to_the_sides else forms.ReferForm)(request.POST or None)
    return asked(
        request,
        dispute,
        form,
        title=refer_in_words(following),
        lead="" if to_the_sides else "Champions who have nothing to do with either side will read all of it.",
        do=lambda form: settling.refer_to_champions(dispute, **form.cleaned_data, by=request.user, now=timezone.now()),
        done=f"Stage {following.number} has begun.",
    )


@step_required("disputes.move_clock")
def pause(request, reference):
    dispute = found_dispute(request, reference)
    return asked(
        request,
        dispute,
        forms.PauseForm(request.POST or None),
        title="Pause the clock",
        lead="The days it stands still are added to the date. Either side can start it again.",
        do=lambda form: stages.pause_clock(dispute, **form.cleaned_data, by=request.user, now=timezone.now()),
        done="The clock stands still until one of you starts it again.",
    )


@step_required("disputes.move_clock")
def restart(request, reference):
    dispute = found_dispute(request, reference)
    if request.method != "POST":
        context = {
            "dispute": dispute,
            "title": "Start the clock again?",
            "lead": "It goes on from today. The days it stood still are added to the due date.",
            "submit": "Start the clock again",
        }
        return render(request, "disputes/sure.html", context)
    stages.restart_clock(dispute, by=request.user, now=timezone.now())
    messages.success(request, "The clock is running again.")
    return redirect(dispute)


@step_required("disputes.correct_start")
def correct_start(request, reference):
    dispute = found_dispute(request, reference)
    return asked(
        request,
        dispute,
        forms.CorrectStartForm(request.POST or None),
        title="When did it reach you?",
        do=lambda form: stages.correct_start(dispute, **form.cleaned_data, by=request.user, now=timezone.now()),
        done="The start is corrected. The old one stays on record.",
    )
