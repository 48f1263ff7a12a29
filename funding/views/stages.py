"""The first of two stages, as the funder looks at it; and the moment in which it is said who goes on."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from compact_portal.access.gate import permission_required
from compact_portal.lists import page_of
from compact_portal.wording import date_and_time
from funding import panel
from funding.choices import ApplicationState, Phase, RoundState
from funding.forms.stages import FirstStageForm
from funding.models import Application, Round
from funding.services import stages as services
from funding.services.drafts import RoundMovedOn
from funding.views import marking
from funding.views.assessing import called
from funding.views.drafts import RUN, found_round, posted, saved


@dataclass(frozen=True, slots=True)
class Line:
    """One application, as this user may see it."""

    called: str
    lot: str
    state: str
    url: str


def found_first_stage(request, slug: str, *args, **kwargs) -> Round:
    """Of a round of two stages. In every other there is none: 404."""
    round_ = found_round(request, slug)
    if not round_.has_two_stages:
        raise Http404
    return round_


@require_safe
@permission_required(RUN, fn=found_first_stage)
def first_stage(request, slug):
    """What is to be done, by this user. Sealed until it has closed."""
    round_, now = found_first_stage(request, slug), timezone.now()
    if round_.closes_at > now:
        return render(request, "funding/sealed.html", {"round": round_})
    assessor = panel.assessor_of(request.user, round_)
    is_sifting = round_.state == RoundState.SIFTING
    must_declare = is_sifting and assessor is not None and assessor.declared_at is None
    found = numbered(round_)
    apart = found.none() if must_declare else panel.apart(request.user, round_, found)
    page = page_of(request, apart.select_related("lot", "organisation", "first_stage").order_by("number"))
    for each in page:
        each.round = round_
    context = {
        "round": round_,
        "may_start": round_.phase(now) == Phase.BETWEEN,
        "is_sifting": is_sifting,
        "must_declare": must_declare,
        "assesses": assessor is not None,
        "page": page,
        "lines": [line_for(request.user, each) for each in page],
        "aside": 0 if must_declare else panel.aside_from(request.user, round_, found),
        "waiting": found.filter(state=ApplicationState.SUBMITTED).count(),
    }
    return render(request, "funding/first_stage.html", context)


def numbered(round_: Round):
    """Everything that was sent, once it is looked at."""
    return round_.applications.ever_sent().filter(number__isnull=False)


def line_for(user, application: Application) -> Line:
    lot = str(application.lot) if application.lot.title else ""
    return Line(called(user, application), lot, state_of(application), application.url("pass"))


def state_of(application: Application) -> str:
    verdict = getattr(application, "first_stage", None)
    return str(verdict) if verdict else "Not looked at yet"


@require_POST
@permission_required(RUN, fn=found_first_stage)
def start(request, slug):
    round_ = found_first_stage(request, slug)
    try:
        services.sift_round(round_, by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, "Each application has a number. Now you can look at them.")
    return redirect("funding:first-stage", round_.slug)


@permission_required(RUN, fn=found_first_stage)
def invite(request, slug):
    """Who goes on and what that does; then everyone is told."""
    round_, now, error = found_first_stage(request, slug), timezone.now(), ""
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        try:
            services.invite_to_second_stage(
                round_, seen=int(seen) if seen.isdecimal() else -1, by=request.user, now=now
            )
        except ValidationError as refused:
            error = refused.messages[0]
        else:
            messages.success(request, "Everyone is told. Those who passed can write the second stage.")
            return redirect("funding:first-stage", round_.slug)
    if round_.state != RoundState.SIFTING:
        raise RoundMovedOn(round_, f"Not possible while it is “{round_.get_state_display()}”.")
    return render(request, "funding/invite.html", invite_context(request.user, round_, now) | {"error": error})


def invite_context(user, round_: Round, now) -> dict:
    """Those from which this user stands aside are counted and not named."""
    told = services.invitation(round_, now=now)
    return {
        "round": round_,
        "told": told,
        "going_on": names(user, round_, told.going_on),
        "staying": names(user, round_, told.staying),
        "closes": date_and_time(told.second_closes_at),
        "decided_on": round_.decided_on + told.moved_by if told.moved_by else None,
        "announced_on": round_.announced_on + told.moved_by if told.moved_by else None,
    }


def names(user, round_: Round, applications: list[Application]) -> list[str]:
    for each in applications:
        each.round = round_
    return [called(user, each) for each in applications if panel.stands_apart(user, each)]


def pass_application(request, key):
    """In two stages the questions to pass are answered once, when the first is looked at."""
    found = Application.objects.filter(key=key).select_related("round").first()
    if found is not None and found.round.has_two_stages:
        return judge(request, key)
    return marking.pass_application(request, key)


@permission_required(services.JUDGE, fn=marking.to_pass)
def judge(request, key):
    """The first stage of one application, and whether it goes on."""
    found = marking.to_pass(request, key)
    passed = {each.question_id: each.passed for each in found.pass_answers.all()}
    there = getattr(found, "first_stage", None)
    kept = {"reason": there.reason, "goes_on": there.goes_on} if there else {}
    form = FirstStageForm(posted(request), questions=found.lot.pass_questions.all(), said=passed, **kept)
    who = {"by": request.user, "now": timezone.now()}
    if saved(form, lambda: services.judge_first_stage(found, **form.said, **who)):
        messages.success(request, "Saved. Nobody is told before you say who goes on.")
        return redirect("funding:first-stage", found.round.slug)
    context = {
        "application": found,
        "called": called(request.user, found),
        "rows": marking.papers(request.user, found),
        "form": form if found.round.state == RoundState.SIFTING else None,
        "verdict": there,
    }
    return render(request, "funding/first_stage_of_one.html", context)
