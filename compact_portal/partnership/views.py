"""The partnership's settings, colours and logo."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import http_date
from django.views.decorators.cache import cache_control
from django.views.decorators.http import etag, require_http_methods, require_safe

from compact_portal.access.gate import permission_required
from compact_portal.partnership import services
from compact_portal.partnership.colours import shades
from compact_portal.partnership.forms import PartnershipForm
from compact_portal.partnership.models import Logo, Partnership

A_YEAR = 365 * 24 * 3600


@login_not_required
@require_safe
def colours(request):
    """The brand colours as CSS custom properties. Kept for a year when the address names the colour it holds."""
    brand = Partnership.current().brand_colour
    rules = "".join(f"--{name}:{colour};" for name, colour in shades(brand).items())
    response = HttpResponse(f":root{{{rules}}}\n", content_type="text/css; charset=utf-8")
    named = request.GET.get("v") == brand.lstrip("#")
    response["Cache-Control"] = f"public, max-age={A_YEAR}, immutable" if named else "public, no-cache"
    return response


def _logo_etag(request, pk: int) -> str:
    return f'"logo-{pk}"'


@login_not_required
@require_safe
@cache_control(public=True, max_age=A_YEAR, immutable=True)
@etag(_logo_etag)
def logo(request, pk: int):
    """A logo never changes: a new one has a new address."""
    found = get_object_or_404(Logo, pk=pk)
    response = HttpResponse(bytes(found.content), content_type=found.content_type)
    response["Last-Modified"] = http_date(found.uploaded_at.timestamp())
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("partnership.change_partnership")
def settings(request):
    """Name, contacts, colour, logo and defaults of the partnership, edited by officers and administrators."""
    form = PartnershipForm(request.POST, request.FILES) if request.POST else PartnershipForm.of(Partnership.current())
    if form.is_valid():
        try:
            services.change_partnership(**form.cleaned_data, by=request.user, now=timezone.now())
        except services.ChangedMeanwhile as conflict:
            form.show_conflict(conflict.partnership)
        else:
            messages.success(request, "The settings are saved. Every page shows them from now on.")
            return redirect("partnership:settings")
    return render(request, "partnership/settings.html", {"form": form})
