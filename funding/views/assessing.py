"""Assessing: where it stands, what passes, one's own marks, and everyone's once they are locked."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from compact_portal.access.gate import permission_required
from compact_portal.forms.pages import form_page
from funding import panel
from funding.choices import ApplicationState, InterestLevel, RoundState
from funding.forms import assessment as forms
from funding.marks import Judged, in_words, places
from funding.models import Application, DeclaredInterest, Lot, Round
from funding.queries import judged_of, total_of
from funding.services import assessing as services
from funding.views.drafts import RUN, found_round, posted, saved

VIEW = "funding.view_assessment"
READ_NAMES = "funding.read_names"
#: What totals are made of.
MARKS = ("assessments__marks", "moderations")


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
    assessor, runs = panel.assessor_of(request.user, round_), request.user.has_perm(RUN, round_)
    must_declare = assessor is not None and assessor.declared_at is None and round_.state == RoundState.ASSESSING
    found, aside = ([], 0) if must_declare else applications_for(request.user, round_)
    context = {
        "round": round_,
        "assessor": assessor,
        "must_declare": must_declare,
        "lines": [line_for(request.user, each, runs=runs) for each in found],
        "aside": aside,
        "may_finish": runs and round_.state == RoundState.ASSESSING,
        "runs": runs,
        "to_decide": undecided(round_) if runs else 0,
    }
    return render(request, "funding/assessment.html", context)


def applications_for(user, round_: Round, *read_too: str) -> tuple[list[Application], int]:
    """Those from which this user stands apart, by their numbers, with `read_too` beside how far each is; and how many
    there are besides."""
    sent = Application.objects.sent().filter(round=round_).with_standing().order_by("number")
    sent = list(sent.prefetch_related(*read_too))
    found = [each for each in sent if panel.stands_apart(user, each)]
    return found, len(sent) - len(found)


def undecided(round_: Round) -> int:
    found = DeclaredInterest.objects.filter(assessor__in=round_.assessors.current(), may_assess=None)
    return found.filter(level=InterestLevel.POTENTIAL).count()


def called(user, application: Application) -> str:
    """With its name, for those who read names."""
    names = f": {application.organisation}" if user.has_perm(READ_NAMES, application) else ""
    return f"{application.called}{names}"


def line_for(user, application: Application, *, runs: bool) -> Line:
    own, marks_it = panel.assessment_of(user, application), panel.assessor_of(user, application.round) is not None
    page = "pass" if runs else ""
    if application.state == ApplicationState.SUBMITTED:
        state = "Questions to pass"
    elif application.state == ApplicationState.INELIGIBLE:
        state = application.get_state_display()
    elif user.has_perm(services.VIEW_MARKS, application):
        state, page = own.get_state_display() if own else "Marked", "all-marks"
    elif user.has_perm(services.MARK, application):
        state, page = "Being marked" if own else "To be marked", "marks"
    else:
        state = "Being marked"
    done = progress(application) if runs and not marks_it and application.state == ApplicationState.ELIGIBLE else ""
    return Line(application, called(user, application), state, application.url(page) if page else "", done)


def progress(application: Application) -> str:
    finished = sum(each.is_finished for each in application.assessments.all())
    return f"{finished} of {len(panel.expected_for(application))} have finished"


@require_safe
@permission_required(VIEW, fn=found_assessment)
def standings(request, slug):
    """By total, for each lot: what this user may see. Whoever stands aside from one of a lot reads no places in it."""
    round_ = found_assessment(request, slug)
    apart, _ = applications_for(request.user, round_, *MARKS)
    found = [each for each in apart if each.state == ApplicationState.ELIGIBLE]
    lots = [
        (lot, table(request.user, lot, [each for each in found if each.lot_id == lot.pk])) for lot in round_.lot_list
    ]
    return render(request, "funding/standings.html", {"round": round_, "lots": lots})


def table(user, lot: Lot, applications: list[Application]) -> dict:
    """`lines`: place, application, total and what is to be talked about. `hidden`: how many are not shown."""
    seen = [each for each in applications if user.has_perm(services.VIEW_MARKS, each)]
    all_of_lot = Application.objects.filter(lot=lot, state=ApplicationState.ELIGIBLE).count()
    totals = [total_of(each) for each in seen]
    is_whole = len(seen) == all_of_lot
    lines = list(zip(places(totals) if is_whole else [None] * len(seen), seen, totals, strict=True))
    if is_whole:
        lines.sort(key=lambda line: (line[0] is None, line[0] or 0, line[1].number))
    return {
        "lines": [
            {
                "place": place,
                "application": each,
                "called": called(user, each),
                "total": in_words(points),
                "notes": notes(judged_of(each).values()),
            }
            for place, each, points in lines
        ],
        "hidden": all_of_lot - len(seen),
    }


def notes(judged) -> str:
    judged: list[Judged] = list(judged)
    apart = any(each.is_far_apart and each.agreed is None for each in judged)
    below = any(each.is_below_pass_mark for each in judged)
    return ". ".join(words for words, holds in (("Below a pass mark", below), ("Marks are far apart", apart)) if holds)


@require_POST
@permission_required(RUN, fn=found_round)
def finish(request, slug):
    round_ = found_round(request, slug)
    try:
        services.finish_marking(round_, by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, "The marks are agreed, and stay as they are.")
    return redirect("funding:assessment", round_.slug)
