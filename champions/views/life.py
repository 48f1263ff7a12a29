"""The life of a version: what was decided when, and the next step."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from champions.choices import TRANSITIONS, AdoptionState, CompactState
from champions.forms.life import StepForm
from champions.queries.adoption import in_state, tracker
from champions.services import compact as services
from champions.views.finding import WRITE, found_version, visible_version
from compact_portal.access.gate import permission_required
from compact_portal.forms.pages import form_page

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
    form.submit = transition.label
    if form.is_valid():
        take(version, verb, by=request.user, **form.cleaned_data)
        messages.success(request, f"The Compact is now “{CompactState(transition.target).label}”.")
        return redirect(version.url("version" if verb == "launch" else "draft"))
    lead = f"{STEPS[verb]} {adopted_so_far(version)}" if verb == "launch" else STEPS[verb]
    return form_page(request, form, title=transition.label, caption=str(version), lead=lead, back=version.url("draft"))


def adopted_so_far(version) -> str:
    """What to know before a launch: those who have not adopted yet are bound by it later."""
    lines = tracker(version)
    adopted = in_state(lines, AdoptionState.ADOPTED)
    return f"{len(adopted)} of {len(lines)} signatories have adopted it."


def take(version, verb: str, *, by, **decided) -> None:
    if verb == "launch":
        services.launch_compact(version, **decided, by=by, now=timezone.now())
    elif verb == "agree":
        services.agree_compact(version, decided=services.Decided(**decided), by=by, now=timezone.now())
    else:
        services.take_step(version, verb, decided=services.Decided(**decided), by=by, now=timezone.now())
