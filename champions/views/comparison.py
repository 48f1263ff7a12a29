"""Two versions side by side."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from champions.queries.compact import other_versions
from champions.queries.comparison import ADDED, MOVED, REMOVED, REWORDED, SAME, Comparison, comparison_of
from champions.views.finding import visible_version

#: How the page says it, and in which colour of GOV.UK's tags.
WORDS = {
    ADDED: ("Added", "green"),
    REMOVED: ("Taken out", "red"),
    REWORDED: ("Reworded", "blue"),
    MOVED: ("Moved", "grey"),
    SAME: ("Unchanged", "grey"),
}


@login_not_required
@require_safe
@cache_control(no_cache=True)
def comparison(request, slug, older):
    """What changed from one version to the other, clause by clause; unchanged clauses are counted."""
    newer, older = visible_version(request, slug), visible_version(request, older)
    context = {
        "older": older,
        "newer": newer,
        "found": lambda: worded(comparison_of(older, newer)),  # asked for only when the page has not been drawn yet
        "versions": [version for version in other_versions(newer.pk) if version.pk != older.pk],
    }
    return render(request, "champions/compact/comparison.html", context)


def worded(comparison: Comparison) -> dict:
    return {
        "changes": [(*WORDS[change.what], change) for change in comparison.changed],
        "counts": [(words, comparison.count(what)) for what, (words, _) in WORDS.items()],
    }
