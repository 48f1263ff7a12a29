"""Handing out PDFs, from their stable address and from wherever else a page wants to show the latest."""

import rules
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from compact_portal.publishing.models import Publication
from compact_portal.publishing.word import CONTENT_TYPE, LOOK, word_of

A_YEAR = 365 * 24 * 3600


def visible_publication(request: HttpRequest, **where) -> Publication:
    """The publication, or Http404 for whom it is not public."""
    publication = Publication.objects.filter(**where).first()
    if publication is None or not is_visible(request, publication):
        raise Http404
    return publication


def is_visible(request: HttpRequest, publication: Publication) -> bool:
    """Asks who is reading only when it matters: public PDFs are the same for all, and may be kept by any cache."""
    return rules.has_perm("publishing.see_publication", request.user, publication)


def serve_publication(request: HttpRequest, publication: Publication | None, *, may_read: bool = False) -> HttpResponse:
    """The PDF; 304 when the reader has it; a page saying that it is being made; 404 for whom it is not public.

    The browser asks again every time: what is latest today is superseded tomorrow. The edition's own address
    (`published`) may be kept. `may_read`: a page that knows its readers has let this one in already.
    """
    if publication is None or not (may_read or is_visible(request, publication)):
        raise Http404
    if not publication.is_rendered:
        return _not_yet(request, publication)
    etag = f'"{publication.sha256}"'
    response = get_conditional_response(request, etag=etag) or _pdf(publication)
    response["ETag"] = etag
    response["Cache-Control"] = f"{'public' if publication.is_public else 'private'}, no-cache"
    return response


def serve_edition(request: HttpRequest, publication: Publication) -> HttpResponse:
    """`serve_publication` at an address that will never hold anything else."""
    response = serve_publication(request, publication)
    if publication.is_rendered and publication.is_public:
        response["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response


def serve_word(request: HttpRequest, publication: Publication | None) -> HttpResponse:
    """The words of the publication as a Word file, made when it is asked for; 304 when the reader has it, 404 for whom
    it is not public."""
    if publication is None or not is_visible(request, publication):
        raise Http404
    etag = f'"word-{LOOK}-{publication.pk}-{publication.published_at:%Y%m%d%H%M%S%f}"'
    response = get_conditional_response(request, etag=etag) or _word(publication)
    response["ETag"] = etag
    response["Cache-Control"] = f"{'public' if publication.is_public else 'private'}, no-cache"
    return response


def _word(publication: Publication) -> HttpResponse:
    response = HttpResponse(word_of(publication), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{publication.filename}.docx"'
    return response


def _pdf(publication: Publication) -> HttpResponse:
    response = HttpResponse(bytes(publication.pdf), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{publication.filename}.pdf"'
    response["Last-Modified"] = http_date(publication.rendered_at.timestamp())
    return response


def _not_yet(request: HttpRequest, publication: Publication) -> HttpResponse:
    context = {
        "publication": publication,
        "may_render": request.user.has_perm("publishing.render_publication"),
    }
    response = render(request, "publishing/not_yet.html", context, status=503 if publication.is_failed else 202)
    response["Cache-Control"] = "no-store"
    return response
