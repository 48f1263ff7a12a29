"""The directory of Champions, a signatory's page, and appointing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from champions.forms.champions import ChampionForm, EndTermForm, SignatoryForm
from champions.models import Champion, Signatory
from champions.queries.champions import directory, held
from champions.services import champions as services
from compact_portal.access.gate import permission_required
from compact_portal.forms.pages import form_page
from compact_portal.people.choices import Sector

ADD, APPOINT = "champions.add_signatory", "champions.appoint_champion"


@login_not_required
@require_safe
def champion_list(request):
    """Every signatory and its Champion; a gap is shown as one."""
    asked = request.GET.get("sector", "")
    sector = asked if asked in Sector.values else ""
    context = {
        "lines": directory(timezone.localdate(), sector=sector),
        "sector": sector,
        "sectors": Sector.choices,
        "adds_signatories": request.user.has_perm(ADD),
    }
    return render(request, "champions/champions/directory.html", context)


def found_signatory(request, slug: str, *args, **kwargs) -> Signatory:
    return get_object_or_404(Signatory.objects.select_related("organisation"), organisation__slug=slug)


@login_not_required
@require_safe
def signatory(request, slug):
    """Who leads on the Compact here, how to reach them, and who did before."""
    signatory = found_signatory(request, slug)
    today = timezone.localdate()
    terms = list(signatory.champions.select_related("person").latest_first())
    now = [term for term in terms if term.starts_on <= today and (term.ends_on is None or term.ends_on >= today)]
    context = {
        "signatory": signatory,
        "champion": held(now, "champion"),
        "deputy": held(now, "deputy"),
        "to_come": [term for term in terms if term.starts_on > today],
        "past": [term for term in terms if term.ends_on and term.ends_on < today],
        "appoints": request.user.has_perm(APPOINT, signatory),
    }
    return render(request, "champions/champions/signatory.html", context)


@permission_required(ADD)
def signatory_new(request):
    form = SignatoryForm(request.POST or None)
    if form.is_valid():
        signatory = services.add_signatory(**form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, f"{signatory} is a signatory. Its lead is asked to appoint a Champion.")
        return redirect(signatory)
    return form_page(request, form, title="Add a signatory", back="/champions/")


@permission_required(APPOINT, fn=found_signatory)
def appoint(request, slug):
    signatory = found_signatory(request, slug)
    form = ChampionForm(request.POST or None, initial={"starts_on": timezone.localdate()})
    if form.is_valid():
        try:
            champion = services.appoint_champion(signatory, **form.cleaned_data, by=request.user, now=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"{champion.person} is appointed. The directory shows it from the first day on.")
            return redirect(signatory)
    back = signatory.get_absolute_url()
    return form_page(request, form, title="Appoint a Champion", caption=str(signatory), back=back)


@permission_required(APPOINT, fn=found_signatory)
def end_term(request, slug, pk):
    signatory = found_signatory(request, slug)
    champion = get_object_or_404(Champion.objects.select_related("person"), signatory=signatory, pk=pk)
    champion.signatory = signatory
    form = EndTermForm(request.POST or None, initial={"on": champion.ends_on or timezone.localdate()})
    if form.is_valid():
        try:
            services.end_term(champion, **form.cleaned_data, by=request.user, now=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"The term of {champion.person} ends on the day you chose.")
            return redirect(signatory)
    title = f"End the term of {champion.person}"
    return form_page(request, form, title=title, caption=str(signatory), back=signatory.get_absolute_url())
