"""Assessing: where it stands, what passes, one's own marks, and everyone's once they are locked."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Case, Exists, OuterRef, QuerySet, When
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from compact_portal.access.gate import permission_required
from compact_portal.forms.pages import confirm_page, form_page
from compact_portal.lists import page_of
from funding import panel
from funding.choices import FINISHED, ApplicationState, InterestLevel, RoundState
from funding.forms import assessment as forms
from funding.models import Application, Assessment, DeclaredInterest, Round
from funding.services import assessing as services
from funding.services.deciding import has_to_wait
from funding.standings import far_apart
from funding.views.drafts import RUN, found_round, posted, saved

READ_NAMES = "funding.read_names"
VIEW = "funding.view_assessment"


@dataclass(frozen=True, slots=True)
class Line:
    """One application, as this user may see it. `done` says how many have finished, where that may be said."""

    application: Application
    called: str
    state: str
    url: str
    done: str = ""


@permission_required(RUN, fn=found_round)
def start(request, slug):
    round_ = found_round(request, slug)
    form = forms.StartAssessingForm(posted(request))
    who = {"by": request.user, "now": timezone.now()}
    if saved(form, lambda: services.start_assessing(round_, **form.cleaned_data, **who)):
        messages.success(request, "The assessment has begun. The assessors are told.")
        return redirect("funding:assessment", round_.slug)
    lead = "Each application gets a number. The assessors are asked whom they have to do with, then they read."
    back = f"{round_.get_absolute_url()}applications/"
    return form_page(request, form, title="Start the assessment", caption=round_.title, lead=lead, back=back)


def found_assessment(request, slug: str, *args, **kwargs) -> Round:
    """For the funder's people and those who assess, from its start on. To everyone else there is none: 404."""
    round_ = found_round(request, slug)
    if not request.user.has_perm(VIEW, round_):
        raise Http404
    return round_


@require_safe
@permission_required(VIEW, fn=found_assessment)
def assessment(request, slug):
    """What is to be done, by this user."""
    round_ = found_assessment(request, slug)
    runs = request.user.has_perm(RUN, round_)
    sent = round_.applications.sent()
    page = page_of(request, sent.none() if must_declare(request.user, round_) else listed(request.user, round_))
    for each in page:
        each.round = round_
    context = {
        "round": round_,
        "assessor": panel.assessor_of(request.user, round_),
        "must_declare": must_declare(request.user, round_),
        "page": page,
        "lines": [line_for(request.user, each, runs=runs) for each in page],
        "aside": panel.aside_from(request.user, round_, sent),
        "may_announce": not has_to_wait(round_, timezone.now()),
        "may_finish": runs and round_.state == RoundState.ASSESSING,
        "runs": runs,
        "to_decide": undecided(round_) if runs and round_.state == RoundState.ASSESSING else 0,
    }
    return render(request, "funding/assessment.html", context)


def must_declare(user, round_: Round) -> bool:
    """Whoever assesses says whom they have to do with before they read which applications there are."""
    assessor = panel.assessor_of(user, round_)
    return assessor is not None and assessor.declared_at is None and round_.state == RoundState.ASSESSING


def listed(user, round_: Round) -> QuerySet[Application]:
    """What was sent by those from whom this user stands apart: what waits for them first, then by number."""
    found = panel.with_standing(user, round_, panel.apart(user, round_, round_.applications.sent()))
    if round_.state != RoundState.ASSESSING:
        return found.order_by("number")
    own = Assessment.objects.filter(application=OuterRef("pk"), assessor=panel.assessor_of(user, round_))
    is_done = Case(
        When(state=ApplicationState.SUBMITTED, then=False),
        When(state=ApplicationState.INELIGIBLE, then=True),
        default=Exists(own.filter(state__in=FINISHED)),
    )
    with_progress = found.with_members().prefetch_related("lot__criteria")
    return with_progress.annotate(is_done=is_done).order_by("is_done", "number")


def undecided(round_: Round) -> int:
    found = DeclaredInterest.objects.filter(assessor__in=round_.assessors.current(), may_assess=None)
    return found.filter(level=InterestLevel.POTENTIAL).count()


def called(user, application: Application) -> str:
    """With its name, for those who read names."""
    names = f": {application.organisation}" if panel.reads_names(user, application.round) else ""
    return f"{application.called}{names}"


def line_for(user, application: Application, *, runs: bool) -> Line:
    own, marks_it = panel.assessment_of(user, application), panel.assessor_of(user, application.round) is not None
    page = "pass" if runs else ""
    if application.state == ApplicationState.SUBMITTED:
        state = "Questions to pass" if runs else "Waits for the funder: the questions to pass come first"
    elif application.state == ApplicationState.INELIGIBLE:
        state = application.get_state_display()
    elif user.has_perm(services.VIEW_MARKS, application):
        state, page = own.get_state_display() if own else "Marked", "all-marks"
    elif user.has_perm(services.MARK, application):
        state, page = "Being marked" if own else "To be marked", "marks"
    else:
        state = "Being marked"
    is_marked = application.round.state == RoundState.ASSESSING and application.state == ApplicationState.ELIGIBLE
    done = progress(application) if runs and not marks_it and is_marked else ""
    return Line(application, called(user, application), state, application.url(page) if page else "", done)


def progress(application: Application) -> str:
    expected = {each.pk for each in panel.expected_for(application)}
    finished = sum(each.is_finished for each in application.assessments.all() if each.assessor_id in expected)
    return f"{finished} of {len(expected)} have finished"


@require_POST
@permission_required(RUN, fn=found_round)
def finish(request, slug):
    round_ = found_round(request, slug)
    if "sure" not in request.POST and (apart := far_apart(round_)):
        return confirm_page(
            request,
            title="Are the marks agreed?",
            caption=round_.title,
            words=f"The marks of {', '.join(apart)} are far apart, and nothing is written down that was agreed on. "
            "From now on no mark changes, and nothing more is agreed on.",
            submit="The marks are agreed",
            keep="Talk about them first",
            back=f"{round_.get_absolute_url()}assessment/",
            sends="sure",
        )
    try:
        services.finish_marking(round_, by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, "The marks are agreed, and stay as they are.")
    return redirect("funding:assessment", round_.slug)
