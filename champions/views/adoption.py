"""Who has adopted a version, and recording it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from champions.choices import AdoptionState, CompactState
from champions.forms.adoption import AdoptedForm, AdoptionStepForm, DeclinedForm, PlanForm, ReopenForm
from champions.models import Adoption, CompactVersion, Signatory
from champions.queries.adoption import adopters_of, adoption_of, in_state, tracker
from champions.services import adoption as services
from champions.services.adoption import RECORD
from champions.services.compact import WrongState
from champions.views.downloads import download
from compact_portal.access.gate import permission_required
from compact_portal.csv_download import csv_response
from compact_portal.people.queries import organisations_led_by


@dataclass(frozen=True, slots=True)
class Step:
    """How one thing is recorded: the service, its form, which answers are there already, what the page says."""

    service: Callable[..., Adoption]
    form: type[AdoptionStepForm]
    known: dict[str, str]  # field of the form → field of the adoption
    title: str
    after: str
    before: str = ""


PLAN = Step(
    services.plan_adoption,
    PlanForm,
    {"route": "route", "expected_on": "expected_on", "note": "note"},
    "Plan the adoption",
    "The plan is saved. We will remind you before the day.",
)
ADOPTED = Step(
    services.record_adoption,
    AdoptedForm,
    {"adopted_on": "adopted_on", "minute_reference": "minute_reference", "minute_url": "minute_url"},
    "Record the adoption",
    "The adoption is recorded. Everyone can see it.",
)
DECLINED = Step(
    services.decline_adoption,
    DeclinedForm,
    {"on": "declined_on", "reason": "declined_reason"},
    "Record that it is declined",
    "It is recorded that this version is declined. Everyone can see it.",
)
REOPEN = Step(
    services.reopen_adoption,
    ReopenForm,
    {},
    "Undo what was recorded?",
    "The record is undone. You can plan the adoption or record it again.",
    before="The day, the minute reference and the file are removed from this page. The plan stays.",
)

#: A version that came into force elsewhere may have been adopted by all, and the portal knows nothing of it.
BEFORE_THE_RECORD = frozenset({CompactState.IN_FORCE, CompactState.SUPERSEDED})

#: Officers look after every signatory.
FOLLOW = "champions.follow_adoptions"

COLOURS = {AdoptionState.ADOPTED: "green", AdoptionState.PLANNED: "blue", AdoptionState.DECLINED: "orange"}


def colour_of(adoption: Adoption) -> str:
    return COLOURS.get(adoption.state, "grey")


def found_version(request, slug: str) -> CompactVersion:
    """The version, or Http404 as long as its adoption is nobody's business but the officers'."""
    version = get_object_or_404(CompactVersion, slug=slug)
    if not request.user.has_perm("champions.view_adoption", version):
        raise Http404
    return version


@login_not_required
@require_safe
def adoption(request, slug):
    """How far it has come: one line for each signatory."""
    version = found_version(request, slug)
    adoptions = tracker(version)
    mine = changeable(request.user, version, adoptions)
    nothing_recorded = version.state in BEFORE_THE_RECORD and not any(line.pk for line in adoptions)
    context = {
        "version": version,
        "nothing_recorded": nothing_recorded,
        "shows_lines": mine or not nothing_recorded,
        "lines": [(line, colour_of(line)) for line in adoptions],
        "adopted": len(in_state(adoptions, AdoptionState.ADOPTED)),
        "not_started": in_state(adoptions, AdoptionState.NOT_STARTED) if request.user.has_perm(FOLLOW) else [],
        "changeable": mine,
        "reads": request.user.has_perm("champions.view_compact", version),
    }
    return render(request, "champions/adoption/tracker.html", context)


def changeable(user, version: CompactVersion, adoptions: list[Adoption]) -> frozenset[int]:
    """The ids of the signatories for which this person may record something now."""
    if not version.is_open_to_adoption or not user.is_authenticated:
        return frozenset()
    led = organisations_led_by(user)
    is_everyones = user.has_perm(FOLLOW)
    signatories = [line.signatory for line in adoptions]
    return frozenset(found.pk for found in signatories if is_everyones or found.organisation_id in led)


@login_not_required
@require_safe
def adoption_csv(request, slug):
    version = found_version(request, slug)
    header = ["Signatory", "State", "Route", "Expected on", "Adopted on", "Minute reference", "Minutes", "Evidence"]
    header += ["Declined on", "Reason", "Note"]
    return csv_response(f"adoption-{version.slug}.csv", header, map(adoption_row, tracker(version)))


def adoption_row(line: Adoption) -> list[str]:
    evidence = f"{settings.SITE_URL}{line.url('adoption-evidence')}" if line.evidence else ""
    days = [day.isoformat() if day else "" for day in (line.expected_on, line.adopted_on, line.declined_on)]
    expected, adopted, declined = days
    told = [line.minute_reference, line.minute_url, evidence, declined, line.declined_reason, line.note]
    return [str(line.signatory), line.state.label, line.route, expected, adopted, *told]


def found_signatory(request, slug: str, organisation: str, *args, **kwargs) -> Signatory:
    """A signatory in the tracker of a version whose tracker this person may see."""
    adopters = adopters_of(found_version(request, slug)).select_related("organisation")
    return get_object_or_404(adopters, organisation__slug=organisation)


def found_adoption(request, slug: str, organisation: str) -> Adoption:
    return adoption_of(found_version(request, slug), found_signatory(request, slug, organisation))


@require_safe
@permission_required(RECORD, fn=found_signatory)
def adoption_desk(request, slug, organisation):
    """Where one signatory stands, and what can be recorded next."""
    adoption = found_adoption(request, slug, organisation)
    return render(request, "champions/adoption/desk.html", {"adoption": adoption, "colour": colour_of(adoption)})


@permission_required(RECORD, fn=found_signatory)
def change(request, slug, organisation, step: Step):
    """Record one thing. A version that cannot be adopted now has no form: the desk says why."""
    adoption = found_adoption(request, slug, organisation)
    if not adoption.version.is_open_to_adoption:
        return redirect(adoption.get_absolute_url())
    form = step_form(request, step, adoption)
    if form.is_valid():
        said = {**form.cleaned_data, "by": request.user, "now": timezone.now()}
        try:
            step.service(adoption.version, adoption.signatory, **said)
        except services.Stale as stale:
            return change_page(request, step, stale.adoption, form_after(request, step, stale.adoption), theirs=True)
        except (WrongState, ValidationError) as error:
            form.add_error(None, error if isinstance(error, ValidationError) else str(error))
        else:
            messages.success(request, step.after)
            return redirect(adoption.get_absolute_url())
    return change_page(request, step, adoption, form)


def step_form(request, step: Step, adoption: Adoption) -> AdoptionStepForm:
    known = {name: getattr(adoption, field) for name, field in step.known.items()}
    return step.form(request.POST or None, request.FILES or None, initial=known | {"seen": adoption.revision})


def form_after(request, step: Step, adoption: Adoption) -> AdoptionStepForm:
    """The answers as they were typed, on top of what somebody else saved: the next click means it."""
    typed = request.POST.copy()
    typed["seen"] = str(adoption.revision)
    form = step.form(typed, request.FILES or None)
    again = " Choose your file again, too." if request.FILES else ""
    form.add_error(
        None,
        f"{adoption.saved_by or 'Somebody'} changed this after you opened the page. Read what they saved. "
        f"If your answers are right, save them again.{again}",
    )
    return form


def change_page(request, step: Step, adoption: Adoption, form: AdoptionStepForm, **shown):
    context = {"adoption": adoption, "form": form, "step": step, "colour": colour_of(adoption), **shown}
    return render(request, "champions/adoption/change.html", context)


@login_not_required
@require_safe
def evidence(request, slug, organisation):
    """The file that shows an adoption, for everyone who may see the tracker."""
    kept = Adoption.objects.exclude(evidence="").select_related("signatory__organisation")
    version = found_version(request, slug)
    adoption = get_object_or_404(kept, version=version, signatory__organisation__slug=organisation)
    title = f"{adoption.signatory} {version.slug}"
    return download(adoption.evidence, title=title, content_type=adoption.evidence_type)
