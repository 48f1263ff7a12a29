"""The directory of Champions, a signatory's page, and appointing."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from champions.forms.champions import ChampionForm, ContactForm, EndTermForm, SignatoryForm
from champions.models import Champion, Signatory
from champions.queries.champions import DirectoryLine, directory, held, members_to_appoint, without_champion
from champions.queries.exceptions import open_exceptions_of
from champions.queries.promotion import latest_promotions_of, reached_by_year
from champions.services import champions as services
from compact_portal.access.gate import permission_required
from compact_portal.csv_download import csv_response
from compact_portal.forms.pages import form_page
from compact_portal.people.choices import Sector

ADD, APPOINT = "champions.add_signatory", "champions.appoint_champion"
LOG = "champions.log_promotion"

#: Lines of the promotion log on a signatory's page; all are in the log.
SHOWN = 10


def lines_asked_for(request) -> tuple[list[DirectoryLine], dict]:
    """The directory as its address narrows it, and what that was. Nonsense asks for nothing."""
    asked = request.GET.get("sector", "")
    sector = asked if asked in Sector.values else ""
    lines = directory(timezone.localdate(), sector=sector)
    if request.GET.get("vacant"):
        return without_champion(lines), {"sector": sector, "vacant": True}
    return lines, {"sector": sector, "vacant": False}


@login_not_required
@require_safe
def champion_list(request):
    """Every signatory and its Champion; a gap is shown as one."""
    lines, chosen = lines_asked_for(request)
    context = {
        "lines": lines,
        **chosen,
        "sectors": Sector.choices,
        "adds_signatories": request.user.has_perm(ADD),
    }
    return render(request, "champions/champions/directory.html", context)


@login_not_required
@require_safe
def champion_csv(request):
    header = ["Organisation", "Sector", "Champion", "Job title", "Email", "Phone", "Deputy", "Deputy’s email", "Link"]
    lines, _ = lines_asked_for(request)
    return csv_response("champions.csv", header, map(csv_row, lines))


def csv_row(line: DirectoryLine) -> list[str]:
    champion, deputy, organisation = line.champion, line.deputy, line.signatory.organisation
    who = ["Vacant", "", "", ""]
    if champion:
        who = [str(champion.person), champion.job_title, champion.email, champion.phone]
    stands_in = [str(deputy.person), deputy.email] if deputy else ["", ""]
    link = f"{settings.SITE_URL}{line.signatory.get_absolute_url()}"
    return [organisation.name, organisation.get_sector_display(), *who, *stands_in, link]


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
        "sees_interests": request.user.has_perm("champions.declare_interests"),
        **what_it_does(request, signatory),
    }
    return render(request, "champions/champions/signatory.html", context)


def what_it_does(request, signatory: Signatory) -> dict:
    """How it keeps the Compact, and what it did for it."""
    return {
        "exceptions": open_exceptions_of([signatory]),
        "today": timezone.localdate(),
        "promotions": latest_promotions_of([signatory], SHOWN),
        "reached": reached_by_year(signatory),
        "logs": request.user.has_perm(LOG, signatory),
    }


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
    members = members_to_appoint(signatory)
    form = ChampionForm(request.POST or None, initial={"starts_on": timezone.localdate()}, members=members)
    if form.is_valid():
        try:
            champion = services.appoint_champion(signatory, **form.appointment, by=request.user, now=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"{champion.person} is appointed. The directory shows it from the first day on.")
            return redirect(signatory)
    back = signatory.get_absolute_url()
    return form_page(request, form, title="Appoint a Champion", caption=str(signatory), back=back)


def found_term(signatory: Signatory, pk: int) -> Champion:
    champion = get_object_or_404(Champion.objects.select_related("person"), signatory=signatory, pk=pk)
    champion.signatory = signatory
    return champion


@permission_required(APPOINT, fn=found_signatory)
def contact(request, slug, pk):
    champion = found_term(found_signatory(request, slug), pk)
    fields = ("job_title", "email", "phone")
    form = ContactForm(request.POST or None, initial={name: getattr(champion, name) for name in fields})
    back = champion.signatory.get_absolute_url()
    if form.is_valid():
        services.change_contact(champion, **form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, f"The contact of {champion.person} is saved. Everyone can see it.")
        return redirect(back)
    return form_page(request, form, title=f"How to reach {champion.person}", caption=str(champion.signatory), back=back)


@permission_required(APPOINT, fn=found_signatory)
def end_term(request, slug, pk):
    signatory = found_signatory(request, slug)
    champion = found_term(signatory, pk)
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
