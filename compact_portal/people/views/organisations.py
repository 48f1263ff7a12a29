"""Organisations: their members for the lead, all of them for officers."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from compact_portal.access.gate import permission_required
from compact_portal.audit.queries import history_of
from compact_portal.csv_download import csv_response
from compact_portal.lists import page_of
from compact_portal.people import queries
from compact_portal.people.changes import MEMBER_CHANGES
from compact_portal.people.filters import OrganisationFilter
from compact_portal.people.forms.organisations import DecideOrganisationForm, InviteOrganisationForm
from compact_portal.people.models import Organisation
from compact_portal.people.services import organisations
from compact_portal.people.views.account import page
from compact_portal.people.views.late import tells_when_late


@require_safe
@permission_required("people.see_organisations")
def organisation_list(request):
    chosen = OrganisationFilter(request.GET, queryset=queries.organisation_list())
    decides = request.user.has_perm("people.decide_organisation")
    context = {
        "filter": chosen,
        "page": page_of(request, chosen.rows),
        "proposed": Organisation.objects.proposed().by_name() if decides else [],
        "invites": request.user.has_perm("people.invite_organisation"),
    }
    return render(request, "people/organisation_list.html", context)


@require_safe
@permission_required("people.see_organisations")
def organisation_csv(request):
    """The same list as a spreadsheet, all of it."""
    found = OrganisationFilter(request.GET, queryset=queries.organisation_list()).rows
    header = ["Name", "Kind", "Members", "Waiting", "Link"]
    return csv_response("organisations.csv", header, map(csv_row, found.iterator(chunk_size=500)))


def csv_row(organisation: Organisation) -> list:
    link = settings.SITE_URL + reverse("people:organisation", args=[organisation.slug])
    return [organisation.name, organisation.get_sector_display(), organisation.members, organisation.waiting, link]


def visible_organisation(request, slug, **_) -> Organisation:
    organisation = Organisation.objects.filter(slug=slug).first()
    if organisation is None or not request.user.has_perm("people.see_organisation", organisation):
        raise Http404
    return organisation


@require_safe
@permission_required("people.see_organisation", fn=visible_organisation)
def organisation_detail(request, slug):
    """Who acts for an organisation: for its members, with the lead's links, and for officers with its history."""
    organisation = visible_organisation(request, slug)
    context = {
        "organisation": organisation,
        "memberships": queries.members_of(organisation),
        "manages": request.user.has_perm("people.manage_members", organisation),
        "decides": request.user.has_perm("people.decide_organisation"),
        "history": history_of(organisation) if request.user.has_perm("people.see_organisations") else None,
    }
    return render(request, "people/organisation.html", context)


@page
@permission_required("people.decide_organisation", fn=visible_organisation)
@tells_when_late
def decide_organisation(request, slug):
    organisation = visible_organisation(request, slug)
    form = DecideOrganisationForm(request.POST or None)
    if not form.is_valid():
        context = {"form": form, "organisation": organisation, "memberships": queries.members_of(organisation)}
        return render(request, "people/decide_organisation.html", context)
    if form.cleaned_data["decision"] == "confirm":
        organisations.confirm_organisation(organisation, by=request.user, now=timezone.now())
        messages.success(request, f"{organisation} is now on the portal. Its lead gets an email.")
    else:
        reason = form.cleaned_data["reason"]
        organisations.decline_organisation(organisation, reason=reason, by=request.user, now=timezone.now())
        messages.success(request, f"{organisation} is declined. The person who asked gets an email.")
    return redirect("people:organisations")


@page
@permission_required("people.manage_members", fn=visible_organisation)
@tells_when_late
def change_member(request, slug, pk, change):
    """Confirm, decline, end, make lead: one page that asks, one click that does it."""
    organisation = visible_organisation(request, slug)
    membership = get_object_or_404(organisation.memberships.select_related("user__person", "organisation"), pk=pk)
    if change not in MEMBER_CHANGES:
        raise Http404
    chosen = MEMBER_CHANGES[change]
    if request.method == "POST":
        chosen.service(membership, by=request.user, now=timezone.now())
        messages.success(request, chosen.done.format(name=membership.user.name, organisation=organisation))
        return redirect("people:organisation", slug)
    context = {
        "membership": membership,
        "change": chosen,
        "question": chosen.question.format(name=membership.user.name, organisation=organisation),
    }
    return render(request, "people/change_member.html", context)


@page
@permission_required("people.invite_organisation")
def invite_organisation(request):
    form = InviteOrganisationForm(request.POST or None)
    if form.is_valid():
        invitation = organisations.invite_organisation(**form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, f"{invitation.name} gets an email with how to join {invitation.organisation}.")
        return redirect("people:organisation", invitation.organisation.slug)
    return render(request, "people/invite_organisation.html", {"form": form})
