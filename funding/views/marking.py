"""One application: what passes, one's own marks, and everyone's once they are locked."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from compact_portal.access.gate import permission_required
from compact_portal.forms.pages import form_page
from funding import panel
from funding.answers import Row
from funding.answers import papers as papers_of
from funding.choices import AssessmentState, RoundState
from funding.forms import assessment as forms
from funding.marks import in_words, total
from funding.models import Application, Assessment, Criterion
from funding.queries import judged_of
from funding.services import assessing as services
from funding.stages import seal
from funding.views.assessing import READ_NAMES, called
from funding.views.drafts import posted, saved


def found_application(permission: str):
    """The application with its marks, for those with a permission. To everyone else there is none: 404."""

    def find(request, key: str, *args, **kwargs) -> Application:
        application = Application.objects.ever_sent().with_marks().filter(key=key, number__isnull=False).first()
        if application is None or not request.user.has_perm(permission, application):
            raise Http404
        return seal(application, timezone.now())

    return find


to_pass, to_mark, marked = map(found_application, (services.PASS, services.MARK, services.VIEW_MARKS))


def papers(user, application: Application) -> list[Row]:
    """The answers, without names for those who are not to read them."""
    found = papers_of(application)
    if user.has_perm(READ_NAMES, application):
        return found
    return [row.without(application.names) for row in found]


@permission_required(services.PASS, fn=to_pass)
def pass_application(request, key):
    """Stage 1."""
    found = to_pass(request, key)
    said = {each.question_id: each.passed for each in found.pass_answers.all()}
    reason = found.first_stage.reason if hasattr(found, "first_stage") else ""
    form = forms.PassForm(posted(request), questions=found.lot.pass_questions.all(), said=said, reason=reason)
    who = {"by": request.user, "now": timezone.now()}
    if form.questions and saved(form, lambda: services.answer_pass_questions(found, **form.said, **who)):
        messages.success(request, "Saved. The applicant is told once the decision is announced.")
        return redirect("funding:assessment", found.round.slug)
    can_change = found.round.state == RoundState.ASSESSING and not found.assessments.all() and bool(form.questions)
    context = {"application": found, "called": called(request.user, found), "rows": papers(request.user, found)}
    return render(request, "funding/pass.html", context | {"form": form if can_change else None, "said": said})


@permission_required(services.MARK, fn=to_mark)
def marks(request, key):
    """The papers, and beside them one's own marks."""
    found = to_mark(request, key)
    own = panel.assessment_of(request.user, found)
    if own and request.method == "POST":
        services.refuse_finished(own, found.round)
    elif own and own.is_finished:
        return redirect(found.url("all-marks"))
    form = forms.MarksForm(posted(request), criteria=found.lot.criteria.all(), assessment=own)
    who = {"by": request.user, "now": timezone.now()}
    save = services.lock_marks if "lock" in request.POST else services.save_marks
    if saved(form, lambda: save(found, marks=form.marks, **who)):
        return marks_saved(request, found)
    context = {
        "application": found,
        "called": called(request.user, found),
        "rows": papers(request.user, found),
        "form": form,
        "own": own,
        "gaps": services.gaps(found, own),
    }
    return render(request, "funding/marks.html", context)


def marks_saved(request, application: Application):
    if "lock" in request.POST:
        messages.success(request, "Your marks are locked. Now you can read those of the others.")
        return redirect(application.url("all-marks"))
    messages.success(request, "Your marks are saved. Nobody else sees them before you lock them.")
    return redirect(application.url("marks"))


@permission_required(services.MARK, fn=to_mark)
def abstain(request, key):
    found = to_mark(request, key)
    form = forms.AbstainForm(posted(request))
    if saved(form, lambda: services.abstain(found, **form.cleaned_data, by=request.user, now=timezone.now())):
        messages.success(request, "You have abstained.")
        return redirect("funding:assessment", found.round.slug)
    return form_page(request, form, title="Abstain", caption=found.called, back=found.url("marks"))


@require_safe
@permission_required(services.VIEW_MARKS, fn=marked)
def all_marks(request, key):
    """What everybody who has locked gave, what was agreed on, and the total."""
    found = marked(request, key)
    judged, locked = judged_of(found), panel.counted(found)
    context = {
        "application": found,
        "called": called(request.user, found),
        "criteria": [(each, judged[each.pk], marks_for(each, locked)) for each in found.lot.criteria.all()],
        "abstained": [each for each in found.assessments.all() if each.state == AssessmentState.ABSTAINED],
        "put_aside": len(panel.put_aside(found)),
        "total": in_words(total(judged.values())),
        "moderations": found.moderations.all(),
        "may_agree": found.round.state == RoundState.ASSESSING and panel.is_marked(found),
        "rows": papers(request.user, found),
    }
    return render(request, "funding/all_marks.html", context)


def marks_for(criterion: Criterion, locked: list[Assessment]) -> list[tuple[str, int, str]]:
    given = [(each.assessor.user.name, each.given.get(criterion.pk)) for each in locked]
    return [(name, mark.mark, mark.reason) for name, mark in given if mark]


@permission_required(services.VIEW_MARKS, fn=marked)
def agree(request, key, number):
    """One mark that those who assessed agree on."""
    found = marked(request, key)
    criterion = next((each for each in found.lot.criteria.all() if each.number == number), None)
    if criterion is None:
        raise Http404
    agreed = [each for each in found.moderations.all() if each.criterion_id == criterion.pk]  # the latest is the last
    form = forms.AgreedMarkForm(posted(request), criterion=criterion, agreed=agreed[-1] if agreed else None)
    who = {"by": request.user, "now": timezone.now()}
    if saved(form, lambda: services.agree_on_mark(found, criterion, **form.cleaned_data, **who)):
        messages.success(request, "The agreed mark is saved beside the marks of each.")
        return redirect(found.url("all-marks"))
    lead = f"Until now {judged_of(found)[criterion.pk].in_words}. The marks of each assessor stay as they are."
    title = f"Agree on a mark: {criterion}"
    return form_page(request, form, title=title, caption=found.called, lead=lead, back=found.url("all-marks"))
