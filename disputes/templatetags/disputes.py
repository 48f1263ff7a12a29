"""A clock in words, and a drawing's numbers, for templates."""

from django import template

from compact_portal.wording import count_of, long_date
from disputes import svg
from disputes.clock import Extension, Step
from disputes.models import Stage
from disputes.timeline import line_of

register = template.Library()
register.filter("in_words", line_of)


@register.filter
def step_in_words(step: Step, stage: Stage) -> str:
    """2 weeks after Monday 17 August 2026 is Monday 31 August 2026. … So: Tuesday 1 September 2026."""
    moved = f" So: {long_date(step.due)}." if step.due != step.counted else ""
    names = ", ".join(f"{long_date(day)} ({name})" for day, name in step.skipped)
    left_out = f" Left out: {names}." if names else ""
    return f"{_beginning(step, stage)} {long_date(step.counted)}.{left_out}{moved}"


def _beginning(step: Step, stage: Stage) -> str:
    change = step.change
    if change is None:
        return f"{stage.definition.length_in_words} after {long_date(stage.clock.true_start)} is"
    if isinstance(change, Extension):
        return "Both sides agreed to"
    return f"It was paused for {count_of(change.days, 'day')}, from {long_date(change.first)}: that makes it"


register.simple_tag(svg.across, name="drawn_across")
register.simple_tag(svg.down, name="drawn_down")
