"""Who assesses a round, and what they have to do with those who applied."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from compact_portal.access.gate import permission_required
from compact_portal.forms.pages import confirm_page, form_page
from funding import panel
from funding.choices import YES, InterestLevel, RoundState
from funding.forms import assessment as forms
from funding.models import Assessor, DeclaredInterest, Round
from funding.services import assessors as services
from funding.views.drafts import RUN, found_round, posted, saved


@permission_required(RUN, fn=found_round)
def assessors(request, slug):
    round_ = found_round(request, slug)
    form = forms.AssessorForm(posted(request))
    who = {"by": request.user, "now": timezone.now()}
    if saved(form, lambda: services.add_assessor(round_, **form.cleaned_data, **who)):
        messages.success(request, "They are added, and told by email.")
        return redirect("funding:assessors", round_.slug)
    found = round_.assessors.current().select_related("user__person").prefetch_related("interests__organisation")
    context = {
        "round": round_,
        "assessors": [(each, interests_of(each)) for each in found],
        "may_change": round_.state in services.BEFORE_MARKS_ARE_AGREED,
        "competing": services.competing(round_, found, timezone.now()),
        "form": form,
    }
    return render(request, "funding/assessors.html", context)


@permission_required(services.OPEN_NAMES, fn=found_round)
def names(request, slug):
    """Where applications are assessed without names: who applied, for those who do not assess."""
    round_ = found_round(request, slug)
    received = f"{round_.get_absolute_url()}applications/"
    if request.method == "POST":
        services.open_names(round_, by=request.user, now=timezone.now())
        return redirect(received)
    return confirm_page(
        request,
        title="Do you want to read who applied?",
        words="This round is assessed without names. Whoever does not assess it can read them.",
        warning="You cannot assess this round any more once you have read who applied.",
        submit="Show me the names",
        keep="Go on without names",
        back=received,
    )


def interests_of(assessor: Assessor) -> list[DeclaredInterest]:
    return [each for each in assessor.interests.all() if each.level != InterestLevel.NONE]


def found_assessor(round_: Round, pk: int) -> Assessor:
    assessor = round_.assessors.current().filter(pk=pk).select_related("user__person").first()
    if assessor is None:
        raise Http404
    return assessor


@permission_required(RUN, fn=found_round)
def remove_assessor(request, slug, pk):
    round_ = found_round(request, slug)
    assessor = found_assessor(round_, pk)
    if request.method != "POST":
        return confirm_page(
            request,
            title=f"Remove {assessor} from the assessors?",
            caption=round_.title,
            words="Marks that they have begun do not count any more. They can be added again.",
            submit="Remove them",
            keep="Keep them",
            back=f"{round_.get_absolute_url()}assessors/",
        )
    try:
        services.remove_assessor(assessor, by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, "They do not assess this round any more.")
    return redirect("funding:assessors", round_.slug)


@permission_required(RUN, fn=found_round)
def decide_on_interest(request, slug, pk):
    """Of something that may look like an interest."""
    round_ = found_round(request, slug)
    found = DeclaredInterest.objects.filter(assessor__round=round_, level=InterestLevel.POTENTIAL, pk=pk)
    interest = found.select_related("assessor__user__person", "assessor__round", "organisation").first()
    if interest is None:
        raise Http404
    form = forms.InterestDecisionForm(posted(request))
    who = {"by": request.user, "now": timezone.now()}
    if saved(
        form,
        lambda: services.decide_on_interest(interest, may_assess=form.cleaned_data["may_assess"] == YES, **who),
    ):
        messages.success(request, "Your decision is saved.")
        return redirect("funding:assessors", round_.slug)
    lead = f"{interest.assessor} and {interest.called}: “{interest.reason}”"
    title, back = "Something that may look like an interest", f"{round_.get_absolute_url()}assessors/"
    return form_page(request, form, title=title, caption=round_.title, lead=lead, back=back)


@permission_required(services.DECLARE, fn=found_round)
def interests(request, slug):
    """Before an assessor reads a word: whom they have to do with."""
    round_ = found_round(request, slug)
    assessor = panel.assessor_of(request.user, round_)
    form = forms.InterestsForm(posted(request), assessor=assessor, applicants=services.applicants(round_))
    who = {"by": request.user, "now": timezone.now()}
    if saved(form, lambda: services.declare_interests(assessor, levels=form.levels, **who)):
        messages.success(request, "Thank you. You can read the applications from which you do not stand aside.")
        may_see = request.user.has_perm("funding.view_assessment", round_)
        return redirect("funding:assessment" if may_see else "funding:round", round_.slug)
    lead = (
        "These organisations applied. You do not read the applications of those from which you stand aside, nor their "
    )
    lead += "marks. How many assessors stood aside is published, not who."
    is_first = round_.state == RoundState.SIFTING
    title, back = "Whom do you have to do with?", round_.get_absolute_url() + ("" if is_first else "assessment/")
    return form_page(request, form, title=title, caption=round_.title, lead=lead, back=back)
