"""Joining and leaving those who raise a dispute together, and the team of each organisation."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import get_text_list
from django.views.decorators.http import require_POST

from compact_portal.access.gate import permission_required
from disputes.choices import Side
from disputes.forms.together import JoinForm, LeaveGroupForm, TeamForm
from disputes.models import Dispute, JoinRequest
from disputes.queries.disputes import commitments_of
from disputes.services import teams, together
from disputes.sides import company_of, names_of, party_of
from disputes.views.finding import EDIT, VIEW, found_dispute, found_draft
from disputes.views.stage import asked


def found_request(request, key: str) -> JoinRequest:
    """For the leads of the organisation that was asked. One that said no does not see it any more."""
    asked_for = JoinRequest.objects.to_leads(request.user.pk).exclude(accepted=False).filter(key=key)
    found = asked_for.select_related("dispute", "organisation").first()
    if found is None or (found.accepted and not is_still_in(found)):
        raise Http404
    return found


def is_still_in(found: JoinRequest) -> bool:
    """Who has left, or is not asked any more, reads no more."""
    return found.dispute.parties.on(Side.RAISING).filter(organisation=found.organisation_id).exists()


def join(request, key):
    """What one would join, so that the answer is an informed one. Who has joined finds the way to it here."""
    found = found_request(request, key)
    dispute, form = found.dispute, JoinForm(request.POST or None)
    if form.is_valid() and not found.answered_at:
        try:
            together.answer_request_to_join(found, accepts=form.accepts, by=request.user, now=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            joined = "Your organisation has joined." if form.accepts else "Your organisation does not join."
            messages.success(request, joined)
            return redirect(after_answer(found, accepts=form.accepts))
    raising = [party.organisation.name for party in company_of(dispute, Side.RAISING)]
    context = {
        "asked": found,
        "dispute": dispute,
        "raising": get_text_list(raising, "and"),
        "responding": names_of(dispute, Side.RESPONDING),
        "several": len(raising) > 1,
        "commitments": commitments_of(dispute),
        "form": form,
        "can_be_answered": dispute.is_draft or dispute.is_running,
    }
    return render(request, "disputes/together/join.html", context)


def after_answer(found: JoinRequest, *, accepts: bool):
    if not accepts:
        return "disputes:index"
    return found if found.dispute.is_draft else found.dispute


@require_POST
def leave_draft(request, key):
    found = found_request(request, key)
    together.leave_draft(found, by=request.user, now=timezone.now())
    messages.success(request, "Your organisation does not join.")
    return redirect("disputes:index")


@permission_required(VIEW, fn=found_dispute)
def leave_group(request, reference):
    dispute = found_dispute(request, reference)
    party = party_of(request.user, dispute)
    return asked(
        request,
        dispute,
        LeaveGroupForm(request.POST if request.method == "POST" else None),
        title=f"Leave it to the others: {party}" if party else "Leave it to the others",
        do=lambda form: together.leave_group(dispute, by=request.user, now=timezone.now()),
        done="Your organisation has left.",
        lead="The others go on. You do not see it any more, and the other side reads that you have left.",
        then="disputes:index",
    )


@permission_required(VIEW, fn=found_dispute)
def team(request, reference):
    return team_page(request, found_dispute(request, reference))


@permission_required(EDIT, fn=found_draft)
def draft_team(request, key):
    return team_page(request, found_draft(request, key))


def team_page(request, dispute: Dispute):
    """Who works on it for one's own organisation; nobody sees the other side's."""
    party = party_of(request.user, dispute)
    if party is None:  # those who hear it
        raise Http404
    if request.POST.get("remove", "").isdigit():
        return removed(request, dispute, int(request.POST["remove"]))
    form = TeamForm(request.POST or None, members=teams.members_to_add(party))
    if form.is_valid():
        try:
            teams.add_to_team(dispute, **form.cleaned_data, by=request.user, now=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"{form.cleaned_data['user'].name} is on the team.")
            return redirect(team_url(request, dispute))
    context = {"dispute": dispute, "party": party, "form": form, "team": list(party.team.all())}
    return render(request, "disputes/together/team.html", context)


def removed(request, dispute: Dispute, pk: int):
    try:
        teams.remove_from_team(dispute, pk=pk, by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, "The team is changed.")
    return redirect(team_url(request, dispute))


def team_url(request, dispute: Dispute):
    """Its own page; the list of disputes for somebody who has just left the team and sees it no more."""
    user = request.user
    own = Dispute.objects.drafts_of(user.pk) if dispute.is_draft else Dispute.objects.of(user)
    if not own.filter(pk=dispute.pk).exists():
        return "disputes:index"
    return dispute.draft_url("draft-team") if dispute.is_draft else dispute.url("team")
