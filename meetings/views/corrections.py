"""What officers make of proposed corrections, and of the links by which they came."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from compact_portal.access.gate import permission_required
from compact_portal.forms.pages import form_page
from compact_portal.wording import count_of
from meetings.choices import MeetingState
from meetings.forms.corrections import DeclineForm
from meetings.models import ProposedCorrection
from meetings.queries.proposals import by_item
from meetings.services import proposals as services
from meetings.services.links import revoke_links
from meetings.views.finding import RUN, found_meeting


@require_safe
@permission_required(RUN, fn=found_meeting)
def proposed(request, committee, day):
    """Every proposal by item, the words as they were circulated beside it; and the links that still work."""
    meeting = found_meeting(request, committee, day)
    groups = by_item(meeting)
    found = [proposal for group in groups for proposal in group.proposals]
    context = {
        "meeting": meeting,
        "groups": groups,
        "waiting": sum(proposal.is_waiting for proposal in found),
        "untold": sum(not proposal.is_waiting and not proposal.told_at for proposal in found),
        "links": [] if is_approved(meeting) else meeting.reply_links.working(timezone.now()).by_name(),
        "is_approved": is_approved(meeting),
    }
    return render(request, "meetings/corrections/proposed.html", context)


def is_approved(meeting) -> bool:
    return meeting.state == MeetingState.APPROVED


def found_proposal(request, committee, day, pk) -> ProposedCorrection:
    meeting = found_meeting(request, committee, day)
    proposal = get_object_or_404(meeting.proposals.select_related("proposed_by"), pk=pk)
    proposal.meeting = meeting
    return proposal


@require_POST
@permission_required(RUN, fn=found_meeting)
def accept(request, committee, day, pk):
    """Accept; with the other button, go on to the item with the proposal beside its text."""
    proposal = found_proposal(request, committee, day, pk)
    services.accept_correction(proposal, by=request.user, now=timezone.now())
    meeting = proposal.meeting
    if "open" in request.POST and proposal.item_id and meeting.minutes_open:
        return redirect(f"{meeting.url('minute', proposal.item_id)}?correction={proposal.pk}")
    messages.success(request, "The correction is accepted. The text of the minutes is for you to change.")
    return redirect(f"{meeting.url('corrections')}#proposal-{pk}")


@permission_required(RUN, fn=found_meeting)
def decline(request, committee, day, pk):
    proposal = found_proposal(request, committee, day, pk)
    form = DeclineForm(request.POST or None)
    back = proposal.meeting.url("corrections")
    if form.is_valid():
        services.decline_correction(proposal, **form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, "The correction is declined.")
        return redirect(f"{back}#proposal-{pk}")
    return form_page(
        request, form, title="Decline the correction", caption=proposal.about, back=back, lead=proposal.words
    )


@require_POST
@permission_required(RUN, fn=found_meeting)
def reopen(request, committee, day, pk):
    proposal = found_proposal(request, committee, day, pk)
    services.reopen_correction(proposal, by=request.user, now=timezone.now())
    messages.success(request, "The answer is taken back. The correction waits again.")
    return redirect(f"{proposal.meeting.url('corrections')}#proposal-{pk}")


@require_POST
@permission_required(RUN, fn=found_meeting)
def tell(request, committee, day):
    meeting = found_meeting(request, committee, day)
    if people := services.tell_proposers(meeting, by=request.user, now=timezone.now()):
        get = "gets" if people == 1 else "get"
        messages.success(request, f"{count_of(people, 'person')} {get} an email with your answers.")
    else:
        messages.info(request, "Everyone knows your answers already.")
    return redirect(meeting.url("corrections"))


@require_POST
@permission_required(RUN, fn=found_meeting)
def end_link(request, committee, day, pk):
    meeting = found_meeting(request, committee, day)
    link = get_object_or_404(meeting.reply_links.by_name(), pk=pk)
    link.meeting = meeting
    revoke_links([link], by=request.user, now=timezone.now())
    messages.success(request, f"The link of {link.person} no longer works.")
    return redirect(f"{meeting.url('corrections')}#links")


@require_POST
@permission_required(RUN, fn=found_meeting)
def end_links(request, committee, day):
    meeting = found_meeting(request, committee, day)
    links = meeting.reply_links.working(timezone.now()).by_name().select_related("meeting__committee")
    revoke_links(links, by=request.user, now=timezone.now())
    messages.success(request, "None of the links to this draft works any more.")
    return redirect(f"{meeting.url('corrections')}#links")
