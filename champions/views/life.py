"""The life of a version: what was decided when, and the next step."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from champions.choices import TRANSITIONS, AdoptionState, CompactState
from champions.forms.life import StepForm
from champions.models import Adoption, CompactVersion
from champions.queries.adoption import in_state, tracker
from champions.queries.compact import superseded_by
from champions.services import compact as services
from champions.views.finding import WRITE, found_version, visible_version
from compact_portal.access.gate import permission_required
from compact_portal.forms.pages import check_page, form_page, goes_back, is_checked
from compact_portal.wording import long_date

#: The steps taken on a page of their own, with what each does.
STEPS = {
    "agree": "The words are settled. Those who lead a signatory can read them; nobody changes them.",
    "adopt": "Each signatory takes the Compact through its own governance.",
    "redraft": "Officers can change the words again.",
    "launch": "The Compact comes into force, and everyone can read it. The one in force until now is superseded.",
}


@login_not_required
@require_safe
def history(request, slug):
    """What happened to a version, with the minutes it was decided in."""
    version = visible_version(request, slug)
    follows = version.follows
    seen = follows and request.user.has_perm("champions.view_compact", follows)
    context = {"version": version, "steps": version.steps.all(), "follows": follows if seen else None}
    return render(request, "champions/compact/history.html", context)


@permission_required(WRITE, fn=found_version)
def step(request, slug, verb):
    """One step, on a page that says what it does."""
    version = found_version(request, slug)
    transition = TRANSITIONS.get(verb)
    if verb not in STEPS or version.state not in transition.sources:
        raise Http404
    form = StepForm(request.POST or None, initial={"on": timezone.localdate()})
    form.submit = "Continue" if verb == "launch" else transition.label
    if form.is_valid() and not goes_back(request):
        if verb == "launch" and not is_checked(request, version.revision):
            return check_launch(request, version, form)
        try:
            take(version, verb, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"The Compact is now “{CompactState(transition.target).label}”.")
            return redirect(version.url("version" if verb == "launch" else "draft"))
    lead, back = STEPS[verb], version.url("draft")
    return form_page(request, form, title=transition.label, caption=str(version), lead=lead, back=back)


def check_launch(request, version: CompactVersion, form: StepForm):
    """Which version gives way, and who has not adopted this one yet: to be known before, not after."""
    lines = tracker(version)
    waiting = [line for line in lines if not line.is_decided]
    earlier = superseded_by(version)
    effects = ["Everyone can read this version, as a page and as a PDF."]
    effects += [f"The {earlier} is no longer in force. Everyone can still read it."] if earlier else []
    effects += ["Those who have not adopted it yet are shown as such. They can still adopt it."] if waiting else []
    effects += ["The portal sends no email about it. Tell people yourself."]
    return check_page(
        request,
        form,
        title="Check before you launch the Compact",
        caption=str(version),
        rows=[
            ("In force from", long_date(form.cleaned_data["on"])),
            *minuted_rows(form.cleaned_data),
            ("Takes the place of", earlier or "No other: it is the first Compact"),
            ("Adopted by", names_of(in_state(lines, AdoptionState.ADOPTED)) or "Nobody yet"),
            ("Not adopted yet by", names_of(waiting) or "Nobody: every signatory has decided"),
            *declined_rows(lines),
        ],
        effects=effects,
        warning="You cannot undo a launch.",
        seen=version.revision,
        submit="Launch the Compact",
    )


def names_of(lines: list[Adoption]) -> str:
    return "\n".join(str(line.signatory) for line in lines)


def declined_rows(lines: list[Adoption]) -> list[tuple[str, str]]:
    declined = in_state(lines, AdoptionState.DECLINED)
    return [("Declined by", names_of(declined))] if declined else []


def minuted_rows(decided: dict) -> list[tuple[str, str]]:
    """Where a step was decided, if that was said."""
    said = "\n".join(filter(None, [decided["minute_reference"], decided["minute_url"]]))
    return [("Where it is minuted", said)] if said else []


def take(version, verb: str, *, by, **decided) -> None:
    if verb == "launch":
        services.launch_compact(version, **decided, seen=version.revision, by=by, now=timezone.now())
    elif verb == "agree":
        services.agree_compact(version, decided=services.Decided(**decided), by=by, now=timezone.now())
    else:
        services.take_step(version, verb, decided=services.Decided(**decided), by=by, now=timezone.now())
