"""Numbers and kinds in words."""

from django import template

register = template.Library()


@register.simple_tag
def results_in_words(found) -> str:
    """1 result, 12 results, the 500 latest of many."""
    if found.is_cut_off:
        return f"{found.count} results, the latest of many"
    return f"{found.count} result" if found.count == 1 else f"{found.count} results"


@register.filter
def called(kind: str, kinds: dict[str, str]) -> str:
    """A kind in a reader's words."""
    return kinds.get(kind, "")
