"""Your account: your name, the organisations you act for, how you sign in."""

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from compact_portal.access.gate import permission_required
from compact_portal.people import queries
from compact_portal.people.forms.organisations import OrganisationSearchForm, ProposeOrganisationForm
from compact_portal.people.forms.people import ChangeNameForm
from compact_portal.people.middleware import ON_THE_WAY_TO
from compact_portal.people.models import Invitation, Membership, Organisation
from compact_portal.people.services import memberships, organisations, users
from compact_portal.people.views.late import tells_when_late

page = require_http_methods(["GET", "HEAD", "POST"])

#: As many as anybody reads; more words narrow the search.
MOST_FOUND = 50


@require_safe
def account(request):
    context = {
        "memberships": queries.memberships_of(request.user),
        "invitations": Invitation.objects.open_for(request.user).select_related("organisation", "invited_by__person"),
        "second_factors": Authenticator.objects.filter(user=request.user).exclude(type="recovery_codes").count(),
    }
    return render(request, "people/account.html", context)


@require_safe
def go_on(request):
    """To the page somebody was on the way to when they were asked for a second proof; home, where there is none."""
    return redirect(request.session.pop(ON_THE_WAY_TO, reverse("pages:home")))


@page
def change_name(request):
    form = ChangeNameForm(request.POST or None, initial={"name": request.user.name})
    if form.is_valid():
        users.change_name(**form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, "Your name is changed.")
        return redirect("people:account")
    return render(request, "people/change_name.html", {"form": form})


@require_safe
def find_organisation(request):
    """Find the organisation one acts for, by part of its name."""
    form = OrganisationSearchForm(request.GET or None)
    words = form.cleaned_data["q"].strip() if form.is_valid() else ""
    found = queries.organisations_to_join(request.user, words)[:MOST_FOUND] if words else None
    context = {"form": form, "words": words, "found": found, "most": MOST_FOUND}
    return render(request, "people/find_organisation.html", context)


@page
@tells_when_late
def join_organisation(request, slug):
    organisation = get_object_or_404(Organisation.objects.confirmed(), slug=slug)
    if request.method == "POST":
        membership = memberships.ask_to_join(organisation=organisation, by=request.user, now=timezone.now())
        return redirect("people:asked", membership.pk)
    return render(request, "people/join_organisation.html", {"organisation": organisation})


@page
def propose_organisation(request):
    form = ProposeOrganisationForm(request.POST or None)
    if form.is_valid():
        membership = organisations.propose_organisation(**form.cleaned_data, by=request.user, now=timezone.now())
        return redirect("people:asked", membership.pk)
    return render(request, "people/propose_organisation.html", {"form": form})


def own_membership(request, pk) -> Membership:
    return get_object_or_404(request.user.memberships.select_related("organisation"), pk=pk)


@require_safe
def asked(request, pk):
    """What happens next, after asking to join or proposing an organisation."""
    membership = own_membership(request, pk)
    leads = membership.organisation.memberships.leads().select_related("user__person")
    return render(request, "people/asked.html", {"membership": membership, "leads": leads})


@page
@permission_required("people.leave_organisation", fn=own_membership)
@tells_when_late
def leave_organisation(request, pk):
    membership = own_membership(request, pk)
    if request.method == "POST":
        memberships.leave_organisation(membership, by=request.user, now=timezone.now())
        messages.success(request, f"You no longer act for {membership.organisation}.")
        return redirect("people:account")
    return render(request, "people/leave_organisation.html", {"membership": membership})


def own_invitation(request, pk) -> Invitation:
    invitation = Invitation.objects.filter(pk=pk).select_related("organisation", "invited_by__person").first()
    if invitation is None or not request.user.has_perm("people.answer_invitation", invitation):
        raise Http404
    return invitation


@page
@permission_required("people.answer_invitation", fn=own_invitation)
@tells_when_late
def answer_invitation(request, pk):
    invitation = own_invitation(request, pk)
    if request.method != "POST":
        return render(request, "people/answer_invitation.html", {"invitation": invitation})
    if "accept" in request.POST:
        organisations.accept_invitation(invitation, by=request.user, now=timezone.now())
        messages.success(request, f"You now act for {invitation.organisation}.")
    else:
        organisations.decline_invitation(invitation, by=request.user, now=timezone.now())
        messages.success(request, "You declined the invitation.")
    return redirect("people:account")
