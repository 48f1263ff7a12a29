"""Money in words, and what a round promises, for templates."""

from collections.abc import Callable

from django import template
from django.core.cache import caches
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from funding import figures
from funding.compact_check import COMMITMENTS
from funding.models import Round
from funding.money import pounds

#: So many seconds something drawn is remembered at most: figures show by then what was saved late.
TEN_MINUTES = 600

register = template.Library()
register.filter("pounds", pounds)


@register.simple_tag
def published_parts(round_: Round) -> SafeString:
    """{% published_parts round %}: what it is for, its dates, criteria, Compact check and questions.

    Each change of a public round counts up its revision, so each process draws every revision once and remembers it.
    """

    def read() -> dict:
        whole = Round.objects.with_criteria().get(pk=round_.pk)
        check = [(COMMITMENTS[each.commitment].title, each) for each in whole.check_answers.all()]
        return {"round": whole, "stages": [(each, whole.questions_of(each)) for each in whole.stages], "check": check}

    return drawn_once(
        f"round:{round_.pk}:{round_.revision}:{round_.saved_at.isoformat()}", "funding/published.html", read
    )


@register.simple_tag
def drawn_figures() -> SafeString:
    """{% drawn_figures %}: the charts of funding, drawn again when an award or a round changes, and every day."""
    return drawn_once(f"figures:{figures.stamp()}", "funding/charts.html", lambda: {"charts": figures.all_charts()})


def drawn_once(key: str, name: str, read: Callable[[], dict]) -> SafeString:
    """The template with what `read` finds. Each process draws it once for a key and remembers it for ten minutes."""
    words = caches["frozen"].get_or_set(key, lambda: render_to_string(name, read()), timeout=TEN_MINUTES)
    return mark_safe(words)  # noqa: S308  # a template has escaped it
