"""The form of a round to print, for everyone; and what was sent, for those who sent it. Each as a page and a PDF."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from compact_portal.access.gate import permission_required
from compact_portal.publishing.choices import Edition
from compact_portal.publishing.models import Publication
from compact_portal.publishing.queries import published_about
from compact_portal.publishing.serving import serve_publication
from funding.choices import FIRST, SECOND
from funding.models import Application, Round, SentCopy
from funding.pdfs import form_document
from funding.services.rounds import FORM

READ_COPY = "funding.read_copy"


def found_form(slug: str) -> Round:
    """A round that asks something. What old minutes tell of asks nothing: 404."""
    round_ = Round.objects.public().with_criteria().filter(slug=slug).first()
    if round_ is None or not round_.questions.all():
        raise Http404
    return round_


@login_not_required
@require_safe
@cache_control(no_cache=True)
def form(request, slug):
    round_ = found_form(slug)
    editions = {each.edition: each for each in published_about(round_) if each.document == FORM}
    context = {
        "round": round_,
        "document": form_document(round_),
        "standard": editions.get(Edition.STANDARD),
        "large_print": editions.get(Edition.LARGE_PRINT),
    }
    return render(request, "funding/form/page.html", context)


@login_not_required
@require_safe
def form_pdf(request, slug, edition=Edition.STANDARD):
    editions = Publication.objects.about(found_form(slug)).document(FORM).public()
    return serve_publication(request, editions.filter(edition=edition).latest())


def found_sent(request, key: str, *args, **kwargs) -> Application:
    """For those who sent it. To everyone else there is none: 404."""
    application = Application.objects.select_related("round", "organisation").with_members().filter(key=key).first()
    if application is None or not request.user.has_perm(READ_COPY, application):
        raise Http404
    return application


def latest_copy(application: Application, stage: int = FIRST) -> SentCopy:
    """Of what is sent, the latest; of two stages, of each. A draft has none: 404."""
    sent = {FIRST: application.submitted_at, SECOND: application.completed_at}
    copy = application.copies.filter(stage=stage).last() if sent.get(stage) else None
    if copy is None:
        raise Http404
    copy.application = application
    return copy


@require_safe
@permission_required(READ_COPY, fn=found_sent)
def copy(request, key, stage=FIRST):
    found = found_sent(request, key)
    pdf = found.url("copy-pdf") if stage == FIRST else found.url("copy-of-stage-pdf", stage)
    context = {"application": found, "copy": latest_copy(found, stage), "pdf": pdf}
    return render(request, "funding/copy/page.html", context)


@require_safe
@permission_required(READ_COPY, fn=found_sent)
def copy_pdf(request, key, stage=FIRST):
    response = serve_publication(request, latest_copy(found_sent(request, key), stage), may_read=True)
    response["Cache-Control"] = "private, no-store"
    return response
