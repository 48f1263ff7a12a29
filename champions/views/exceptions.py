"""The exceptions register, for everyone to read; recording and reviewing, for leads and officers."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from champions.filters.exceptions import ExceptionFilter
from champions.forms.exceptions import ExceptionForm, ReviewForm
from champions.models import ComplianceException, Signatory
from champions.queries.exceptions import clause_in_force, exceptions_register, signatories_for
from champions.services import exceptions as services
from compact_portal.access.gate import permission_required
from compact_portal.csv_download import csv_response
from compact_portal.forms.pages import check_page, form_page, goes_back, is_checked
from compact_portal.lists import page_of
from compact_portal.wording import long_date

START, RECORD = "champions.record_exceptions", services.RECORD

ROWS_AT_A_TIME = 500


def asked_for(request) -> ExceptionFilter:
    return ExceptionFilter(request.GET, exceptions_register().newest_first())


@login_not_required
@require_safe
def register(request):
    """Who does not keep which clause, since when, and when it is looked at again."""
    chosen = asked_for(request)
    context = {
        "filter": chosen,
        "page": page_of(request, chosen.rows),
        "today": timezone.localdate(),
        "records": request.user.has_perm(START),
    }
    return render(request, "champions/exceptions/register.html", context)


CSV_HEADER = ["Organisation", "Clause", "Words of the clause", "Compact", "Why", "Way forward"]
CSV_HEADER += ["Recorded on", "Review on", "Ended on", "How it ended", "Link"]


@login_not_required
@require_safe
def register_csv(request):
    rows = asked_for(request).rows.iterator(chunk_size=ROWS_AT_A_TIME)
    return csv_response("exceptions.csv", CSV_HEADER, map(csv_row, rows))


def csv_row(exception: ComplianceException) -> list[str]:
    return [
        str(exception.signatory),
        exception.clause.reference,
        exception.clause.text,
        str(exception.clause.section.version),
        exception.why,
        exception.way_forward,
        timezone.localdate(exception.recorded_at).isoformat(),
        exception.review_on.isoformat(),
        exception.ended_on.isoformat() if exception.ended_on else "",
        exception.how_ended,
        f"{settings.SITE_URL}{exception.get_absolute_url()}",
    ]


def found_exception(request, pk: int) -> ComplianceException:
    return get_object_or_404(exceptions_register(), pk=pk)


@login_not_required
@require_safe
def exception(request, pk):
    """One exception: the clause, why, the way forward, and what each review found."""
    exception = found_exception(request, pk)
    context = {
        "exception": exception,
        "reviews": exception.reviews.all(),
        "today": timezone.localdate(),
        "reviews_it": exception.is_open and request.user.has_perm(RECORD, exception.signatory),
    }
    return render(request, "champions/exceptions/exception.html", context)


@permission_required(START)
def new(request):
    """Asked on one page, checked on the next, which shows what everyone will read."""
    cited = request.GET.get("clause", "")
    signatories = signatories_for(request.user)
    shown = clause_in_force(cited) if cited else None
    form = ExceptionForm(request.POST or None, initial={"clause": cited}, signatories=signatories, cited=shown)
    if form.is_valid() and not goes_back(request):
        try:
            return check_or_record(request, form)
        except ValidationError as error:
            form.add_error(None, error)
    context = {"form": form, "clause": shown, "unknown": "" if shown or form.is_bound else cited}
    return render(request, "champions/exceptions/new.html", context)


def check_or_record(request, form: ExceptionForm):
    """Recorded once the page that checks has shown this very clause: a new Compact may have other words there."""
    answers = dict(form.cleaned_data)
    signatory, clause = answers.pop("signatory"), answers["clause"]
    if is_checked(request, clause.pk):
        exception = services.record_exception(signatory, **answers, by=request.user, now=timezone.now())
        messages.success(request, "The exception is recorded. Everyone can read it.")
        return redirect(exception)
    services.check_exception(signatory, clause=clause, review_on=answers["review_on"], today=timezone.localdate())
    return check_page(
        request,
        form,
        title="Check the exception before you record it",
        caption="Record an exception",
        rows=[
            ("Organisation", signatory),
            (f"Clause {clause.reference}", clause.text),
            ("Why it cannot be kept", answers["why"]),
            ("The way forward", answers["way_forward"]),
            ("Next review", long_date(answers["review_on"])),
        ],
        warning="Everyone can read all of this, and it stays in the register after it has ended.",
        seen=clause.pk,
        submit="Record the exception",
    )


def signatory_reviewed(request, pk: int) -> Signatory:
    return found_exception(request, pk).signatory


@permission_required(RECORD, fn=signatory_reviewed)
def review(request, pk):
    exception = found_exception(request, pk)
    if not exception.is_open and request.method != "POST":
        messages.info(request, "This exception has ended. It needs no more reviews.")
        return redirect(exception)
    form = ReviewForm(request.POST or None, initial={"seen": exception.revision})
    if form.is_valid():
        try:
            services.review_exception(exception, **form.review, by=request.user, now=timezone.now())
        except services.ReviewedMeanwhile as conflict:
            form.show_conflict(conflict.exception)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "The review is published.")
            return redirect(exception)
    title = f"Review the exception to clause {exception.clause.reference}"
    back = exception.get_absolute_url()
    return form_page(request, form, title=title, caption=str(exception.signatory), back=back)
