"""Through the set-up of an empty portal: the partnership's name, the first administrator, what comes next."""

from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from compact_portal.access.gate import permission_required
from compact_portal.people.forms.set_up import FirstAdministratorForm, PartnershipNameForm
from compact_portal.people.models import User
from compact_portal.people.services import set_up
from compact_portal.people.views.account import page

#: Where the name waits, until the administrator's form saves both at once.
NAME = "set_up_partnership"
BACKEND = "compact_portal.people.backends.SignInBackend"


def _after_set_up(request, token: str):
    """Once there is an administrator: the link that was used leads on to what is left, and any other is a 404.

    None while the portal is empty.
    """
    if not User.objects.administrators().exists():
        return None
    if not set_up.was_used(token):
        raise Http404
    rest = reverse("people:set-up-done")
    return redirect(rest) if request.user.is_authenticated else redirect_to_login(rest)


@login_not_required
@never_cache
@page
def name_partnership(request, token):
    if elsewhere := _after_set_up(request, token):
        return elsewhere
    if set_up.find_link(token, now=timezone.now()) is None:
        return render(request, "people/set_up/old_link.html", status=404)
    form = PartnershipNameForm(request.POST or None, initial={"partnership": request.session.get(NAME, "")})
    if form.is_valid():
        request.session[NAME] = form.cleaned_data["partnership"]
        return redirect("people:set-up-administrator", token)
    return render(request, "people/set_up/name.html", {"form": form})


@login_not_required
@never_cache
@page
def name_administrator(request, token):
    if elsewhere := _after_set_up(request, token):
        return elsewhere
    if NAME not in request.session:
        return redirect("people:set-up", token)
    form = FirstAdministratorForm(request.POST or None)
    if form.is_valid():
        try:
            user = set_up.set_up_portal(
                token=token, partnership=request.session[NAME], **form.cleaned_data, now=timezone.now()
            )
        except set_up.LinkUsed:
            return render(request, "people/set_up/old_link.html", status=404)
        login(request, user, backend=BACKEND)
        reauthenticate_by_password(request)  # chosen just now: it is not asked again before the second proof
        return redirect("people:set-up-done")
    return render(request, "people/set_up/administrator.html", {"form": form, "token": token})


@require_safe
@permission_required("people.give_roles")
def done(request):
    return render(request, "people/set_up/done.html")
