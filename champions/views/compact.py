"""Reading the Compact: what everyone may read, as it was published."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from champions.choices import CompactState
from champions.filters.clauses import ClauseFilter
from champions.models import Clause, CompactVersion
from champions.queries.compact import citable_of, current_version, find_clause, other_versions
from champions.queries.exceptions import bound_by, open_exceptions_on, signatories_for
from champions.views.finding import WRITE, visible_version
from compact_portal.addresses import address
from compact_portal.lists import page_of
from compact_portal.publishing.choices import Edition
from compact_portal.publishing.models import Publication
from compact_portal.publishing.queries import published_about
from compact_portal.publishing.serving import serve_publication


@login_not_required
@require_safe
@cache_control(no_cache=True)
def compact(request):
    """The version in force. Before there is one: what will be here."""
    version = current_version()
    if version:
        return reading_page(request, version)
    return render(request, "champions/compact/none.html", {"writes": request.user.has_perm(WRITE)})


@login_not_required
@require_safe
@cache_control(no_cache=True)
def version(request, slug):
    return reading_page(request, visible_version(request, slug))


#: GOV.UK's tag colours. A colour never says anything the word does not.
COLOURS = {CompactState.IN_FORCE: "green", CompactState.SUPERSEDED: "grey", CompactState.CONSULTATION: "yellow"}


def reading_page(request, version: CompactVersion):
    editions = [found for found in editions_of(version) if found.document == "compact"]
    context = {
        "version": version,
        "published": next((found for found in editions if found.edition == Edition.STANDARD), None),
        "large_print": next((found for found in editions if found.edition == Edition.LARGE_PRINT), None),
        "pdf_url": address("compact:version-pdf", version.slug),
        "large_print_url": address("compact:version-large-print", version.slug),
        "colour": COLOURS.get(version.state, "blue"),
        "answers_requests": request.user.has_perm("champions.answer_format_request"),
        "writes": request.user.has_perm(WRITE),
        "others": other_versions(version.pk),
    }
    return render(request, "champions/compact/version.html", context)


@login_not_required
@require_safe
def clauses(request, slug):
    """Every clause that can be cited: all with certain words, or what one side has promised."""
    version = visible_version(request, slug)
    chosen = ClauseFilter(request.GET, queryset=citable_of(version))
    context = {"version": version, "filter": chosen, "page": page_of(request, chosen.rows)}
    return render(request, "champions/compact/clauses.html", context)


@login_not_required
@require_safe
def clause(request, slug, section, number):
    """One clause: what it says, whom it binds, and what became of it in other versions."""
    try:
        found = find_clause(slug, section, number)
    except Clause.DoesNotExist as error:
        raise Http404 from error
    if not request.user.has_perm("champions.view_compact", found.section.version):
        raise Http404
    version = found.section.version
    context = {
        "clause": found,
        "version": version,
        "crumbs": [("Compact", address("compact:compact")), (str(version), version.get_absolute_url())],
        "before": public_only(found.predecessor),
        "after": public_only(getattr(found, "successor", None)),
        **kept_or_not(request, found),
    }
    return render(request, "champions/compact/clause.html", context)


def kept_or_not(request, clause: Clause) -> dict:
    """Who does not keep a clause in force, and whether the reader may say so for a signatory."""
    if clause.section.version.state != CompactState.IN_FORCE:
        return {}
    may_record = request.user.has_perm("champions.record_exceptions")
    return {
        "exceptions": open_exceptions_on(clause.pk),
        "records": may_record and bound_by(clause, signatories_for(request.user)).exists(),
    }


def public_only(clause: Clause | None) -> Clause | None:
    """The same clause in another version, unless that is still a draft."""
    return clause if clause and clause.section.version.is_public else None


@login_not_required
@require_safe
def pdf(request, slug="", edition=Edition.STANDARD):
    """The PDF of a version; without a name, of the one in force."""
    version = visible_version(request, slug) if slug else current_version()
    if version is None:
        raise Http404
    editions = Publication.objects.about(version).document("compact").filter(edition=edition, withdrawn_at=None)
    editions = editions.public() if version.is_public else editions
    return serve_publication(request, editions.latest(), may_read=True)


def editions_of(version: CompactVersion) -> list[Publication]:
    """What those who may read the version may read of it: before everyone can, those who are to adopt it."""
    return published_about(version, for_everyone=version.is_public)
