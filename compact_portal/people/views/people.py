"""Everyone with an account, for officers and administrators."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from compact_portal.access.gate import permission_required
from compact_portal.audit.queries import history_of
from compact_portal.csv_download import csv_response
from compact_portal.lists import page_of
from compact_portal.people import queries
from compact_portal.people.filters import PeopleFilter
from compact_portal.people.forms.people import RolesForm
from compact_portal.people.models import User
from compact_portal.people.services import users
from compact_portal.people.views.account import page


@require_safe
@permission_required("people.see_people")
def people_list(request):
    chosen = PeopleFilter(request.GET, queryset=queries.people_list())
    return render(request, "people/people_list.html", {"filter": chosen, "page": page_of(request, chosen.rows)})


@require_safe
@permission_required("people.see_people")
def people_csv(request):
    """The same list as a spreadsheet, all of it."""
    found = PeopleFilter(request.GET, queryset=queries.people_list()).rows
    header = ["Name", "Email", "Roles", "Organisations", "Account", "Last signed in", "Link"]
    return csv_response("people.csv", header, map(_csv_row, found.iterator(chunk_size=500)))


def _csv_row(user: User) -> list[str]:
    return [
        user.name,
        user.email,
        ", ".join(user.roles),
        ", ".join(membership.organisation.name for membership in user.confirmed_memberships),
        "Open" if user.is_active else "Closed",
        f"{timezone.localtime(user.last_login):%Y-%m-%d}" if user.last_login else "",
        settings.SITE_URL + reverse("people:person", args=[user.pk]),
    ]


@require_safe
@permission_required("people.see_people")
def person_detail(request, pk):
    person = get_object_or_404(User.objects.select_related("person"), pk=pk)
    context = {
        "person": person,
        "memberships": queries.memberships_of(person),
        "gives_roles": request.user.has_perm("people.give_roles"),
        "may_deactivate": request.user.has_perm("people.deactivate_user", person),
        "history": history_of(person),
    }
    return render(request, "people/person.html", context)


def any_user(request, pk) -> User:
    return get_object_or_404(User.objects.select_related("person"), pk=pk)


@page
@permission_required("people.give_roles")
def change_roles(request, pk):
    person = any_user(request, pk)
    held = {role: getattr(person, role) for role in users.ROLES}
    form = RolesForm(request.POST if request.method == "POST" else None, initial=held)
    if form.is_valid():
        try:
            users.change_roles(person, **form.cleaned_data, by=request.user, now=timezone.now())
        except users.LastAdministrator as refusal:
            form.add_error("is_administrator", str(refusal))
        else:
            messages.success(request, f"The roles of {person} are changed.")
            return redirect("people:person", pk)
    return render(request, "people/change_roles.html", {"form": form, "person": person})


@page
@permission_required("people.deactivate_user", fn=any_user)
def deactivate(request, pk):
    person = any_user(request, pk)
    if request.method == "POST":
        users.deactivate_user(person, by=request.user, now=timezone.now())
        messages.success(request, f"The account of {person} is closed.")
        return redirect("people:person", pk)
    return render(request, "people/deactivate.html", {"person": person})


@page
@permission_required("people.deactivate_user", fn=any_user)
def reactivate(request, pk):
    person = any_user(request, pk)
    if request.method == "POST":
        users.reactivate_user(person, by=request.user, now=timezone.now())
        messages.success(request, f"The account of {person} is open again.")
        return redirect("people:person", pk)
    return render(request, "people/reactivate.html", {"person": person})
