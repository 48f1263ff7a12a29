"""A report on an award: written and sent by the group, read and answered by the funder."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from compact_portal.access.gate import permission_required
from compact_portal.forms.pages import form_page
from compact_portal.wording import long_date
from funding.answers import Row, file_in_words
from funding.choices import RUNNING, ReportState
from funding.forms.reports import ASK, QUESTIONS, ReportAnswerForm, ReportFileForm, ReportForm
from funding.models import Award, Report, ReportFile
from funding.money import pounds
from funding.queries import told_to_others
from funding.services import reports as services
from funding.services.awards import AwardMovedOn
from funding.views.answers import download
from funding.views.awards import VIEW, found_award
from funding.views.drafts import posted, saved

#: What an earlier report can say in the place of this one.
OF_BOTH = ("happened", "benefited", "learned")
DRAFTS = "funding.read_drafts_of_reports"


def found_report(award: Award, number: int) -> Report:
    report = next((each for each in award.reports.all() if each.number == number), None)
    if report is None:
        raise Http404
    report.award = award
    return report


def unsent_report(request, reference: str, number: int) -> Report:
    """One that can be written. Raises AwardMovedOn for any other."""
    report = found_report(found_award(request, reference), number)
    if not report.is_unsent or report.award.state not in RUNNING:
        raise AwardMovedOn(report.award, "This report cannot be written now.")
    return report


def rows(report: Report) -> list[Row]:
    """The questions with their answers in words; that about spending too much only where it was."""
    told = {
        name: getattr(report.told if name in OF_BOTH else report, name)
        for name in QUESTIONS
        if name != "explanation" or report.is_overspent
    }
    told["spent"] = "" if report.spent is None else pounds(report.spent)
    return [Row(QUESTIONS[name], told[name]) for name in told]


@require_safe
@permission_required(VIEW, fn=found_award)
def report(request, reference, number):
    """As it stands. What is not sent yet, the group alone reads."""
    found = found_report(found_award(request, reference), number)
    goes_on, own = found.award.state in RUNNING, request.user.has_perm(DRAFTS, found.award)
    is_read = own or not found.is_unsent
    context = {
        "award": found.award,
        "report": found,
        "rows": rows(found) if is_read else [],
        "files": files_of(found) if is_read else [],
        "is_own": own,
        "may_write": goes_on and found.is_unsent and request.user.has_perm(services.WRITE, found.award),
        "may_answer": goes_on and found.state == ReportState.SENT and request.user.has_perm(services.RUN, found.award),
    }
    return render(request, "funding/report.html", context)


def files_of(report: Report) -> list[tuple[ReportFile, str]]:
    """Each with what it is called, its kind and its size."""
    return [(each, file_in_words(each.name, each)) for each in report.files.all()]


@permission_required(services.WRITE, fn=found_award)
def write(request, reference, number):
    found = unsent_report(request, reference, number)
    form = ReportForm(posted(request), report=found, earlier=told_to_others(found.award))
    if saved(form, lambda: services.save_report(found, **form.cleaned_data, by=request.user, now=timezone.now())):
        messages.success(request, "The draft is saved. Nobody else reads it before you send it.")
        return redirect(found)
    lead = f"About the time until {long_date(found.until)}. You can save it at any time and go on later."
    title, back = found.get_kind_display(), found.get_absolute_url()
    return form_page(request, form, title=title, caption=str(found.award), lead=lead, back=back)


@permission_required(services.WRITE, fn=found_award)
def send(request, reference, number):
    """Everything as it will be read; then it is sent."""
    found, error = unsent_report(request, reference, number), ""
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        who = {"by": request.user, "now": timezone.now()}
        try:
            services.send_report(found, seen=int(seen) if seen.isdecimal() else -1, **who)
        except ValidationError as refused:
            error = refused.messages[0]
        else:
            messages.success(request, "Your report is sent.")
            return redirect(found)
    missing = [QUESTIONS[name] for name in found.missing]
    context = {"award": found.award, "report": found, "rows": rows(found), "missing": missing, "error": error}
    context["files"] = files_of(found)
    return render(request, "funding/report_send.html", context)


@permission_required(services.WRITE, fn=found_award)
def add_file(request, reference, number):
    found = unsent_report(request, reference, number)
    form = ReportFileForm(posted(request), request.FILES or None)
    if saved(form, lambda: services.add_file(found, **form.cleaned_data, by=request.user, now=timezone.now())):
        messages.success(request, "The file is added.")
        return redirect(found)
    lead = f"For example a picture or your accounts. Up to {services.MOST_FILES} files. The funder reads them once you "
    lead += "have sent the report."
    title, back = "Add a file", found.get_absolute_url()
    return form_page(request, form, title=title, caption=str(found.award), lead=lead, back=back)


@require_POST
@permission_required(services.WRITE, fn=found_award)
def remove_file(request, reference, number, pk):
    found = found_report(found_award(request, reference), number)
    services.remove_file(found, pk, by=request.user, now=timezone.now())
    messages.success(request, "The file is removed.")
    return redirect(found)


@require_safe
@permission_required(VIEW, fn=found_award)
def file(request, reference, number, pk):
    """Of one that is not sent, for the group alone; to the funder there is none: 404."""
    found = found_report(found_award(request, reference), number)
    file = found.files.filter(pk=pk).first()
    if file is None or (found.is_unsent and not request.user.has_perm(DRAFTS, found.award)):
        raise Http404
    return download(file, file.name)


@permission_required(services.RUN, fn=found_award)
def answer(request, reference, number):
    """By the funder: accepted, or something is asked."""
    found = found_report(found_award(request, reference), number)
    if found.state != ReportState.SENT or found.award.state not in RUNNING:
        raise AwardMovedOn(found.award, f"No answer is awaited: the report is “{found.get_state_display()}”.")
    form = ReportAnswerForm(posted(request))
    if saved(form, lambda: answered(found, form, by=request.user, now=timezone.now())):
        messages.success(request, "Your answer is sent.")
        return redirect(found.award)
    title, back = "Answer the report", found.get_absolute_url()
    return form_page(request, form, title=title, caption=str(found.award), back=back)


def answered(report: Report, form: ReportAnswerForm, **who) -> Report:
    if form.cleaned_data["answer"] == ASK:
        return services.ask_about_report(report, question=form.cleaned_data["question"], **who)
    return services.accept_report(report, **who)
