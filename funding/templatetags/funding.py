"""Money in words, and what a round promises, for templates."""

from django import template
from django.core.cache import caches
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from funding.compact_check import COMMITMENTS
from funding.models import Round
from funding.money import pounds

register = template.Library()
register.filter("pounds", pounds)


@register.simple_tag
def published_parts(round_: Round) -> SafeString:
    """{% published_parts round %}: what it is for, its dates, criteria, Compact check and questions.

    Each change of a public round counts up its revision, so each process draws every revision once and remembers it.
    """
    key = f"round:{round_.pk}:{round_.revision}:{round_.saved_at.isoformat()}"
    words = caches["frozen"].get(key)
    if words is None:
        whole = Round.objects.with_criteria().get(pk=round_.pk)
        check = [(COMMITMENTS[each.commitment].title, each) for each in whole.check_answers.all()]
        stages = [(stage, whole.questions_of(stage)) for stage in whole.stages]
        words = render_to_string("funding/published.html", {"round": whole, "stages": stages, "check": check})
        caches["frozen"].set(key, words, timeout=None)
    return mark_safe(words)  # noqa: S308  # a template has escaped it
