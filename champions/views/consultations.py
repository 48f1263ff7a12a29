"""Consultations: what everyone can read, and how officers open, extend, close and report them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_safe

from champions.deadlines.consultations import everyone_asked
from champions.forms.consultations import (
    CloseConsultationForm,
    ExtendConsultationForm,
    OpenConsultationForm,
    PublishReportForm,
)
from champions.models import CompactVersion, Consultation
from champions.queries.consultations import (
    consultation_at,
    consultation_list,
    latest_consultation,
    sections_to_answer,
    unanswered,
)
from champions.services import consultations as services
from champions.services.compact import WrongState
from champions.views.compact import visible_version
from champions.views.life import minuted_rows
from compact_portal.access.gate import permission_required
from compact_portal.deadlines.recipients import recipients_of
from compact_portal.forms.pages import check_page, form_page, goes_back, is_checked
from compact_portal.lists import page_of
from compact_portal.publishing.choices import Edition
from compact_portal.publishing.models import Publication
from compact_portal.publishing.queries import published_about
from compact_portal.publishing.serving import serve_publication
from compact_portal.wording import long_date

RUN, SEE = "champions.run_consultation", "champions.see_responses"


@login_not_required
@require_safe
def consultation_index(request):
    """Every consultation there is or was, with its report."""
    context = {"page": page_of(request, consultation_list()), "today": timezone.localdate()}
    return render(request, "champions/consultations/list.html", context)


def found_latest(request, slug: str) -> Consultation:
    """The newest consultation on a version: everyone may know of it, whatever became of the version since."""
    try:
        return latest_consultation(slug)
    except Consultation.DoesNotExist as error:
        raise Http404 from error


@login_not_required
@require_safe
def consultation(request, slug):
    """What it is about, until when, how to answer; later, what came of it."""
    found = found_latest(request, slug)
    takes_responses = found.closed_at is None
    context = {
        "consultation": found,
        "version": found.version,
        "is_open": found.is_open(timezone.localdate()),
        "takes_responses": takes_responses,
        "parts": SimpleLazyObject(lambda: sections_to_answer(found.version)),  # drawn once for each revision
        "runs": request.user.has_perm(RUN),
        **editions_of(found),
    }
    return render(request, "champions/consultations/consultation.html", context)


def editions_of(consultation: Consultation) -> dict:
    """The latest report, standard and large print; nothing while there is none."""
    if consultation.report_published_at is None:
        return {}
    found = [each for each in published_about(consultation) if each.document == "responses-report"][:2]
    return {edition.edition.replace("-", "_"): edition for edition in found}


def found_consultation(request, pk: int, *args, **kwargs) -> Consultation:
    consultation = next(iter(consultation_at(pk)), None)
    if consultation is None:
        raise Http404
    return consultation


@login_not_required
@require_safe
def report(request, pk):
    """What people said and what changed, as it was published."""
    found = found_consultation(request, pk)
    editions = editions_of(found)
    if not editions:
        raise Http404
    return render(request, "champions/consultations/report.html", {"consultation": found, **editions})


@login_not_required
@require_safe
def report_pdf(request, pk, edition=Edition.STANDARD):
    editions = Publication.objects.about(found_consultation(request, pk)).document("responses-report")
    return serve_publication(request, editions.filter(edition=edition).latest())


@permission_required(RUN, fn=visible_version)
def open_consultation(request, slug):
    version = visible_version(request, slug)
    usual = services.usual_closing(timezone.localdate())
    form = OpenConsultationForm(request.POST or None, initial={"closes_on": usual})
    if form.is_valid() and not goes_back(request):
        try:
            return check_or_open(request, version, form)
        except ValidationError as error:
            form.add_error(None, error)
        except WrongState as error:
            form.add_error(None, str(error))
    return form_page(request, form, title="Start a consultation", caption=str(version), back=version.get_absolute_url())


def names_of_those_asked() -> list[str]:
    (recipients,) = recipients_of([everyone_asked()])
    return [recipient.name for recipient in recipients]


def check_or_open(request, version: CompactVersion, form: OpenConsultationForm):
    """Opened once the page that checks was shown for this very text: someone may have changed a word meanwhile."""
    answers = form.cleaned_data
    if is_checked(request, version.revision):
        services.open_consultation(version, **answers, seen=version.revision, by=request.user, now=timezone.now())
        messages.success(request, "The consultation is open. Everyone can read this version and answer.")
        return redirect("compact:consultation", version.slug)
    closes_on, reason = answers["closes_on"], answers["reason"]
    services.check_opening(version, closes_on=closes_on, reason=reason, today=timezone.localdate())
    return check_page(
        request,
        form,
        title="Check the consultation before you start it",
        caption=str(version),
        rows=[
            ("What it is about", answers["introduction"]),
            ("Last day", long_date(closes_on)),
            *([("Why it is shorter than 12 weeks", reason)] if reason else []),
            *minuted_rows(answers),
            ("Who is reminded by email", "\n".join(names_of_those_asked()) or "Nobody"),
        ],
        effects=[
            "Everyone can read this version, as a page and as a PDF.",
            f"Everyone can answer, on the front page too, until {long_date(closes_on)}.",
            "Nobody can change the words while people answer.",
            "The people named above get emails that remind them of the last day.",
        ],
        warning="You can withdraw the consultation only as long as nobody has answered.",
        seen=version.revision,
        submit="Start the consultation",
    )


@permission_required(RUN, fn=found_consultation)
def extend_consultation(request, pk):
    found = found_consultation(request, pk)
    form = ExtendConsultationForm(request.POST or None, initial={"closes_on": found.closes_on})
    if form.is_valid():
        try:
            found = services.extend_consultation(found, **form.cleaned_data, by=request.user, now=timezone.now())
        except ValidationError as error:
            form.add_error("closes_on", error.messages)
        else:
            messages.success(request, f"People can answer until {long_date(found.closes_on)}.")
            return redirect(found)
    return form_page(request, form, title="Give people longer", caption=str(found), back=found.get_absolute_url())


@permission_required(RUN, fn=found_consultation)
def close_consultation(request, pk):
    found = found_consultation(request, pk)
    form = CloseConsultationForm(request.POST or None)
    if form.is_valid():
        try:
            services.close_consultation(found, **form.cleaned_data, by=request.user, now=timezone.now())
        except (ValidationError, WrongState) as error:
            form.add_error(None, getattr(error, "messages", str(error)))
        else:
            messages.success(request, "The consultation is closed. Reply to each response, then publish the report.")
            return redirect("compact:responses", found.pk)
    context = {"consultation": found, "form": form, "left": unanswered(found)}
    return render(request, "champions/consultations/close.html", context)


@permission_required(RUN, fn=found_consultation)
def withdraw_consultation(request, pk):
    """Asks first. With responses there, it says what to do instead."""
    found = found_consultation(request, pk)
    context = {"consultation": found}
    try:
        services.refuse_withdrawal(found)
        if request.method == "POST":
            version = services.withdraw_consultation(found, by=request.user, now=timezone.now())
            messages.success(request, "The consultation is withdrawn. Nobody but officers can read the draft.")
            return redirect(version.url("draft"))
    except ValidationError as error:
        context["refused"] = error.messages[0]
    status = 409 if "refused" in context and request.method == "POST" else 200
    return render(request, "champions/consultations/withdraw.html", context, status=status)


@permission_required(RUN, fn=found_consultation)
def publish_report(request, pk):
    found = found_consultation(request, pk)
    form = PublishReportForm(request.POST or None)
    if form.is_valid():
        try:
            services.publish_responses_report(found, by=request.user, now=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "The report is published. Its PDFs are being made.")
            return redirect("compact:report", found.pk)
    context = {"consultation": found, "form": form, "left": unanswered(found)}
    return render(request, "champions/consultations/publish.html", context)
