"""The one page that finds: words, what to narrow them to, and what fits."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from compact_portal.lists import page_number
from compact_portal.search.backends.asking import Narrowed
from compact_portal.search.forms import SearchForm
from compact_portal.search.queries import Found, audiences_of, find
from compact_portal.search.sources import kinds


@login_not_required
@require_safe
def search(request):
    """What this reader may see and nothing else; the whole state of the page is in its address."""
    form = SearchForm(request.GET)
    found = what_fits(request, form) if form.is_valid() and form.cleaned_data["q"] else None
    context = {"form": form, "found": found, "kinds": kinds(), "typed": form.cleaned_data.get("q", "")}
    return render(request, "search/search.html", context)


def what_fits(request, form: SearchForm) -> Found:
    chosen = form.cleaned_data
    narrowed = Narrowed(
        audiences=audiences_of(request.user),
        kind=chosen["kind"],
        place=chosen["committee"],
        since=chosen["since"],
        until=chosen["until"],
    )
    return find(chosen["q"], narrowed, page=page_number(request), as_typed="exactly" in request.GET)
